/**
 * Postings of whole values: the gaps between the numbers of a value's documents. A value
 * of a single document has no list at all, which is most of them: ids, names, addresses.
 */
import type { ByteHeap } from './byte-heap.ts';
import { ADDRESS, BYTES, COUNT, LAST, TermDictionary, writeNumber } from './term-dictionary.ts';

export class ValueTerms extends TermDictionary {
  private readonly heap: ByteHeap;
  private readonly scratch = new Uint8Array(16);

  constructor(heap: ByteHeap) {
    super(5);
    this.heap = heap;
  }

  /** Notes a value for a document; a value repeated in one document counts once and gives -1. */
  add(term: number, doc: number): number {
    const ordinal = this.findOrAdd(term);
    const at = ordinal * this.stride;
    const records = this.records;
    const count = records[at + COUNT] ?? 0;
    const last = records[at + LAST] ?? 0;
    if (count > 0) {
      if (last === doc) return -1;
      const first = count === 1 ? writeNumber(this.scratch, 0, last) : 0;
      this.heap.append(records, at + ADDRESS, this.scratch, writeNumber(this.scratch, first, doc - last));
    }
    records[at + COUNT] = count + 1;
    records[at + LAST] = doc;
    return ordinal;
  }

  /** Writes the documents of a value that are `allowed` into `docs` and says how many. */
  read(ordinal: number, allowed: Uint32Array, docs: Int32Array): number {
    const at = ordinal * this.stride;
    const count = this.records[at + COUNT] ?? 0;
    let n = 0;
    let doc = this.records[at + LAST] ?? 0;
    if (count <= 1) {
      if (count === 1 && ((allowed[doc >>> 5] ?? 0) & (1 << (doc & 31))) !== 0) docs[n++] = doc;
      return n;
    }
    const address = this.records[at + ADDRESS] ?? 0;
    const block = this.heap.blockOf(address);
    let p = this.heap.offsetOf(address);
    doc = 0;
    for (const end = p + (this.records[at + BYTES] ?? 0); p < end; ) {
      let byte = block[p++] ?? 0;
      let gap = byte & 0x7f;
      for (let shift = 7; byte > 0x7f; shift += 7) {
        byte = block[p++] ?? 0;
        gap |= (byte & 0x7f) << shift;
      }
      doc += gap;
      if (((allowed[doc >>> 5] ?? 0) & (1 << (doc & 31))) !== 0) docs[n++] = doc;
    }
    return n;
  }
}
