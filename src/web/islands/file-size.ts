/** Tells of a file that is too large as the server would, at its field and above the form, before anything is sent. */

const MEGABYTE = 1024 * 1024;

export function weighedFiles(): void {
  for (const input of document.querySelectorAll<HTMLInputElement>('input[type="file"][data-most]')) weigh(input);
}

function weigh(input: HTMLInputElement): void {
  const { form } = input;
  if (form === null) return;
  const described = input.getAttribute('aria-describedby');
  const check = (): string => {
    const most = Number(input.dataset.most);
    const isTooLarge = (input.files?.[0]?.size ?? 0) > most * MEGABYTE;
    const told = isTooLarge ? `This file is larger than ${most} MB. Choose a smaller one` : '';
    tell(input, told, described);
    if (told === '') summaryOf(input)?.remove();
    return told;
  };
  input.addEventListener('change', check);
  // Before all others, which take the form for sent.
  form.addEventListener(
    'submit',
    (event) => {
      const told = check();
      if (told === '') return;
      event.preventDefault();
      event.stopImmediatePropagation();
      summarize(form, input, told);
    },
    { capture: true },
  );
}

function tell(input: HTMLInputElement, told: string, described: string | null): void {
  const id = `${input.id}-too-large`;
  document.getElementById(id)?.remove();
  input.closest('.field')?.classList.toggle('field-wrong', told !== '');
  input.toggleAttribute('aria-invalid', told !== '');
  input.setAttribute('aria-describedby', [described ?? '', told === '' ? '' : id].join(' ').trim());
  if (told === '') return;
  input.setAttribute('aria-invalid', 'true');
  const error = document.createElement('p');
  error.className = 'error';
  error.id = id;
  error.setAttribute('role', 'alert');
  error.textContent = told;
  input.before(error);
}

const summaryOf = (input: HTMLInputElement): HTMLElement | null => document.getElementById(`${input.id}-summary`);

function summarize(form: HTMLFormElement, input: HTMLInputElement, told: string): void {
  summaryOf(input)?.remove();
  const summary = document.createElement('div');
  summary.className = 'notice notice-danger';
  summary.id = `${input.id}-summary`;
  summary.setAttribute('role', 'alert');
  summary.tabIndex = -1;
  const title = document.createElement('h2');
  title.textContent = 'There is a problem';
  const link = document.createElement('a');
  link.href = `#${input.id}`;
  link.textContent = `File: ${told}`;
  summary.append(title, link);
  form.before(summary);
  summary.focus();
}
