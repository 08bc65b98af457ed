/** Rules of whole numbers. */
import type { Rule } from '../field.ts';
import { complain, refuse } from '../field.ts';

/** CKAN: truth values count as 1 and 0, texts may have space around and underscores between. */
function toInteger(value: unknown): number | undefined {
  if (typeof value === 'boolean') return Number(value);
  const number = typeof value === 'string' && /^\s*[+-]?\d+(_\d+)*\s*$/.test(value) ? Number(value.replaceAll('_', '')) : value;
  // Beyond these, digits would be lost on the way.
  return Number.isSafeInteger(number) ? (number as number) + 0 : undefined;
}

/** A whole number; null and blank become null. */
export const integer: Rule<unknown> = (value, at) => {
  if (value === null || value === undefined || (typeof value === 'string' && value.trim() === '')) return null;
  return toInteger(value) ?? refuse(at, 'Invalid integer');
};

/** A whole number that is not negative. */
export const naturalNumber: Rule<unknown> = (value, at) => {
  const number = integer(value, at);
  if (typeof number === 'number' && number < 0) complain(at, 'Must be a natural number');
  return number;
};
