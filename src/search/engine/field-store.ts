/**
 * What the index keeps of one field, by the kind of the field: whole values, tokens or
 * numbers. Statistics count removed documents until the next compaction, as Lucene's do.
 */
import type { ByteHeap } from './byte-heap.ts';
import { Column } from './column.ts';
import { Ints } from './ints.ts';
import { encodeLength } from './length-byte.ts';
import { NumberColumn } from './number-column.ts';
import { TokenTerms } from './token-terms.ts';
import { ValueTerms } from './value-terms.ts';
import type { TokenList } from './word-table.ts';

/** Whole values: found, counted and sorted by. The column holds their ordinals. */
export class ValueField {
  readonly kind = 'values';
  readonly terms: ValueTerms;
  readonly column = new Column();
  /** All values of all documents. */
  tokens = 0;
  private readonly ordinals = new Ints(4);

  constructor(heap: ByteHeap) {
    this.terms = new ValueTerms(heap);
  }

  /** Takes the text numbers of a document's values. */
  add(doc: number, values: Ints): void {
    this.ordinals.clear();
    for (let i = 0; i < values.length; i++) {
      const ordinal = this.terms.add(values.at(i), doc);
      if (ordinal >= 0) this.ordinals.push(ordinal);
    }
    this.tokens += this.ordinals.length;
    this.column.set(doc, this.ordinals);
  }

  /** The text numbers of a document's values. */
  termsOf(doc: number): number[] {
    const code = this.column.code(doc);
    if (code >= 0) return code === 0 ? [] : [this.terms.termOf(code - 1)];
    const lists = this.column.listData;
    const at = -1 - code;
    return Array.from({ length: lists[at] ?? 0 }, (_, k) => this.terms.termOf(lists[at + 1 + k] ?? 0));
  }
}

/** Tokens with positions; the column holds the length of each document's field as a byte. */
export class TokenField {
  readonly kind = 'tokens';
  readonly terms: TokenTerms;
  /** The fields whose tokens are this field's: itself, or for the catch-all its sources. */
  readonly sources: TokenField[];
  readonly column = new Column();
  tokens = 0;

  /** `sources` makes a field without tokens of its own: it is found through theirs. */
  constructor(heap: ByteHeap, sources?: TokenField[]) {
    this.terms = new TokenTerms(heap);
    this.sources = sources ?? [this];
  }

  /** Takes the tokens of a document and gives its length without overlaps. */
  add(doc: number, { terms, positions }: TokenList): number {
    if (terms.length === 0) return 0;
    this.terms.add(terms, positions, doc);
    let length = 1;
    for (let i = 1; i < positions.length; i++) if (positions.at(i) !== positions.at(i - 1)) length++;
    this.note(doc, length, terms.length);
    return length;
  }

  /** Notes the length of a document's field and the number of its tokens. */
  note(doc: number, length: number, tokens: number): void {
    if (length === 0) return;
    this.column.setOne(doc, encodeLength(length));
    this.tokens += tokens;
  }
}

/** Dates and numbers. */
export class NumberField {
  readonly kind = 'numbers';
  readonly column = new NumberColumn();
}

export type FieldStore = ValueField | TokenField | NumberField;
