/**
 * Every distinct term and value of the index, once, as UTF-8 bytes outside the JavaScript
 * heap. Comparing bytes is comparing code points, which is the order Solr sorts by.
 */
import { Ints } from './ints.ts';

const encoder = new TextEncoder();

export class StringTable {
  private pool = Buffer.alloc(1 << 16);
  private readonly starts = new Ints(1024);
  private slots = new Int32Array(2048);
  private readonly hashes = new Ints(1024);
  /** The first and the last four bytes of each text, so that most comparisons end before the pool is read. */
  private readonly heads = new Ints(1024);
  private readonly tails = new Ints(1024);
  private scratch = new Uint8Array(1024);
  private scratchHash = 0;

  constructor() {
    this.starts.push(0);
  }

  get size(): number {
    return this.starts.length - 1;
  }

  bytes(): number {
    return this.pool.length + (this.starts.data.length + this.slots.length + this.hashes.data.length + this.heads.data.length * 2) * 4;
  }

  /** The number of a text, or -1. */
  find(text: string): number {
    const length = this.encode(text);
    return (this.slots[this.slotOf(length)] ?? 0) - 1;
  }

  /** The number of a text, which is new if need be. */
  intern(text: string): number {
    const length = this.encode(text);
    const slot = this.slotOf(length);
    const known = this.slots[slot] ?? 0;
    return known !== 0 ? known - 1 : this.add(slot, length);
  }

  get(id: number): string {
    return this.pool.toString('utf8', this.starts.at(id), this.starts.at(id + 1));
  }

  byteLength(id: number): number {
    return this.starts.at(id + 1) - this.starts.at(id);
  }

  /** By code points, as a sort function wants it. */
  compare(a: number, b: number): number {
    const heads = (this.heads.at(a) >>> 0) - (this.heads.at(b) >>> 0);
    if (heads !== 0) return heads;
    const pool = this.pool;
    let i = this.starts.at(a);
    let j = this.starts.at(b);
    const endA = this.starts.at(a + 1);
    const endB = this.starts.at(b + 1);
    while (i < endA && j < endB) {
      const difference = (pool[i++] ?? 0) - (pool[j++] ?? 0);
      if (difference !== 0) return difference;
    }
    return endA - i - (endB - j);
  }

  compareTo(id: number, bytes: Uint8Array): number {
    let i = this.starts.at(id);
    const end = this.starts.at(id + 1);
    for (let j = 0; j < bytes.length; j++, i++) {
      if (i === end) return -1;
      const difference = (this.pool[i] ?? 0) - (bytes[j] ?? 0);
      if (difference !== 0) return difference;
    }
    return end - i;
  }

  /** A test whether texts begin with these bytes. */
  prefixTest(bytes: Uint8Array): (id: number) => boolean {
    const size = Math.min(bytes.length, 4);
    const head = headOf(bytes, size);
    const mask = size === 0 ? 0 : -1 << (32 - size * 8);
    return (id) => ((this.heads.at(id) ^ head) & mask) === 0 && this.startsWith(id, bytes);
  }

  private startsWith(id: number, bytes: Uint8Array): boolean {
    const start = this.starts.at(id);
    if (this.starts.at(id + 1) - start < bytes.length) return false;
    for (let j = 4; j < bytes.length; j++) if (this.pool[start + j] !== bytes[j]) return false;
    return true;
  }

  /** A test whether texts end with these bytes. */
  suffixTest(bytes: Uint8Array): (id: number) => boolean {
    const size = Math.min(bytes.length, 4);
    const tail = tailOf(bytes, bytes.length);
    const mask = size === 4 ? -1 : (1 << (size * 8)) - 1;
    return (id) => ((this.tails.at(id) ^ tail) & mask) === 0 && this.endsWith(id, bytes);
  }

  private endsWith(id: number, bytes: Uint8Array): boolean {
    const end = this.starts.at(id + 1) - bytes.length;
    if (end < this.starts.at(id)) return false;
    for (let j = 0; j < bytes.length; j++) if (this.pool[end + j] !== bytes[j]) return false;
    return true;
  }

