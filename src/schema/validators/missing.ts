/** Rules about values that are not there. In CKAN's sense, `null` is mostly no value. */
import type { Place, Rule } from '../field.ts';
import { refuse, STOP } from '../field.ts';

export const MISSING = 'Missing value';

/** What Python takes for false: nothing, null, false, 0, and empty text, lists and objects. */
export function isFalsy(value: unknown): boolean {
  if (!value) return true;
  return typeof value === 'object' && isEmptyObject(value);
}

function isEmptyObject(value: object): boolean {
  for (const _ in value) return false;
  return Array.isArray(value) || Object.getPrototypeOf(value) === Object.prototype;
}

/** Never looks at the value. */
export const ignore = (): typeof STOP => STOP;

/** Absent and null end the chain quietly. */
export const ignoreMissing = (value: unknown): unknown => (value === undefined || value === null ? STOP : value);

/** Absent, null and everything empty or false ends the chain quietly. */
export const ignoreEmpty = (value: unknown): unknown => (isFalsy(value) ? STOP : value);

/** The key must be there; null will do. */
export const notMissing: Rule<unknown> = (value, at) => (value === undefined ? refuse(at, MISSING) : value);

/** There must be a value. CKAN: `false` and `0` are values. */
export const notEmpty: Rule<unknown> = (value, at) => (isFalsy(value) && value !== false && value !== 0 ? refuse(at, MISSING) : value);

/** An empty value becomes that of another field, which stands earlier in the list. */
export const emptyAs =
  (other: string) =>
  (value: unknown, at: Place<unknown>): unknown =>
    isFalsy(value) ? at.output[other] : value;
