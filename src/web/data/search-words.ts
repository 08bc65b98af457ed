/**
 * What people type into a search field, as the catalogue's grammar has it. Without a colon the
 * catalogue takes OR, brackets and stars for letters like others, and programs rely on that;
 * people mean what they write. So a page puts such words behind the name of the field that holds all text.
 */

const WORD = /^[\p{L}\p{N}][\p{L}\p{N}\p{M}'’.-]*$/u;
/** A word, its beginning with a star, a phrase, or one of these with a minus before it. */
const TERM = /^-?(?:[\p{L}\p{N}][\p{L}\p{N}\p{M}'’.-]*\*?|"[^"\\]*[\p{L}\p{N}][^"\\]*")$/u;
const TOKENS = /[()]|-?"[^"]*"|[^\s()"]+/g;
const OPERATOR = /^(?:AND|OR|NOT)$/;
const LONGEST = 1000;

/** The query to ask for: the words as they stand, unless they say more than words. */
export function queryOf(words: string): string {
  if (words.length > LONGEST || words.includes(':')) return words;
  const tokens = words.match(TOKENS) ?? [];
  const saysMore = tokens.some((token) => OPERATOR.test(token) || token.endsWith('*'));
  const hasPairs = words.split('"').length % 2 === 1;
  return saysMore && hasPairs && isWellFormed(tokens) ? `text:(${words})` : words;
}

/** Every bracket is closed, every AND, OR and NOT stands between two parts, and no part begins with what it leaves out. */
function isWellFormed(tokens: readonly string[]): boolean {
  let open = 0;
  let before = '(';
  for (const token of tokens) {
    const begins = before === '(' || OPERATOR.test(before);
    if (token === ')') {
      if (begins || --open < 0) return false;
    } else if (OPERATOR.test(token)) {
      if (begins) return false;
    } else if (token === '(') open++;
    else if (!TERM.test(token) || (begins && token.startsWith('-'))) return false;
    before = token;
  }
  return open === 0 && before !== '(' && !OPERATOR.test(before);
}

/** A query for any of its words; undefined for one word, and for a query that holds more than words. */
export function anyWord(q: string): string | undefined {
  const words = q.split(/\s+/);
  if (words.length < 2 || words.length > 8 || queryOf(q) !== q || !words.every((word) => WORD.test(word))) return undefined;
  // In capitals these three are no words behind the name of a field.
  return `text:(${words.map((word) => (OPERATOR.test(word) ? word.toLowerCase() : word)).join(' OR ')})`;
}
