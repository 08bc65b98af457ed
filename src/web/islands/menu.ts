/** Closes the menu by Escape, by a click beside it, and when the keyboard leaves it. */

export function closingMenu(): void {
  const menu = document.querySelector<HTMLDetailsElement>('[data-menu]');
  if (menu === null) return;
  const isOutside = (target: EventTarget | null): boolean => !(target instanceof Node && menu.contains(target));
  document.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || !menu.open) return;
    menu.open = false;
    menu.querySelector('summary')?.focus();
  });
  document.addEventListener('click', (event) => {
    if (isOutside(event.target)) menu.open = false;
  });
  menu.addEventListener('focusout', (event) => {
    if (event.relatedTarget !== null && isOutside(event.relatedTarget)) menu.open = false;
  });
}
