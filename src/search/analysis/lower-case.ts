/**
 * Lower-casing one code point at a time, as Java's `Character.toLowerCase` does: no
 * final sigma, and the dotted capital I gives a plain i.
 */

/** The text in lower case, code point by code point. */
export function lowerCase(text: string): string {
  let ascii = true;
  let upper = false;
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i);
    if (c > 127) ascii = false;
    else if (c >= 65 && c <= 90) upper = true;
  }
  if (ascii) return upper ? text.toLowerCase() : text;
  let out = '';
  for (const point of text) out += point === '\u0130' ? 'i' : point.toLowerCase();
  return out;
}
