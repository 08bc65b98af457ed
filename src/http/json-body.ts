/**
 * JSON that came from outside: decoded strictly and made harmless. What no part of the
 * catalogue could keep or send back (half characters, endless numbers) is refused here.
 */
import { BadRequest } from '#domain/errors.ts';

/** Deeper than any dataset, shallow enough for every recursive function behind the door. */
const DEEPEST = 60;

/** Texts without any of these need no second look: escapes, a telling name, numbers that may overflow. */
const SUSPECT = /\\u|__proto__|[eE]\+?\d{3}|\d{300}/;

const strict = new TextDecoder('utf-8', { fatal: true });

/** CKAN: the text of its own web framework's error, which clients match on. */
const UNREADABLE = "JSON Error: Error decoding JSON data. Error: <BadRequest '400: Bad Request'> JSON data extracted from the request: {}";

/** The value of a JSON body; a byte order mark is skipped. */
export function parseJsonBody(bytes: Buffer): unknown {
  if (isTooDeep(bytes)) throw new BadRequest('JSON Error: The JSON data is nested too deeply');
  try {
    return parseJson(strict.decode(bytes));
  } catch (error) {
    throw error instanceof BadRequest ? error : new BadRequest(UNREADABLE);
  }
}

/** The same for a text that was a form's field name. */
export function parseJsonField(text: string): unknown {
  if (isTooDeep(Buffer.from(text))) throw new BadRequest('JSON Error: The JSON data is nested too deeply');
  try {
    return parseJson(text);
  } catch (error) {
    throw error instanceof BadRequest
      ? error
      : new BadRequest('JSON Error: Error decoding JSON data. The only field of the form is not JSON');
  }
}

function parseJson(text: string): unknown {
  const value: unknown = JSON.parse(text);
  return SUSPECT.test(text) ? harmless(value, true) : value;
}

/** At the top, a key that is no field's name stays, so that an action which takes no other keys can say so. */
function harmless(value: unknown, isTop = false): unknown {
  if (typeof value === 'string' && !value.isWellFormed()) throw new BadRequest('JSON Error: The JSON data holds half of a character');
  if (typeof value === 'number' && !Number.isFinite(value))
    throw new BadRequest('JSON Error: The JSON data holds a number that is too large');
  if (Array.isArray(value)) return value.map((item) => harmless(item));
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(([key]) => isTop || key !== '__proto__');
  return Object.fromEntries(entries.map(([key, item]) => [harmless(key), harmless(item)]));
}

/** Counts brackets outside strings, before anything recursive sees the text. */
function isTooDeep(bytes: Buffer): boolean {
  let depth = 0;
  let inText = false;
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at];
    if (inText) {
      if (byte === 0x5c) at++;
      else if (byte === 0x22) inText = false;
    } else if (byte === 0x22) inText = true;
    else if (byte === 0x7b || byte === 0x5b) {
      if (++depth > DEEPEST) return true;
    } else if (byte === 0x7d || byte === 0x5d) depth--;
  }
  return false;
}
