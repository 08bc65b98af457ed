/**
 * Memory for very many small growing lists of numbers, written as variable-length bytes.
 * A list is one piece of a power of two; when it is full it moves to a piece twice as
 * long and the old one is given to the next list that needs it.
 */

/** Addresses count units of 8 bytes, so that 31 bits reach 16 GB. */
const UNIT_BITS = 3;
const BLOCK_BITS = 20;
const BLOCK_BYTES = 1 << BLOCK_BITS;
const OFFSET_BITS = BLOCK_BITS - UNIT_BITS;
const OFFSET_MASK = (1 << OFFSET_BITS) - 1;
const SMALLEST = 8;

/** Bytes a list of this length has room for. */
const capacityOf = (length: number): number => (length <= SMALLEST ? SMALLEST : 1 << (32 - Math.clz32(length - 1)));

export class ByteHeap {
  readonly blocks: Uint8Array[] = [];
  /** Free pieces by the logarithm of their size. */
  private readonly free: number[][] = Array.from({ length: 32 }, () => []);
  private block = -1;
  private used = BLOCK_BYTES;

  /** Appends bytes to the list whose address and length stand in `records` from `at`. */
  append(records: Int32Array, at: number, bytes: Uint8Array, size: number): void {
    const length = records[at + 1] ?? 0;
    let address = records[at] ?? 0;
    if (length === 0) records[at] = address = this.allocate(capacityOf(size));
    else if (length + size > capacityOf(length)) records[at] = address = this.move(address, length, capacityOf(length + size));
    const block = this.blocks[address >>> OFFSET_BITS] as Uint8Array;
    const p = ((address & OFFSET_MASK) << UNIT_BITS) + length;
    for (let i = 0; i < size; i++) block[p + i] = bytes[i] ?? 0;
    records[at + 1] = length + size;
  }

  blockOf(address: number): Uint8Array {
    return this.blocks[address >>> OFFSET_BITS] as Uint8Array;
  }

  offsetOf(address: number): number {
    return (address & OFFSET_MASK) << UNIT_BITS;
  }

  bytes(): number {
    return this.blocks.reduce((sum, block) => sum + block.length, 0);
  }

  private allocate(capacity: number): number {
    const reused = this.free[31 - Math.clz32(capacity)]?.pop();
    if (reused !== undefined) return reused;
    if (capacity > BLOCK_BYTES) return this.addBlock(capacity) << OFFSET_BITS;
    if (this.used + capacity > BLOCK_BYTES) {
      this.giveUpRest();
      this.block = this.addBlock(BLOCK_BYTES);
      this.used = 0;
    }
    const address = (this.block << OFFSET_BITS) | (this.used >>> UNIT_BITS);
    this.used += capacity;
    return address;
  }

  private addBlock(size: number): number {
    return this.blocks.push(new Uint8Array(size)) - 1;
  }

  /** What is left of a block is cut into pieces, the smallest first. */
  private giveUpRest(): void {
    for (let size = SMALLEST; this.used < BLOCK_BYTES; size <<= 1) {
      if ((this.used & size) === 0) continue;
      this.free[31 - Math.clz32(size)]?.push((this.block << OFFSET_BITS) | (this.used >>> UNIT_BITS));
      this.used += size;
    }
  }

  private move(address: number, length: number, capacity: number): number {
    const to = this.allocate(capacity);
    const from = this.offsetOf(address);
    const target = this.blockOf(to);
    const source = this.blockOf(address);
    const start = this.offsetOf(to);
    if (length < 64) for (let i = 0; i < length; i++) target[start + i] = source[from + i] ?? 0;
    else target.set(source.subarray(from, from + length), start);
    const old = capacityOf(length);
    if (old <= BLOCK_BYTES) this.free[31 - Math.clz32(old)]?.push(address);
    else this.blocks[address >>> OFFSET_BITS] = new Uint8Array(0);
    return to;
  }
}
