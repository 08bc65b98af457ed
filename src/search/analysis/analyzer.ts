/**
 * The two text field types: what becomes of a value at index time and of a word at query
 * time. Everything is decided word by word, so an index can remember each distinct word.
 */
import { fold } from './folding.ts';
import { lowerCase } from './lower-case.ts';
import { stem } from './porter2.ts';
import { SAMPLE_SYNONYMS, type Synonyms } from './synonyms.ts';
import { splitWord, type WordParts } from './word-delimiter.ts';

export type TextType = 'text' | 'text_general';
export type Side = 'index' | 'query';

/** A term and where it stands; the first position is 1, a hole leaves a number out. */
export type Token = { readonly term: string; readonly position: number };

/** Positions left free between two values of one field. */
export const VALUE_GAP = 100;

/** Java's white space: the no-break spaces are letters of a word. */
export function isBlank(code: number): boolean {
  if (code <= 32) return code === 32 || (code >= 9 && code <= 13) || (code >= 28 && code <= 31);
  if (code < 0x1680) return false;
  return (
    code === 0x1680 ||
    (code >= 0x2000 && code <= 0x200a && code !== 0x2007) ||
    code === 0x2028 ||
    code === 0x2029 ||
    code === 0x205f ||
    code === 0x3000
  );
}

/** Lucene: the white space tokenizer cuts a word at this length. */
export const LONGEST_WORD = 256;

/** The blank-free words of a text. */
export function wordsOf(text: string): string[] {
  const words: string[] = [];
  let from = -1;
  for (let i = 0; i <= text.length; i++) {
    const inside = i < text.length && !isBlank(text.charCodeAt(i));
    if (inside && from < 0) from = i;
    else if (from >= 0 && (!inside || i - from === LONGEST_WORD)) {
      words.push(text.slice(from, i));
      from = inside ? i : -1;
    }
  }
  return words;
}

/** A term as the type's filters leave it. */
export function normalized(type: TextType, text: string): string {
  const lower = lowerCase(text);
  return type === 'text' ? fold(stem(lower)) : lower;
}

/** What wildcard, range and fuzzy words go through: no stemming. */
export function normalizedPart(type: TextType, text: string): string {
  return type === 'text' ? fold(lowerCase(text)) : lowerCase(text);
}

/** The terms one word of a value is indexed under. */
export function indexedWord(type: TextType, word: string): WordParts {
  const parts = splitWord(word, { caseSplits: type === 'text', joins: true });
  return { ...parts, texts: parts.texts.map((text) => normalized(type, text)) };
}

function queryWord(type: TextType, word: string, synonyms: Synonyms, at: number, out: Token[]): number {
  const same = synonyms.get(lowerCase(word));
  for (const other of same?.words ?? []) out.push({ term: normalized(type, other), position: at });
  if (same?.replace) return at + 1;
  const parts = splitWord(word, { caseSplits: type === 'text', joins: false });
  for (const [i, text] of parts.texts.entries()) out.push({ term: normalized(type, text), position: at + (parts.positions[i] ?? 0) });
  return at + parts.length;
}

/** All terms of a text with their positions. */
export function analyze(type: TextType, side: Side, text: string, synonyms: Synonyms = SAMPLE_SYNONYMS): Token[] {
  const tokens: Token[] = [];
  let at = 1;
  for (const word of wordsOf(text)) {
    if (side === 'query') {
      at = queryWord(type, word, synonyms, at, tokens);
      continue;
    }
    const parts = indexedWord(type, word);
    for (const [i, term] of parts.texts.entries()) tokens.push({ term, position: at + (parts.positions[i] ?? 0) });
    at += parts.length;
  }
  return tokens;
}
