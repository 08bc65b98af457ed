/**
 * Postings of tokens. Each document of a term is written behind the last one as
 *
 *   once     gap << 1 | 1, position
 *   n times  gap << 1, n, bytes of the positions, first position, gap, gap …
 *
 * so that a reader who wants no positions steps over them.
 */
import type { ByteHeap } from './byte-heap.ts';
import { Ints } from './ints.ts';
import { ADDRESS, BYTES, COUNT, LAST, TermDictionary, writeNumber } from './term-dictionary.ts';

/** While a document is written: where the term stands in `touched`, plus one. */
const SEEN = 5;

export class TokenTerms extends TermDictionary {
  private readonly heap: ByteHeap;
  private scratch = new Uint8Array(256);

  constructor(heap: ByteHeap) {
    super(6);
    this.heap = heap;
  }

  /** Notes the tokens of a document, whose positions must not fall. */
  add(terms: Ints, positions: Ints, doc: number): void {
    const n = terms.length;
    touched.clear();
    following.reserve(n);
    for (let i = 0; i < n; i++) {
      const ordinal = this.findOrAdd(terms.at(i));
      const seen = this.records[ordinal * this.stride + SEEN] ?? 0;
      if (seen === 0) {
        touched.push(ordinal);
        touched.push(i);
        touched.push(i);
        this.records[ordinal * this.stride + SEEN] = touched.length;
      } else {
        following.data[touched.at(seen - 1)] = i;
        touched.data[seen - 1] = i;
      }
      following.data[i] = -1;
    }
    for (let k = 0; k < touched.length; k += 3) this.addPosting(touched.at(k) * this.stride, touched.at(k + 1), positions, doc);
  }

  /** Notes one term of a document, all its positions at once. */
  addOne(term: number, positions: Ints, doc: number): void {
    following.reserve(positions.length);
    for (let i = 0; i < positions.length; i++) following.data[i] = i + 1 < positions.length ? i + 1 : -1;
    this.addPosting(this.findOrAdd(term) * this.stride, 0, positions, doc);
  }

  private addPosting(at: number, first: number, positions: Ints, doc: number): void {
    const records = this.records;
    const gap = doc - (records[at + LAST] ?? 0);
    let end: number;
    if (following.at(first) < 0) end = writeNumber(this.scratch, writeNumber(this.scratch, 0, (gap << 1) | 1), positions.at(first));
    else end = this.writeMany(gap, first, positions);
    this.heap.append(records, at + ADDRESS, this.scratch, end);
    records[at + COUNT] = (records[at + COUNT] ?? 0) + 1;
    records[at + LAST] = doc;
    records[at + SEEN] = 0;
  }

  private writeMany(gap: number, first: number, positions: Ints): number {
    let count = 0;
    let size = 0;
    let last = 0;
    for (let i = first; i >= 0; i = following.at(i)) {
      const step = positions.at(i) - last;
      size += step < 0x80 ? 1 : step < 0x4000 ? 2 : step < 0x200000 ? 3 : 4;
      last = positions.at(i);
      count++;
    }
    if (size + 20 > this.scratch.length) this.scratch = new Uint8Array(size * 2 + 20);
    let p = writeNumber(this.scratch, writeNumber(this.scratch, writeNumber(this.scratch, 0, gap << 1), count), size);
    last = 0;
    for (let i = first; i >= 0; i = following.at(i)) {
      p = writeNumber(this.scratch, p, positions.at(i) - last);
      last = positions.at(i);
    }
    return p;
  }

  /** Writes the documents of a term that are `allowed`, and how often each has it; says how many. */
  read(ordinal: number, allowed: Uint32Array, docs: Int32Array, frequencies: Int32Array | null): number {
    const at = ordinal * this.stride;
    const address = this.records[at + ADDRESS] ?? 0;
    const block = this.heap.blockOf(address);
    let p = this.heap.offsetOf(address);
    let n = 0;
    let doc = 0;
    for (const end = p + (this.records[at + BYTES] ?? 0); p < end; ) {
      let byte = block[p++] ?? 0;
      let code = byte & 0x7f;
      for (let shift = 7; byte > 0x7f; shift += 7) {
        byte = block[p++] ?? 0;
        code |= (byte & 0x7f) << shift;
      }
      doc += code >>> 1;
      let frequency = 1;
      if ((code & 1) === 1) {
        while ((block[p++] ?? 0) > 0x7f);
      } else {
        byte = block[p++] ?? 0;
        frequency = byte & 0x7f;
        for (let shift = 7; byte > 0x7f; shift += 7) {
          byte = block[p++] ?? 0;
          frequency |= (byte & 0x7f) << shift;
        }
        byte = block[p++] ?? 0;
        let size = byte & 0x7f;
        for (let shift = 7; byte > 0x7f; shift += 7) {
          byte = block[p++] ?? 0;
          size |= (byte & 0x7f) << shift;
        }
        p += size;
      }
      if (((allowed[doc >>> 5] ?? 0) & (1 << (doc & 31))) === 0) continue;
      if (frequencies !== null) frequencies[n] = frequency;
      docs[n++] = doc;
    }
    return n;
  }

  /** A walk over the documents of a term with their positions. */
  cursor(ordinal: number): PositionCursor {
    const at = ordinal * this.stride;
    const address = this.records[at + ADDRESS] ?? 0;
    return new PositionCursor(this.heap.blockOf(address), this.heap.offsetOf(address), this.records[at + BYTES] ?? 0);
  }
}

/** Triples of a term's ordinal, its first and its last token; shared, since a document is written in one go. */
const touched = new Ints(512);
/** The next token of the same term, or -1. */
const following = new Ints(512);

/** Goes through the documents of a term in order and reads positions only where asked. */
export class PositionCursor {
  private readonly block: Uint8Array;
  private p: number;
  private readonly end: number;
  private behind: number;
  doc = 0;
  frequency = 0;

  constructor(block: Uint8Array, start: number, length: number) {
    this.block = block;
    this.p = start;
    this.behind = start;
    this.end = start + length;
  }

  /** Moves to a document, or past it if the term is not in it; false at the end. */
  advanceTo(target: number): boolean {
    while (this.frequency === 0 || this.doc < target) if (!this.next()) return false;
    return true;
  }

  next(): boolean {
    if (this.behind >= this.end) return false;
    this.p = this.behind;
    const code = this.number();
    this.doc += code >>> 1;
    if ((code & 1) === 1) {
      this.frequency = 1;
      this.behind = this.p;
      while ((this.block[this.behind++] ?? 0) > 0x7f);
    } else {
      this.frequency = this.number();
      const size = this.number();
      this.behind = this.p + size;
    }
    return true;
  }

  private number(): number {
    let byte = this.block[this.p++] ?? 0;
    let value = byte & 0x7f;
    for (let shift = 7; byte > 0x7f; shift += 7) {
      byte = this.block[this.p++] ?? 0;
      value |= (byte & 0x7f) << shift;
    }
    return value;
  }

  /** Appends the positions in the current document, each moved by `shift`; once per document. */
  readPositions(out: Ints, shift: number): void {
    let position = 0;
    for (let i = 0; i < this.frequency; i++) {
      position += this.number();
      out.push(position + shift);
    }
  }
}
