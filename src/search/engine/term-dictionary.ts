/**
 * The distinct terms of one field: a record of integers each, found by the number of the
 * term's text. What follows the first integers of a record is its owner's business.
 */

/** Places in a record that all kinds share. */
export const TERM = 0;
export const COUNT = 1;
export const LAST = 2;
export const ADDRESS = 3;
export const BYTES = 4;

export class TermDictionary {
  readonly stride: number;
  records: Int32Array;
  private slots = new Int32Array(8);
  /** Number of terms; each has an ordinal below it, in order of arrival. */
  size = 0;

  constructor(stride: number) {
    this.stride = stride;
    this.records = new Int32Array(stride * 4);
  }

  bytes(): number {
    return (this.records.length + this.slots.length) * 4;
  }

  /** The text number of a term. */
  termOf(ordinal: number): number {
    return this.records[ordinal * this.stride] ?? 0;
  }

  /** How many documents have the term, removed ones included until the next compaction. */
  countOf(ordinal: number): number {
    return this.records[ordinal * this.stride + COUNT] ?? 0;
  }

  /** The ordinal of a term, or -1. */
  find(term: number): number {
    const mask = this.slots.length - 1;
    for (let slot = mix(term) & mask; ; slot = (slot + 1) & mask) {
      const ordinal = (this.slots[slot] ?? 0) - 1;
      if (ordinal < 0 || this.records[ordinal * this.stride] === term) return ordinal;
    }
  }

  findOrAdd(term: number): number {
    const mask = this.slots.length - 1;
    let slot = mix(term) & mask;
    for (; ; slot = (slot + 1) & mask) {
      const ordinal = (this.slots[slot] ?? 0) - 1;
      if (ordinal < 0) return this.addRecord(slot, term);
      if (this.records[ordinal * this.stride] === term) return ordinal;
    }
  }

  private addRecord(slot: number, term: number): number {
    const ordinal = this.size++;
    const needed = this.size * this.stride;
    if (needed > this.records.length) {
      const larger = new Int32Array(Math.max(needed, (((this.records.length * 1.5) / this.stride) | 0) * this.stride));
      larger.set(this.records);
      this.records = larger;
    }
    this.records[ordinal * this.stride] = term;
    this.slots[slot] = ordinal + 1;
    if (this.size * 2 > this.slots.length) this.rehash();
    return ordinal;
  }

  private rehash(): void {
    const slots = new Int32Array(this.slots.length * 2);
    const mask = slots.length - 1;
    for (let ordinal = 0; ordinal < this.size; ordinal++) {
      let slot = mix(this.records[ordinal * this.stride] ?? 0) & mask;
      while (slots[slot] !== 0) slot = (slot + 1) & mask;
      slots[slot] = ordinal + 1;
    }
    this.slots = slots;
  }
}

function mix(term: number): number {
  const x = Math.imul(term, 0x9e3779b1);
  return x ^ (x >>> 15);
}

/** Writes a number of seven bits a byte and gives the place behind it. */
export function writeNumber(bytes: Uint8Array, at: number, value: number): number {
  let rest = value;
  let p = at;
  while (rest > 0x7f) {
    bytes[p++] = (rest & 0x7f) | 0x80;
    rest >>>= 7;
  }
  bytes[p++] = rest;
  return p;
}
