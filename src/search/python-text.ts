/** How CKAN reads parameters that should have been texts or numbers: as Python does. */
import { pythonJson } from '#domain/python-text.ts';

/** CKAN's `unicode_safe`: a text stays, nothing is empty, anything else is its JSON. */
export function unicodeSafe(value: unknown): string {
  if (typeof value === 'string') return value;
  return value === null || value === undefined ? '' : pythonJson(value);
}

/** What `int()` makes of a text, or null: digits of any script, a sign, blanks around. */
export function pythonInt(text: string): number | null {
  const trimmed = text.trim();
  if (!/^[+-]?\p{Nd}+(?:_\p{Nd}+)*$/u.test(trimmed) || trimmed.length > 400) return null;
  const ascii = trimmed.replaceAll('_', '').replace(/\p{Nd}/gu, (digit) => String(digitValue(digit)));
  return Number(ascii);
}

/** Decimal digits come in runs of ten that begin at the zero. */
function digitValue(digit: string): number {
  let value = 0;
  for (let code = (digit.codePointAt(0) ?? 48) - 1; value < 9 && /\p{Nd}/u.test(String.fromCodePoint(code)); code--) value++;
  return digit < '\u0080' ? Number(digit) : value % 10;
}
