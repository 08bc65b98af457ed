/** Rows of a form that repeat, such as `extras__0__key` and `extras__0__value`: read, written, one more, one fewer. */
import type { Fields } from '#domain/page.ts';
import { textOf } from './fields.ts';

export type Row = Readonly<Record<string, string>>;

/** Names of the buttons that change the rows without saving anything. */
export const ADD_ROW = 'add_row';
export const REMOVE_ROW = 'remove_row';

const MOST_ROWS = 1000;

/** The rows in their order, without those in which nothing stands; undefined where none was sent. */
export function rowsIn(fields: Fields, name: string, parts: readonly string[]): readonly Row[] | undefined {
  const numbers = numbersOf(fields, name);
  if (numbers.length === 0) return undefined;
  return numbers
    .map((at) => Object.fromEntries(parts.map((part) => [part, textOf(fields, rowField(name, at, part))])))
    .filter((row) => Object.values(row).some((text) => text.trim() !== ''));
}

/** The fields of rows, counted anew, so that errors by number fit them. */
export const fieldsOfRows = (name: string, rows: readonly Row[]): Fields =>
  Object.fromEntries(rows.flatMap((row, at) => Object.entries(row).map(([part, text]) => [rowField(name, at, part), text])));

export const rowField = (name: string, at: number, part: string): string => `${name}__${at}__${part}`;

/** The numbers of the rows that the fields hold, in order. */
export function numbersOf(fields: Fields, name: string): readonly number[] {
  const numbers = new Set<number>();
  for (const field of Object.keys(fields)) {
    if (!field.startsWith(`${name}__`)) continue;
    const number = /^(\d{1,4})__/.exec(field.slice(name.length + 2))?.[1];
    if (number !== undefined && numbers.size < MOST_ROWS) numbers.add(Number(number));
  }
  return [...numbers].sort((a, b) => a - b);
}

/** Of two rows with one key the action would keep the later or name no row, so the form says which. */
export function doubledRows(fields: Fields, name: string, part = 'key'): Readonly<Record<string, readonly string[]>> {
  const seen = new Set<string>();
  const errors: Record<string, readonly string[]> = {};
  for (const at of numbersOf(fields, name)) {
    const key = textOf(fields, rowField(name, at, part)).trim();
    if (key !== '' && seen.has(key)) errors[rowField(name, at, part)] = [`Duplicate key "${key}"`];
    seen.add(key);
  }
  return errors;
}

/**
 * The fields after a press of "Add row" or "Remove": the form is to be shown again and nothing saved.
 * Undefined where neither was pressed. A row that is added needs nothing: the form ends with a blank one.
 */
export function editedRows(fields: Fields): Fields | undefined {
  const added = textOf(fields, ADD_ROW);
  const removed = textOf(fields, REMOVE_ROW);
  if (added === '' && removed === '') return undefined;
  return Object.fromEntries(
    Object.entries(fields).filter(
      ([name]) => name !== ADD_ROW && name !== REMOVE_ROW && (removed === '' || !name.startsWith(`${removed}__`)),
    ),
  );
}
