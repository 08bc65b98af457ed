/**
 * Query strings and urlencoded forms: pairs of texts, decoded leniently, since old
 * clients send anything. Knows nothing of files.
 */
import { tooLarge } from './refusal.ts';

export type Pair = readonly [name: string, value: string];

const MOST_PAIRS = 10_000;

/** The pairs of `a=1&b=2`, blank values included. */
export function parsePairs(text: string): Pair[] {
  const pairs: Pair[] = [];
  let start = 0;
  while (start < text.length) {
    const found = text.indexOf('&', start);
    const end = found < 0 ? text.length : found;
    if (end > start) {
      if (pairs.length === MOST_PAIRS) throw tooLarge('The request has too many fields.');
      const equals = text.indexOf('=', start);
      const split = equals < 0 || equals > end ? end : equals;
      pairs.push([decode(text.slice(start, split)), decode(text.slice(split + 1, end))]);
    }
    start = end + 1;
  }
  return pairs;
}

/** A record of the pairs; a name that comes more than once holds a list. */
export function toFields(pairs: readonly Pair[]): Record<string, string | string[]> {
  const fields: Record<string, string | string[]> = {};
  for (const [name, value] of pairs) {
    // Set on an object, this name would change its prototype; no field of the catalogue is called so.
    if (name === '__proto__') continue;
    const before = Object.hasOwn(fields, name) ? fields[name] : undefined;
    if (before === undefined) fields[name] = value;
    else if (typeof before === 'string') fields[name] = [before, value];
    else before.push(value);
  }
  return fields;
}

function decode(text: string): string {
  const spaced = text.includes('+') ? text.replaceAll('+', ' ') : text;
  if (!spaced.includes('%')) return spaced;
  try {
    return decodeURIComponent(spaced);
  } catch {
    return decodeBytes(spaced);
  }
}

/** Keeps what is no percent escape as it is, and puts U+FFFD for bytes that are no UTF-8. */
function decodeBytes(text: string): string {
  const from = Buffer.from(text.toWellFormed());
  const to = Buffer.allocUnsafe(from.length);
  let length = 0;
  for (let at = 0; at < from.length; at++) {
    const digits = from[at] === 0x25 ? from.toString('latin1', at + 1, at + 3) : '';
    const escaped = /^[0-9a-f]{2}$/i.test(digits);
    to[length++] = escaped ? Number.parseInt(digits, 16) : (from[at] ?? 0);
    if (escaped) at += 2;
  }
  return to.toString('utf8', 0, length);
}
