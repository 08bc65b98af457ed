/** Rules that make texts of values, or want texts. */
import { pythonJson } from '#domain/python-text.ts';
import type { Rule } from '../field.ts';
import { complain, refuse } from '../field.ts';
import { unstorable } from '../storable.ts';

/** CKAN: numbers, truth values, lists and objects are stored as their JSON text. */
export const toText: Rule<unknown> = (value, at) => {
  if (typeof value === 'string') return value;
  if (value === undefined || value === null) return '';
  const fault = unstorable(value);
  return fault === undefined ? pythonJson(value) : refuse(at, fault);
};

/** Numbers and truth values become text, lists and objects are refused. */
export const scalarToText: Rule<unknown> = (value, at) =>
  typeof value === 'object' && value !== null ? refuse(at, 'Must be a string') : toText(value, at);

/** Only text will do. */
export const mustBeText: Rule<unknown> = (value, at) => (typeof value === 'string' ? value : refuse(at, 'Must be a string'));

/** Without the space around it; what is no text stays. */
export const trim = (value: unknown): unknown => (typeof value === 'string' ? value.trim() : value);

/** Characters as people and Python count them. Halves of pairs are told apart only where there are any. */
export function lengthOf(text: string): number {
  let length = text.length;
  for (let i = 0; i < text.length - 1; i += 1) if ((text.charCodeAt(i) & 0xfc00) === 0xd800) length -= 1;
  return length;
}

/** At least so many characters. */
export const minimum =
  (limit: number, message: (text: string) => string): Rule<unknown> =>
  (value, at) => {
    if (typeof value === 'string' && value.length < limit * 2 && lengthOf(value) < limit) complain(at, message(value));
    return value;
  };

/** At most so many characters. */
export const maximum =
  (limit: number, message: (text: string) => string): Rule<unknown> =>
  (value, at) => {
    if (typeof value === 'string' && value.length > limit && lengthOf(value) > limit) complain(at, message(value));
    return value;
  };

/** A text without links. */
export const noLinks: Rule<unknown> = (value, at) => {
  if (typeof value === 'string' && /https?:\/\//.test(value)) {
    complain(at, 'Edit not allowed as it looks like spam. Please avoid links in your description.');
  }
  return value;
};
