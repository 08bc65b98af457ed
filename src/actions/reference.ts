/**
 * How actions read the id or name of what they are about. CKAN: those of datasets, resources and tags
 * take whatever can be written as text, and find nothing; those of groups and users refuse it.
 */
import { ValidationError } from '#domain/errors.ts';
import { pythonJson } from '#domain/python-text.ts';
import type { Input } from './action.ts';

/** A name or id as text. Numbers count as their digits; nothing, and structures, which find no more than a wrong id does, are undefined. */
export function refOf(value: unknown): string | undefined {
  if (typeof value === 'string') return value === '' ? undefined : value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  return undefined;
}

/** Whether the caller left it out. */
export const isAbsent = (value: unknown): boolean => value === undefined || value === null || value === '';

/** An id or name; undefined for null and blank, which name nothing. What is no text is refused. */
export function referenceIn(input: Input, name: string): string | undefined {
  const value = input[name];
  if (isAbsent(value)) return undefined;
  if (typeof value === 'string') return value;
  throw new ValidationError({ [name]: ['Must be a string'] });
}

/** CKAN: a name that is no text is read as its JSON. */
export const nameText = (value: unknown): string | undefined =>
  typeof value === 'string' ? value : value === undefined || value === null ? undefined : pythonJson(value);
