/** Rules of e-mail addresses. */
import type { Rule } from '../field.ts';
import { complain } from '../field.ts';

const LABEL = '[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?';
const EMAIL = new RegExp(`^[a-zA-Z0-9.!#$%&'*+/=?^_\`{|}~-]+@${LABEL}(?:\\.${LABEL})*$`);

/** HTML's syntax, and no dot at the ends or twice; a host needs no dot. */
export const isEmail = (text: string): boolean => !text.startsWith('.') && !text.includes('..') && EMAIL.test(text);

/** An address, or empty text. */
export const email: Rule<unknown> = (value, at) => {
  if (typeof value === 'string' && value !== '' && !isEmail(value)) complain(at, `Email ${value} is not a valid format`);
  return value;
};
