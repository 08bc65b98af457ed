/**
 * The beginning of a table in a text file, for looking at: the separator is told by how the lines
 * look, and what is broken is shown as far as it goes. Not for reading whole files.
 */

export type Separator = ',' | ';' | '\t' | '|';
export type Table = {
  readonly separator: Separator;
  /** Lines above the heads that are no part of the table, such as a title. */
  readonly above: readonly string[];
  readonly heads: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** Some rows have more or fewer values than the heads. */
  readonly uneven: boolean;
  /** Not all of the text is in the rows. */
  readonly cut: boolean;
};

export type Bounds = { readonly rows: number; readonly columns: number; readonly letters: number };

const SEPARATORS: readonly Separator[] = [',', ';', '\t', '|'];
const PROBED_ROWS = 30;
/** A value in quotation marks that has not ended after so many lines was never meant to begin. */
const LONGEST_QUOTE_LINES = 40;
const MOST_ABOVE = 8;

/** `whole`: the text ends where the file does. Undefined for a text without a row. */
export function readTable(text: string, bounds: Bounds, whole = true): Table | undefined {
  const told = /^sep=([,;\t|])\n/.exec(text.slice(0, 10));
  const body = told === null ? text : text.slice(told[0].length);
  const separator = (told?.[1] as Separator | undefined) ?? separatorOf(body);
  const all = rowsOf(body, separator, bounds.rows + MOST_ABOVE + 1);
  const rows = !whole && all.ended && all.rows.length > 1 ? all.rows.slice(0, -1) : all.rows;
  const filled = rows.filter((row) => row.some((value) => value.trim() !== ''));
  const at = headsAt(filled);
  const heads = filled[at];
  if (heads === undefined) return undefined;
  const below = filled.slice(at + 1);
  const shown = within(below, bounds);
  return {
    separator,
    above: filled.slice(0, at).map((row) => row.join(' ').trim()),
    heads: heads.slice(0, bounds.columns),
    rows: shown.map((row) => row.slice(0, bounds.columns)),
    uneven: shown.some((row) => row.length !== heads.length),
    cut: !all.ended || !whole || shown.length < below.length || widest(filled) > bounds.columns,
  };
}

const widest = (rows: readonly (readonly string[])[]): number => rows.reduce((most, row) => Math.max(most, row.length), 0);

/** As many rows as the bounds let in; the first one always. */
function within(rows: readonly (readonly string[])[], { rows: most, letters }: Bounds): readonly (readonly string[])[] {
  let left = letters;
  const end = rows.findIndex((row, index) => {
    left -= row.reduce((sum, value) => sum + value.length + 10, 0);
    return index >= most || (index > 0 && left < 0);
  });
  return end < 0 ? rows : rows.slice(0, end);
}

/** The first row as wide as most: titles above a table fill one cell or two. */
function headsAt(rows: readonly (readonly string[])[]): number {
  const usual = usualWidth(rows);
  if (usual < 3) return 0;
  const at = rows.slice(0, MOST_ABOVE + 1).findIndex((row) => row.filter((value) => value.trim() !== '').length > usual / 2);
  return Math.max(at, 0);
}

function usualWidth(rows: readonly (readonly string[])[]): number {
  const counts = new Map<number, number>();
  for (const { length } of rows) counts.set(length, (counts.get(length) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1] || b[0] - a[0])[0]?.[0] ?? 0;
}

/** The separator that cuts most lines into the same number of values; of several, the one that makes most of them. */
function separatorOf(text: string): Separator {
  const start = text.slice(0, 16_000);
  const weighed = SEPARATORS.map((separator) => {
    const { rows } = rowsOf(start, separator, PROBED_ROWS);
    const width = usualWidth(rows);
    const share = rows.filter((row) => row.length === width).length / Math.max(rows.length, 1);
    return { separator, weight: width < 2 ? 0 : share * share * Math.log2(width + 1) };
  });
  return weighed.reduce((best, one) => (one.weight > best.weight ? one : best)).separator;
}

type Rows = { readonly rows: string[][]; readonly ended: boolean };

function rowsOf(text: string, separator: Separator, most: number): Rows {
  const rows: string[][] = [];
  let at = 0;
  while (at < text.length && rows.length < most) {
    const row: string[] = [];
    let more = true;
    while (more) {
      const { value, end } = valueAt(text, at, separator);
      row.push(value);
      more = text[end] === separator;
      at = end + 1;
    }
    rows.push(row);
  }
  return { rows, ended: at >= text.length };
}

function valueAt(text: string, at: number, separator: Separator): { value: string; end: number } {
  const quoted = text[at] === '"' ? quotedAt(text, at, separator) : undefined;
  if (quoted !== undefined) return quoted;
  const end = endOfValue(text, at, separator);
  return { value: text.slice(at, end), end };
}

function endOfValue(text: string, at: number, separator: Separator): number {
  let end = at;
  while (end < text.length && text[end] !== separator && text[end] !== '\n') end++;
  return end;
}

/** A value in quotation marks, with whatever stands between its end and the separator. Undefined where the mark has no end. */
function quotedAt(text: string, at: number, separator: Separator): { value: string; end: number } | undefined {
  let value = '';
  let lines = 0;
  for (let i = at + 1; i < text.length; i++) {
    const letter = text[i] ?? '';
    if (letter === '"' && text[i + 1] === '"') i++;
    else if (letter === '"') {
      const end = endOfValue(text, i + 1, separator);
      return { value: value + text.slice(i + 1, end), end };
    } else if (letter === '\n' && ++lines > LONGEST_QUOTE_LINES) return undefined;
    value += letter;
  }
  return undefined;
}
