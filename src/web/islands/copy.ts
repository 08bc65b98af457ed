/** Shows the copy buttons, which can do nothing without a script, and tells when something was copied. */

const TOLD_MS = 2000;

export function copyButtons(): void {
  if (navigator.clipboard === undefined) return;
  const teller = document.createElement('p');
  teller.className = 'unseen';
  teller.setAttribute('role', 'status');
  document.body.append(teller);
  for (const button of document.querySelectorAll<HTMLButtonElement>('[data-copy]')) {
    const source = document.getElementById(button.dataset.copy ?? '');
    if (source === null) continue;
    button.hidden = false;
    button.addEventListener('click', () => void copy(source, button, teller));
  }
}

async function copy(source: HTMLElement, button: HTMLButtonElement, teller: HTMLElement): Promise<void> {
  const text = source instanceof HTMLInputElement ? source.value : (source.textContent ?? '');
  const done = await navigator.clipboard.writeText(text).then(
    () => true,
    () => false,
  );
  button.dataset.told = done ? 'Copied' : 'Not copied';
  teller.textContent = button.dataset.told;
  setTimeout(() => {
    delete button.dataset.told;
    teller.textContent = '';
  }, TOLD_MS);
}
