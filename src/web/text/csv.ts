/** Writes a table as CSV that a spreadsheet opens as it is: marked as UTF-8, and with nothing that it would calculate. */

const MARK = '\ufeff';
const FORMULA = /^[=+\-@\t\r]/;

export const csvOf = (rows: readonly (readonly string[])[]): string =>
  `${MARK}${rows.map((row) => `${row.map(cellOf).join(',')}\r\n`).join('')}`;

/** An apostrophe before a formula makes text of it. */
function cellOf(value: string): string {
  const text = FORMULA.test(value) ? `'${value}` : value;
  return /[",\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
