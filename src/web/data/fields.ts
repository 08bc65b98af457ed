/** Reads query and form fields, and values of answers, into the one shape a page wants. */
import type { Fields } from '#domain/page.ts';

/** The text of a field; of several, the last, as a browser's form would mean it. */
export function textOf(fields: Fields, name: string): string {
  const value = Object.hasOwn(fields, name) ? fields[name] : undefined;
  return typeof value === 'string' ? value : (value?.at(-1) ?? '');
}

/** Line ends as the store has them, whatever a browser makes of them. */
export const lineEnds = (text: string): string => text.replace(/\r\n?/g, '\n');

/** All values of a field that are not empty, each once. */
export function listOf(fields: Fields, name: string): readonly string[] {
  const value = Object.hasOwn(fields, name) ? fields[name] : undefined;
  const list = typeof value === 'string' ? [value] : (value ?? []);
  return [...new Set(list.filter((one) => one !== ''))];
}

/** A value of an answer as text: blank for null, absent, or a structure. */
export const plain = (value: unknown): string =>
  typeof value === 'string' ? value.trim() : typeof value === 'number' || typeof value === 'boolean' ? String(value) : '';
