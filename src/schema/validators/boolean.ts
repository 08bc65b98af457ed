/** The two ways in which CKAN reads truth values. */
import type { Rule } from '../field.ts';
import { refuse } from '../field.ts';
import { isFalsy } from './missing.ts';

const TRUE = new Set(['true', 'yes', 't', 'y', '1']);
const ON = new Set(['true', 'yes', 'on', 'y', 't', '1']);
const OFF = new Set(['false', 'no', 'off', 'n', 'f', '0']);

/** CKAN: of texts, a few are true and all others false. Numbers, lists and objects are refused. */
export const boolean: Rule<unknown> = (value, at) => {
  if (value === undefined || value === null) return false;
  if (typeof value === 'string') return TRUE.has(value.toLowerCase());
  return typeof value === 'boolean' ? value : refuse(at, 'Must be true or false');
};

/** A parameter that is on or off; undefined where a text is neither. */
export function asBoolean(value: unknown): boolean | undefined {
  if (typeof value !== 'string') return !isFalsy(value);
  const text = value.trim().toLowerCase();
  return ON.has(text) ? true : OFF.has(text) ? false : undefined;
}

/** A flag of an action; unreadable texts are refused. */
export const flag: Rule<unknown> = (value, at) => asBoolean(value) ?? refuse(at, 'Parameter is not an bool');
