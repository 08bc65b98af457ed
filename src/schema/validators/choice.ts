/** Rules of values out of a fixed set, and of JSON objects. */
import type { Rule } from '../field.ts';
import { complain, refuse } from '../field.ts';
import { isObject } from '../structure.ts';
import { unstorable } from '../storable.ts';

const quoted = (text: string): string => (text.includes("'") ? `"${text}"` : `'${text}'`);

/** One of these texts. The message lists them as Python does. */
export function oneOf(choices: readonly string[]): Rule<unknown> {
  const allowed: ReadonlySet<unknown> = new Set(choices);
  const message = `Value must be one of [${choices.map(quoted).join(', ')}]`;
  return (value, at) => {
    if (!allowed.has(value)) complain(at, message);
    return value;
  };
}

function readObject(value: unknown): unknown {
  if (typeof value !== 'string') return value;
  try {
    return JSON.parse(value);
  } catch {
    return undefined;
  }
}

/** A JSON object, or the text of one. */
export const jsonObject: Rule<unknown> = (value, at) => {
  const read = readObject(value);
  if (!isObject(read)) return refuse(at, 'The value should be a valid JSON object');
  const fault = unstorable(read);
  return fault === undefined ? read : refuse(at, fault);
};
