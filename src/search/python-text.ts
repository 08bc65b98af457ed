/**
 * Values written the way Python writes them. CKAN puts such texts into its messages, and
 * makes them out of parameters that should have been strings.
 */

/** `repr` of a text: single quotes unless it holds some and no double ones. */
export function pythonRepr(value: unknown): string {
  if (typeof value === 'string') return quotedRepr(value);
  if (value === null || value === undefined) return 'None';
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (Array.isArray(value)) return `[${value.map(pythonRepr).join(', ')}]`;
  if (typeof value === 'object')
    return `{${Object.entries(value)
      .map(([key, item]) => `${quotedRepr(key)}: ${pythonRepr(item)}`)
      .join(', ')}}`;
  return String(value);
}

function quotedRepr(text: string): string {
  const quote = text.includes("'") && !text.includes('"') ? '"' : "'";
  const escaped = text
    .replace(/\\/g, '\\\\')
    .replace(/\n/g, '\\n')
    .replace(/\r/g, '\\r')
    .replace(/\t/g, '\\t')
    .replaceAll(quote, `\\${quote}`);
  return quote + escaped + quote;
}

/** `json.dumps` with sorted keys. */
export function pythonJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(pythonJson).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, item]) => `${JSON.stringify(key)}: ${pythonJson(item)}`).join(', ')}}`;
}

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
