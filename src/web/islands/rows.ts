/** Adds and removes rows of a form at once, and says so; without the script a button sends the form for it. */

export function growingRows(): void {
  const teller = document.createElement('p');
  teller.className = 'unseen';
  teller.setAttribute('role', 'status');
  for (const rows of document.querySelectorAll<HTMLElement>('[data-rows]')) {
    if (!teller.isConnected) document.body.append(teller);
    rows.addEventListener('click', (event) => {
      const button = event.target instanceof Element ? event.target.closest('button') : null;
      if (button === null) return;
      if ('addRow' in button.dataset) {
        event.preventDefault();
        firstField(addRow(rows))?.focus();
        teller.textContent = `${titleOf(rows)} ${rowsOf(rows).length} added`;
      } else if ('removeRow' in button.dataset) {
        event.preventDefault();
        const row = button.closest<HTMLElement>('[data-row]');
        if (row !== null) removeRow(rows, row);
        teller.textContent = `${titleOf(rows)} removed`;
      }
      rows.dispatchEvent(new Event('input', { bubbles: true }));
    });
  }
}

const rowsOf = (rows: HTMLElement): HTMLElement[] => [...rows.querySelectorAll<HTMLElement>('[data-row]')];
const titleOf = (rows: HTMLElement): string => rows.dataset.rows ?? '';
const firstField = (row: Element | undefined): HTMLElement | null | undefined => row?.querySelector<HTMLElement>('input, textarea, select');
const numberOf = (row: Element): number => Number(/__(\d+)__/.exec(firstField(row)?.getAttribute('name') ?? '')?.[1] ?? 0);

/** A blank row at the end, numbered on. */
export function addRow(rows: HTMLElement): HTMLElement | undefined {
  const all = rowsOf(rows);
  const last = all.at(-1);
  if (last === undefined) return undefined;
  const row = last.cloneNode(true) as HTMLElement;
  const [before, after] = [`${rows.id}__${numberOf(last)}`, `${rows.id}__${Math.max(...all.map(numberOf)) + 1}`];
  for (const element of row.querySelectorAll('*'))
    for (const { name, value } of element.attributes)
      if (value.startsWith(before)) element.setAttribute(name, value.replace(before, after));
  blank(row);
  last.after(row);
  retitle(rows);
  return row;
}

function removeRow(rows: HTMLElement, row: HTMLElement): void {
  const all = rowsOf(rows);
  const at = all.indexOf(row);
  if (all.length === 1) blank(row);
  else row.remove();
  retitle(rows);
  firstField(rowsOf(rows)[Math.max(at - 1, 0)])?.focus();
}

function blank(row: HTMLElement): void {
  for (const field of row.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>('input, textarea')) {
    field.value = '';
    field.removeAttribute('aria-invalid');
  }
  for (const error of row.querySelectorAll('.error')) error.remove();
  for (const wrong of row.querySelectorAll('.field-wrong')) wrong.classList.remove('field-wrong');
}

function retitle(rows: HTMLElement): void {
  for (const [at, row] of rowsOf(rows).entries()) {
    const title = `${titleOf(rows)} ${at + 1}`;
    const legend = row.querySelector('legend');
    if (legend !== null) legend.textContent = title;
    const hidden = row.querySelector('[data-remove-row] .unseen');
    if (hidden !== null) hidden.textContent = ` ${title}`;
  }
}
