/** How actions read the id or name of what they are about. */
import { ValidationError } from '#domain/errors.ts';
import type { Input } from './action.ts';

/** An id or name; undefined for null and blank, which name nothing. What is no text is refused. */
export function referenceIn(input: Input, name: string): string | undefined {
  const value = input[name];
  if (value === undefined || value === null || value === '') return undefined;
  if (typeof value === 'string') return value;
  throw new ValidationError({ [name]: ['Must be a string'] });
}
