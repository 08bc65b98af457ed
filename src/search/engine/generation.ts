/**
 * All the data of one index between two compactions. Documents get rising numbers and are
 * never changed: an update marks the old number dead and appends a new one.
 */
import type { FieldValue, IndexDocument } from '../document.ts';
import { VALUE_GAP } from '../analysis/analyzer.ts';
import { lowerCase } from '../analysis/lower-case.ts';
import { COPIED_TO_URLS, fieldOf, isCopiedToText } from '../fields.ts';
import { clearBit, hasBit, setBit } from './bits.ts';
import { ByteHeap } from './byte-heap.ts';
import { NumberField, TokenField, ValueField, type FieldStore } from './field-store.ts';
import { Ints } from './ints.ts';
import { StringTable } from './string-table.ts';
import { TokenList, WordTable } from './word-table.ts';

/** The field that holds who may see a document. */
export const LABELS = 'permission_labels';
/** Tokens of `text` that no other field has; no request can name it. */
const REST = ' text';
/** Addresses as text. */
export const URLS = 'urls';
/** Every document's values for the n-gram fields, in lower case. */
export type GramField = 'name_ngram' | 'title_ngram';

export class Generation {
  readonly strings = new StringTable();
  readonly heap = new ByteHeap();
  readonly fields = new Map<string, FieldStore>();
  /** By document number; a dead one keeps its place until the next compaction. */
  readonly ids: string[] = [];
  readonly revs: number[] = [];
  readonly grams: Readonly<Record<GramField, string[]>> = { name_ngram: [], title_ngram: [] };
  live = new Uint32Array(32);
  liveCount = 0;
  readonly words = { text: new WordTable('text', this.strings), text_general: new WordTable('text_general', this.strings) };
  private readonly list = new TokenList();
  private readonly rest = new TokenList();
  private readonly values = new Ints(8);
  /** Fields that plain words are looked up in, through `text`. */
  private readonly copied: TokenField[] = [];
  private readonly text = new TokenField(this.heap, this.copied);
  private textLength = 0;
  private textTokens = 0;

  constructor() {
    this.fields.set('text', this.text);
    this.copied.push(this.tokenField(REST));
  }

  /** Numbers given out so far. */
  get count(): number {
    return this.ids.length;
  }

  /** Appends a document and gives its number. */
  add(document: IndexDocument): number {
    const doc = this.startDocument(document.id, document.rev);
    this.rest.clear();
    this.textLength = this.textTokens = 0;
    for (const [name, value] of document.fields) this.addField(doc, name, value);
    this.addValues(doc, LABELS, document.labels);
    this.textLength += this.tokenField(REST).add(doc, this.rest);
    this.text.note(doc, this.textLength, this.textTokens + this.rest.terms.length);
    if (this.fields.has(URLS)) this.addUrls(doc);
    return doc;
  }

  /** Gives out a number; its fields follow. */
  startDocument(id: string, rev: number): number {
    const doc = this.ids.length;
    this.ids.push(id);
    this.revs.push(rev);
    this.grams.name_ngram.push('');
    this.grams.title_ngram.push('');
    if (doc >>> 5 >= this.live.length) {
      const larger = new Uint32Array(this.live.length * 2);
      larger.set(this.live);
      this.live = larger;
    }
    setBit(this.live, doc);
    this.liveCount++;
    return doc;
  }

  kill(doc: number): void {
    clearBit(this.live, doc);
    this.liveCount--;
  }

  private addField(doc: number, name: string, value: FieldValue): void {
    const { type } = fieldOf(name);
    switch (type) {
      case 'string':
        this.addValues(doc, name, typeof value === 'string' ? [value] : value);
        break;
      case 'text':
      case 'text_general':
        this.addText(doc, name, value, type);
        break;
      case 'ngram':
        this.grams[name as GramField][doc] = lowerCase(typeof value === 'string' ? value : value.join(' '));
        break;
      case 'date':
      case 'int':
        this.addNumber(doc, name, String(value));
        break;
      case 'unindexed':
        break;
    }
    // what is analysed otherwise than `text` needs tokens of its own there
    if (type !== 'text' && isCopiedToText(name)) this.copy(value, this.rest);
  }

  private addValues(doc: number, name: string, texts: readonly string[]): void {
    this.values.clear();
    for (const text of texts) this.values.push(this.strings.intern(text));
    this.valueField(name).add(doc, this.values);
  }

  private addText(doc: number, name: string, value: FieldValue, type: 'text' | 'text_general'): void {
    this.list.clear();
    this.copy(value, this.list, type);
    const length = this.tokenField(name).add(doc, this.list);
    if (type !== 'text' || !isCopiedToText(name)) return;
    this.textLength += length;
    this.textTokens += this.list.terms.length;
  }

  private copy(value: FieldValue, into: TokenList, type: 'text' | 'text_general' = 'text'): void {
    if (typeof value === 'string') this.copyOne(value, into, type);
    else for (const text of value) this.copyOne(text, into, type);
  }

  private copyOne(text: string, into: TokenList, type: 'text' | 'text_general'): void {
    if (into.terms.length > 0) into.next += VALUE_GAP;
    this.words[type].tokenize(text, into);
  }

  /**
   * Makes `urls` searchable. Hardly anybody asks for it and addresses are most of the
   * distinct words of a catalogue, so the first who does pays for everyone.
   */
  indexUrls(): void {
    if (this.fields.has(URLS)) return;
    this.tokenField(URLS);
    for (let doc = 0; doc < this.count; doc++) if (hasBit(this.live, doc)) this.addUrls(doc);
  }

  private addUrls(doc: number): void {
    this.list.clear();
    for (const name of COPIED_TO_URLS) {
      const store = this.fields.get(name);
      if (store?.kind === 'values') for (const term of store.termsOf(doc)) this.copyOne(this.strings.get(term), this.list, 'text');
    }
    this.tokenField(URLS).add(doc, this.list);
  }

  private addNumber(doc: number, name: string, text: string): void {
    const value = /^[+-]?\d+$/.test(text) ? Number(text) : Date.parse(text);
    if (!Number.isNaN(value)) this.numberField(name).column.set(doc, value);
  }

  valueField(name: string): ValueField {
    const known = this.fields.get(name);
    if (known instanceof ValueField) return known;
    const added = new ValueField(this.heap);
    this.fields.set(name, added);
    return added;
  }

  tokenField(name: string): TokenField {
    const known = this.fields.get(name);
    if (known instanceof TokenField) return known;
    const added = new TokenField(this.heap);
    this.fields.set(name, added);
    if (fieldOf(name).type === 'text' && isCopiedToText(name)) this.copied.push(added);
    return added;
  }

  numberField(name: string): NumberField {
    const known = this.fields.get(name);
    if (known instanceof NumberField) return known;
    const added = new NumberField();
    this.fields.set(name, added);
    return added;
  }
}
