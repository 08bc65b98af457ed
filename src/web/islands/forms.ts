/** What every form that changes something does better: it is sent once. */

const AGAIN_MS = 5_000;

export function carefulForms(): void {
  for (const form of document.querySelectorAll<HTMLFormElement>('form.form')) sendOnce(form);
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
