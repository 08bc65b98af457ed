/** One number per document, such as a date in milliseconds; documents without one have NaN. */
import { Ints } from './ints.ts';

export class NumberColumn {
  private docs: Ints | null = new Ints(4);
  private values: Float64Array = new Float64Array(4);
  private length = 0;
  filled = 0;

  /** Documents must come in rising order. */
  set(doc: number, value: number): void {
    this.filled++;
    const at = this.docs === null ? doc : this.length;
    if (at >= this.values.length) this.grow(at + 1);
    this.values[at] = value;
    this.length = at + 1;
    this.docs?.push(doc);
    if (this.docs !== null && this.docs.length > 64 && this.docs.length * 4 > doc) this.becomeDense(this.docs);
  }

  private grow(length: number): void {
    const larger = new Float64Array(Math.max(length, this.values.length + (this.values.length >> 1), 16)).fill(Number.NaN, this.length);
    larger.set(this.values.subarray(0, this.length));
    this.values = larger;
  }

  private becomeDense(docs: Ints): void {
    const dense = this.spread(docs, docs.at(docs.length - 1) + 1);
    this.length = dense.length;
    this.values = dense;
    this.docs = null;
  }

  private spread(docs: Ints, count: number): Float64Array {
    const dense = new Float64Array(count).fill(Number.NaN);
    for (let i = 0; i < docs.length; i++) dense[docs.at(i)] = this.values[i] ?? Number.NaN;
    return dense;
  }

  /** Values by document number; there may be more of them than documents. */
  dense(count: number): Float64Array {
    if (this.docs !== null) return this.spread(this.docs, count);
    if (this.values.length < count) this.grow(count);
    return this.values;
  }

  each(visit: (doc: number, value: number) => void): void {
    for (let i = 0; i < this.length; i++) {
      const value = this.values[i] ?? Number.NaN;
      if (!Number.isNaN(value)) visit(this.docs === null ? i : this.docs.at(i), value);
    }
  }
}
