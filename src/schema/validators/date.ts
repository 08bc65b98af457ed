/** Rules of dates. */
import { parseDate } from '#domain/dates.ts';
import type { Rule } from '../field.ts';
import { refuse } from '../field.ts';

/** A moment in naive UTC; empty text becomes null. */
export const isoDate: Rule<unknown> = (value, at) => {
  if (value === '' || value === null) return null;
  return (typeof value === 'string' ? parseDate(value) : undefined) ?? refuse(at, 'Date format incorrect');
};
