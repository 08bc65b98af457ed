/** What every form that changes something does better: is sent once, and tells beforehand that a file is too large. */

const AGAIN_MS = 5_000;
const MEGABYTE = 1024 * 1024;

export function carefulForms(): void {
  for (const form of document.querySelectorAll<HTMLFormElement>('form.form')) sendOnce(form);
  for (const input of document.querySelectorAll<HTMLInputElement>('input[type="file"][data-most]')) weigh(input);
}

/** A second press while the first is under way would make two of what should be one. */
function sendOnce(form: HTMLFormElement): void {
  let sent = false;
  form.addEventListener('submit', (event) => {
    if (sent) event.preventDefault();
    sent = true;
    setTimeout(() => {
      sent = false;
    }, AGAIN_MS);
  });
  addEventListener('pageshow', () => {
    sent = false;
  });
}

function weigh(input: HTMLInputElement): void {
  const most = Number(input.dataset.most);
  input.addEventListener('change', () => {
    const size = input.files?.[0]?.size ?? 0;
    input.setCustomValidity(size > most * MEGABYTE ? `This file is larger than ${most} MB.` : '');
    input.reportValidity();
  });
}
