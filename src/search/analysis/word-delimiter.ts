/**
 * Splits one blank-free word into its parts: at punctuation, between letters and digits,
 * and (if asked) from lower to upper case. On the index side runs of parts of one kind
 * are also joined, at the position of their first part.
 */

/** Parts in order of position, the longer first; `length` is how many positions the word takes. */
export type WordParts = { readonly texts: readonly string[]; readonly positions: readonly number[]; readonly length: number };

const LOWER = 1;
const UPPER = 2;
const LETTER = 3;
const DIGIT = 4;
const DELIMITER = 8;

const kinds = new Uint8Array(65536);

function kindOf(code: number): number {
  if (kinds[code] === 0) kinds[code] = classify(code);
  return kinds[code] ?? 0;
}

function classify(code: number): number {
  const c = String.fromCharCode(code);
  if (code >= 0xd800 && code <= 0xdfff) return LETTER | DIGIT;
  if (code < 256) return /\p{Lowercase}/u.test(c) ? LOWER : /\p{Lu}/u.test(c) ? UPPER : /\p{Nd}/u.test(c) ? DIGIT : DELIMITER;
  if (/\p{Lu}/u.test(c)) return UPPER;
  if (/\p{Ll}/u.test(c)) return LOWER;
  if (/[\p{L}\p{M}]/u.test(c)) return LETTER;
  return /\p{N}/u.test(c) ? DIGIT : DELIMITER;
}

function breaks(last: number, next: number, caseSplits: boolean): boolean {
  if ((last & next) !== 0) return false;
  const letters = (last & LETTER) !== 0 && (next & LETTER) !== 0;
  if (letters) return caseSplits && (last & UPPER) === 0;
  return true;
}

/** A trailing 's behind a letter belongs to nobody. */
function isPossessive(text: string, at: number, from: number, to: number): boolean {
  if (at + 1 >= to || at <= from || text[at] !== "'" || (text[at + 1] !== 's' && text[at + 1] !== 'S')) return false;
  if ((kindOf(text.charCodeAt(at - 1)) & LETTER) === 0) return false;
  return at + 2 === to || kindOf(text.charCodeAt(at + 2)) === DELIMITER;
}

/** Finds the parts of `text` from `from` to `to`: begin, end and kind of each into `out`; says how many. */
export function findParts(text: string, from: number, to: number, caseSplits: boolean, out: number[]): number {
  let n = 0;
  let at = from;
  while (at < to) {
    let last = kindOf(text.charCodeAt(at));
    if (last === DELIMITER) {
      at++;
      continue;
    }
    const kind = last === LOWER || last === UPPER ? LETTER : last;
    const begin = at++;
    while (at < to) {
      const next = kindOf(text.charCodeAt(at));
      if ((last & next) === 0 && breaks(last, next, caseSplits)) break;
      last = next;
      at++;
    }
    out[n] = begin;
    out[n + 1] = at;
    out[n + 2] = kind;
    n += 3;
    if (isPossessive(text, at, from, to)) at += 2;
  }
  return n / 3;
}

/** The part behind the last one of the run that begins with part `first`. Lucene: a run is parts of one kind. */
export function runEnd(parts: readonly number[], count: number, first: number): number {
  const kind = parts[first * 3 + 2] ?? 0;
  let end = first + 1;
  while (end < count && ((parts[end * 3 + 2] ?? 0) & kind) !== 0) end++;
  return end;
}

const boundaries: number[] = [];

/** The parts of a word; a word of punctuation only gives none but still takes a position. */
export function splitWord(word: string, options: { caseSplits: boolean; joins: boolean }): WordParts {
  const count = findParts(word, 0, word.length, options.caseSplits, boundaries);
  if (count === 0) return { texts: [], positions: [], length: 1 };
  const texts: string[] = [];
  const positions: number[] = [];
  const part = (i: number): string => word.slice(boundaries[i * 3], boundaries[i * 3 + 1]);
  for (let first = 0; first < count; ) {
    const end = runEnd(boundaries, count, first);
    // a run is joined only when it has two parts or more, and sorts before its first part
    if (options.joins && end - first > 1) {
      let joined = '';
      for (let i = first; i < end; i++) joined += part(i);
      texts.push(joined);
      positions.push(first);
    }
    for (; first < end; first++) {
      texts.push(part(first));
      positions.push(first);
    }
  }
  return { texts, positions, length: count };
}
