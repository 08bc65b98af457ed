/** Sends the filters as soon as a box is ticked, and puts the focus back on that box afterwards. */

const KEY = 'kokanee-focus';

export function sendOnChange(): void {
  for (const form of document.querySelectorAll<HTMLFormElement>('[data-send-on-change]')) {
    form.addEventListener('change', (event) => {
      const { target } = event;
      if (!(target instanceof HTMLInputElement) || covering()) return;
      sessionStorage.setItem(KEY, JSON.stringify([target.name, target.value, scrollY]));
      form.requestSubmit();
    });
    // A page that the browser kept comes back with the boxes as they were left, not as they stand in its address.
    addEventListener('pageshow', ({ persisted }) => {
      if (persisted) form.reset();
    });
    comeBack(form);
  }
}

/** There the filters cover the page, and are sent by their button. */
const covering = (): boolean => matchMedia('(max-width: 55.99rem)').matches;

function comeBack(form: HTMLFormElement): void {
  const left = sessionStorage.getItem(KEY);
  if (left === null) return;
  sessionStorage.removeItem(KEY);
  const [name, value, top] = JSON.parse(left) as [string, string, number];
  const box = [...form.querySelectorAll('input')].find((input) => input.name === name && input.value === value);
  box?.focus({ preventScroll: true });
  scrollTo(0, top);
}