  /** Writes the code points of a text into `out` and says how many. */
  points(id: number, out: number[]): number {
    let n = 0;
    const end = this.starts.at(id + 1);
    for (let i = this.starts.at(id); i < end; ) {
      const lead = this.pool[i++] ?? 0;
      let point = lead;
      let more = lead < 0x80 ? 0 : lead < 0xe0 ? 1 : lead < 0xf0 ? 2 : 3;
      if (more > 0) for (point = lead & (0x3f >> more); more > 0; more--) point = (point << 6) | ((this.pool[i++] ?? 0) & 0x3f);
      out[n++] = point;
    }
    return n;
  }

  /** FNV over the bytes, which are left in `scratch`. */
  private encode(text: string): number {
    if (text.length * 3 > this.scratch.length) this.scratch = new Uint8Array(text.length * 3);
    const scratch = this.scratch;
    let length = text.length;
    let hash = 0x811c9dc5;
    for (let i = 0; i < length; i++) {
      const code = text.charCodeAt(i);
      if (code > 127) return this.encodeWide(text);
      scratch[i] = code;
      hash = Math.imul(hash ^ code, 0x01000193);
    }
    length = text.length;
    this.scratchHash = hash ^ (hash >>> 15);
    return length;
  }

  private encodeWide(text: string): number {
    const { written } = encoder.encodeInto(text, this.scratch);
    let hash = 0x811c9dc5;
    for (let i = 0; i < written; i++) hash = Math.imul(hash ^ (this.scratch[i] ?? 0), 0x01000193);
    this.scratchHash = hash ^ (hash >>> 15);
    return written;
  }

  /** The slot that holds the text in `scratch`, or the free one it belongs into. */
  private slotOf(length: number): number {
    const mask = this.slots.length - 1;
    for (let slot = this.scratchHash & mask; ; slot = (slot + 1) & mask) {
      const id = (this.slots[slot] ?? 0) - 1;
      if (id < 0 || (this.hashes.at(id) === this.scratchHash && this.holds(id, length))) return slot;
    }
  }

  private holds(id: number, length: number): boolean {
    const start = this.starts.at(id);
    if (this.starts.at(id + 1) - start !== length) return false;
    for (let i = 0; i < length; i++) if (this.pool[start + i] !== this.scratch[i]) return false;
    return true;
  }

  private add(slot: number, length: number): number {
    const id = this.size;
    const start = this.starts.at(id);
    if (start + length > this.pool.length) {
      const larger = Buffer.alloc(Math.max(this.pool.length * 1.5, start + length) | 0);
      larger.set(this.pool);
      this.pool = larger;
    }
    for (let i = 0; i < length; i++) this.pool[start + i] = this.scratch[i] ?? 0;
    this.starts.push(start + length);
    this.hashes.push(this.scratchHash);
    this.heads.push(headOf(this.scratch, length));
    this.tails.push(tailOf(this.scratch, length));
    this.slots[slot] = id + 1;
    if (id * 2 > this.slots.length) this.rehash();
    return id;
  }

  private rehash(): void {
    const slots = new Int32Array(this.slots.length * 2);
    const mask = slots.length - 1;
    for (let id = 0; id < this.size; id++) {
      let slot = this.hashes.at(id) & mask;
      while (slots[slot] !== 0) slot = (slot + 1) & mask;
      slots[slot] = id + 1;
    }
    this.slots = slots;
  }
}

/** Up to four bytes as one number, the first one highest. */
function headOf(bytes: Uint8Array, length: number): number {
  let head = 0;
  for (let i = 0; i < 4; i++) head = (head << 8) | (i < length ? (bytes[i] ?? 0) : 0);
  return head;
}

/** The last four bytes as one number, the last one lowest. */
function tailOf(bytes: Uint8Array, length: number): number {
  let tail = 0;
  for (let i = Math.max(0, length - 4); i < length; i++) tail = (tail << 8) | (bytes[i] ?? 0);
  return tail;
}
