/** Sets of document numbers as bits. */

export const bitsFor = (count: number): Uint32Array => new Uint32Array((count + 31) >>> 5);

export const hasBit = (bits: Uint32Array, doc: number): boolean => ((bits[doc >>> 5] ?? 0) & (1 << (doc & 31))) !== 0;

export function setBit(bits: Uint32Array, doc: number): void {
  bits[doc >>> 5] = (bits[doc >>> 5] ?? 0) | (1 << (doc & 31));
}

export function clearBit(bits: Uint32Array, doc: number): void {
  bits[doc >>> 5] = (bits[doc >>> 5] ?? 0) & ~(1 << (doc & 31));
}

/** Keeps in `bits` only what `other` has as well. */
export function andBits(bits: Uint32Array, other: Uint32Array): void {
  for (let i = 0; i < bits.length; i++) bits[i] = (bits[i] ?? 0) & (other[i] ?? 0);
}

export function countBits(bits: Uint32Array): number {
  let count = 0;
  for (let i = 0; i < bits.length; i++) {
    let word = bits[i] ?? 0;
    word -= (word >>> 1) & 0x55555555;
    word = (word & 0x33333333) + ((word >>> 2) & 0x33333333);
    count += Math.imul((word + (word >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
  }
  return count;
}

/** The members in rising order. */
export function bitsToDocs(bits: Uint32Array): Int32Array {
  const docs = new Int32Array(countBits(bits));
  let n = 0;
  for (let i = 0; i < bits.length; i++) {
    for (let word = bits[i] ?? 0; word !== 0; word &= word - 1) docs[n++] = (i << 5) + 31 - Math.clz32(word & -word);
  }
  return docs;
}

export function docsToBits(docs: Int32Array, n: number, count: number): Uint32Array {
  const bits = bitsFor(count);
  for (let i = 0; i < n; i++) setBit(bits, docs[i] ?? 0);
  return bits;
}
