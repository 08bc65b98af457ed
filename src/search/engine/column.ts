/**
 * One or several small integers per document. A field that few documents have is kept as
 * pairs; once a quarter of them has it, as a plain array by document number.
 */
import { Ints } from './ints.ts';

/** Codes: 0 is nothing, above it value + 1, below it a place in `lists`. */
export class Column {
  /** Document numbers of a sparse column; null once it is dense. */
  private docs: Ints | null = new Ints(4);
  private readonly codes = new Ints(4);
  /** How many values, then the values. */
  private readonly lists = new Ints(0);
  /** Documents that have a value. */
  filled = 0;

  /** Documents must come in rising order. */
  set(doc: number, values: Ints): void {
    if (values.length === 0) return;
    if (values.length === 1) {
      this.put(doc, values.at(0) + 1);
      return;
    }
    const place = this.lists.length;
    this.lists.push(values.length);
    for (let i = 0; i < values.length; i++) this.lists.push(values.at(i));
    this.put(doc, -1 - place);
  }

  setOne(doc: number, value: number): void {
    this.put(doc, value + 1);
  }

  private put(doc: number, code: number): void {
    this.filled++;
    if (this.docs !== null) {
      this.docs.push(doc);
      this.codes.push(code);
      if (this.docs.length > 64 && this.docs.length * 4 > doc) this.becomeDense();
      return;
    }
    this.codes.reserve(doc + 1);
    this.codes.length = doc + 1;
    this.codes.data[doc] = code;
  }

  private becomeDense(): void {
    const docs = this.docs;
    if (docs === null) return;
    const last = docs.at(docs.length - 1);
    const dense = new Int32Array(last + (last >> 1) + 1);
    for (let i = 0; i < docs.length; i++) dense[docs.at(i)] = this.codes.at(i);
    this.codes.data = dense;
    this.codes.length = last + 1;
    this.docs = null;
  }

  /** The code of a document. */
  code(doc: number): number {
    if (this.docs === null) return doc < this.codes.length ? this.codes.at(doc) : 0;
    let low = 0;
    let high = this.docs.length - 1;
    while (low <= high) {
      const middle = (low + high) >> 1;
      const found = this.docs.at(middle);
      if (found === doc) return this.codes.at(middle);
      if (found < doc) low = middle + 1;
      else high = middle - 1;
    }
    return 0;
  }

  /** Codes by document number, for loops over many documents. */
  dense(count: number): Int32Array {
    if (this.docs === null && this.codes.data.length >= count) return this.codes.data;
    const dense = new Int32Array(count);
    if (this.docs === null) dense.set(this.codes.data.subarray(0, this.codes.length));
    else for (let i = 0; i < this.docs.length; i++) dense[this.docs.at(i)] = this.codes.at(i);
    return dense;
  }

  /** A way to look up codes, by what so many look-ups are worth. */
  lookUp(count: number, times: number): (doc: number) => number {
    if (this.docs !== null && times < count / 16) return (doc) => this.code(doc);
    const dense = this.dense(count);
    return (doc) => dense[doc] ?? 0;
  }

  /** Calls back with each document below `count` that has a value, and its code. */
  each(count: number, visit: (doc: number, code: number) => void): void {
    const n = this.codes.length;
    for (let i = 0; i < n; i++) {
      const code = this.codes.at(i);
      const doc = this.docs === null ? i : this.docs.at(i);
      if (code !== 0 && doc < count) visit(doc, code);
    }
  }

  isSparse(): boolean {
    return this.docs !== null;
  }

  /** Where the values of a code below zero stand: first how many, then they. */
  get listData(): Int32Array {
    return this.lists.data;
  }

  bytes(): number {
    return (this.codes.data.length + this.lists.data.length + (this.docs?.data.length ?? 0)) * 4;
  }
}
