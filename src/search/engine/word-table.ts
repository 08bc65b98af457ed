/**
 * What each distinct word of the corpus is indexed as, so that analysis runs once per word
 * and not once per occurrence. Words are looked up in place, without cutting them out of
 * their text.
 */
import { isBlank, LONGEST_WORD, normalized, type TextType } from '../analysis/analyzer.ts';
import { findParts, runEnd, splitWord } from '../analysis/word-delimiter.ts';
import { Ints } from './ints.ts';
import type { StringTable } from './string-table.ts';

/** Terms of a text and their positions, gathered value by value. */
export class TokenList {
  readonly terms = new Ints(256);
  readonly positions = new Ints(256);
  /** The position the next word gets. */
  next = 1;

  clear(): void {
    this.terms.clear();
    this.positions.clear();
    this.next = 1;
  }
}

/** Longer words, such as addresses, hardly ever come twice; only their parts are remembered. */
const LONGEST_KEPT = 24;

/** Beyond so many distinct words the table starts anew: identifiers would fill it for ever. */
const MOST_WORDS = 400_000;

/**
 * A word's entry, all in one place since a look-up waits for memory and for little else:
 * hash, length in characters, number of terms, number of positions, then each term with
 * its position, then the characters two by two.
 */
const HEADER = 4;

export class WordTable {
  private readonly type: TextType;
  private readonly strings: StringTable;
  private slots = new Int32Array(8192);
  private readonly entries = new Ints(65_536);
  private size = 0;
  private readonly parts: number[] = [];

  constructor(type: TextType, strings: StringTable) {
    this.type = type;
    this.strings = strings;
  }

  bytes(): number {
    return (this.slots.length + this.entries.data.length) * 4;
  }

  /** Adds the tokens of a text to a list. */
  tokenize(text: string, into: TokenList): void {
    let from = -1;
    let hash = 0;
    for (let i = 0; i <= text.length; i++) {
      const code = i < text.length ? text.charCodeAt(i) : 32;
      const inside = code > 32 && code < 0x1680 ? true : i < text.length && !isBlank(code);
      if (from >= 0 && (!inside || i - from === LONGEST_WORD)) {
        this.addWord(text, from, i, hash, into);
        from = -1;
      }
      if (!inside) continue;
      if (from < 0) {
        from = i;
        hash = 0x811c9dc5;
      }
      hash = Math.imul(hash ^ code, 0x01000193);
    }
  }

  private addWord(text: string, from: number, to: number, hash: number, into: TokenList): void {
    if (to - from > LONGEST_KEPT) {
      this.addLongWord(text, from, to, into);
      return;
    }
    const at = this.find(text, from, to, hash ^ (hash >>> 15));
    const data = this.entries.data;
    const end = at + HEADER + (data[at + 2] ?? 0) * 2;
    for (let k = at + HEADER; k < end; k += 2) {
      into.terms.push(data[k] ?? 0);
      into.positions.push(into.next + (data[k + 1] ?? 0));
    }
    into.next += data[at + 3] ?? 0;
  }

  private addLongWord(text: string, from: number, to: number, into: TokenList): void {
    const parts = this.parts;
    const count = findParts(text, from, to, this.type === 'text', parts);
    for (let first = 0; first < count; ) {
      const end = runEnd(parts, count, first);
      if (end - first > 1) {
        let joined = '';
        for (let i = first; i < end; i++) joined += text.slice(parts[i * 3], parts[i * 3 + 1]);
        this.push(this.strings.intern(normalized(this.type, joined)), first, into);
      }
      for (; first < end; first++) this.push(this.partTerm(text, parts[first * 3] ?? 0, parts[first * 3 + 1] ?? 0), first, into);
    }
    into.next += Math.max(count, 1);
  }

  private push(term: number, position: number, into: TokenList): void {
    into.terms.push(term);
    into.positions.push(into.next + position);
  }

  /** A part is looked up like a word: alone it is exactly one term. */
  private partTerm(text: string, from: number, to: number): number {
    if (to - from > LONGEST_KEPT) return this.strings.intern(normalized(this.type, text.slice(from, to)));
    let hash = 0x811c9dc5;
    for (let i = from; i < to; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
    return this.entries.at(this.find(text, from, to, hash ^ (hash >>> 15)) + HEADER);
  }

  /** Where the entry of a word is; it is made if need be. */
  private find(text: string, from: number, to: number, hash: number): number {
    const mask = this.slots.length - 1;
    const data = this.entries.data;
    for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
      const at = (this.slots[slot] ?? 0) - 1;
      if (at < 0) return this.add(slot, text, from, to, hash);
      if (data[at] === hash && data[at + 1] === to - from && sameCharacters(data, at + HEADER + (data[at + 2] ?? 0) * 2, text, from, to))
        return at;
    }
  }

  private add(slot: number, text: string, from: number, to: number, hash: number): number {
    if (this.size >= MOST_WORDS) {
      this.slots = new Int32Array(8192);
      this.entries.clear();
      this.size = 0;
      return this.find(text, from, to, hash);
    }
    const { entries } = this;
    const at = entries.length;
    const word = splitWord(text.slice(from, to), { caseSplits: this.type === 'text', joins: true });
    for (const number of [hash, to - from, word.texts.length, word.length]) entries.push(number);
    for (let i = 0; i < word.texts.length; i++) {
      entries.push(this.strings.intern(normalized(this.type, word.texts[i] ?? '')));
      entries.push(word.positions[i] ?? 0);
    }
    for (let i = from; i < to; i += 2) entries.push(text.charCodeAt(i) | (i + 1 < to ? text.charCodeAt(i + 1) << 16 : 0));
    this.slots[slot] = at + 1;
    if (++this.size * 2 > this.slots.length) this.rehash();
    return at;
  }

  private rehash(): void {
    const slots = new Int32Array(this.slots.length * 2);
    const mask = slots.length - 1;
    const { data, length } = this.entries;
    for (let at = 0; at < length; ) {
      let slot = (data[at] ?? 0) & mask;
      while (slots[slot] !== 0) slot = (slot + 1) & mask;
      slots[slot] = at + 1;
      at += HEADER + (data[at + 2] ?? 0) * 2 + (((data[at + 1] ?? 0) + 1) >> 1);
    }
    this.slots = slots;
  }
}

function sameCharacters(data: Int32Array, start: number, text: string, from: number, to: number): boolean {
  for (let i = from, at = start; i < to; i += 2, at++) {
    if (data[at] !== (text.charCodeAt(i) | (i + 1 < to ? text.charCodeAt(i + 1) << 16 : 0))) return false;
  }
  return true;
}
