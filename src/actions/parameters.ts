/** How actions read their own parameters; CKAN reads each kind in several ways (spec: ckan-api.md 2.4). */
import { ValidationError } from '#domain/errors.ts';

const TRUE = /^\s*(true|yes|on|y|t|1)\s*$/i;
const FALSE = /^\s*(false|no|off|n|f|0)\s*$/i;

/** A flag as CKAN's `asbool` reads it, or undefined for nonsense. */
export function readFlag(value: unknown): boolean | undefined {
  if (typeof value !== 'string') return Boolean(value);
  return TRUE.test(value) ? true : FALSE.test(value) ? false : undefined;
}

/** Lenient: nonsense is no. */
export const asFlag = (value: unknown): boolean => readFlag(value) ?? false;

/** Refuses nonsense under the parameter's name. */
export function flagOr(input: Readonly<Record<string, unknown>>, name: string, fallback: boolean): boolean {
  const value = input[name];
  if (value === undefined || value === null || value === '') return fallback;
  const flag = readFlag(value);
  if (flag === undefined) throw new ValidationError({ [name]: ['Must be true or false'] });
  return flag;
}

/** A whole number of a parameter, or a message about it. Null and blank give undefined. */
export function readWhole(value: unknown): { value?: number } | { message: string } {
  if (value === undefined || value === null || (typeof value === 'string' && value.trim() === '')) return {};
  if (typeof value === 'boolean') return { value: Number(value) };
  const number = typeof value === 'number' ? value : typeof value === 'string' && /^\s*[+-]?\d{1,15}\s*$/.test(value) ? Number(value) : Number.NaN;
  return Number.isSafeInteger(number) ? { value: number } : { message: 'Invalid integer' };
}

/** Several whole numbers that must not be negative; complains of all at once. */
export function readNaturals<const Name extends string>(input: Readonly<Record<string, unknown>>, names: readonly Name[]): Record<Name, number | undefined> {
  const errors: Record<string, string[]> = {};
  const values = {} as Record<Name, number | undefined>;
  for (const name of names) {
    const read = readWhole(input[name]);
    if ('message' in read) errors[name] = [read.message];
    else if (read.value !== undefined && read.value < 0) errors[name] = ['Must be a natural number'];
    else values[name] = read.value;
  }
  if (Object.keys(errors).length > 0) throw new ValidationError(errors);
  return values;
}
