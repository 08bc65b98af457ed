/**
 * What PostgreSQL cannot hold as text or JSON, told before it is tried: null characters,
 * halves of surrogate pairs, and nesting without end.
 */

const MAX_DEPTH = 200;

/** The complaint about a text that cannot be stored, or undefined. */
export function unstorableText(text: string): string | undefined {
  if (text.includes('\0')) return 'Null characters are not allowed';
  return text.isWellFormed() ? undefined : 'Text is not valid Unicode';
}

/** The complaint about a JSON value that cannot be stored, or undefined. */
export function unstorable(value: unknown, depth = 0): string | undefined {
  if (typeof value === 'string') return unstorableText(value);
  if (typeof value !== 'object' || value === null) return undefined;
  if (depth >= MAX_DEPTH) return 'Nested too deeply';
  for (const key of Object.keys(value)) {
    const fault = unstorableText(key) ?? unstorable((value as Record<string, unknown>)[key], depth + 1);
    if (fault !== undefined) return fault;
  }
  return undefined;
}
