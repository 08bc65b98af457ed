/**
 * The length of a field in one byte, as Lucene keeps it: exact up to 39, then with four
 * significant bits. Scores are to agree with Solr's, so the loss must be the same.
 */

/** Up to here a length fits into a byte together with all the coarser steps. */
const EXACT = 255 - encodeFour(2 ** 31 - 1);

function encodeFour(value: number): number {
  const bits = value === 0 ? 0 : 32 - Math.clz32(value);
  if (bits < 4) return value;
  const shift = bits - 4;
  return ((value >>> shift) & 7) | ((shift + 1) << 3);
}

function decodeFour(code: number): number {
  const bits = code & 7;
  const shift = (code >>> 3) - 1;
  return shift === -1 ? bits : (bits | 8) * 2 ** shift;
}

export const encodeLength = (length: number): number => (length < EXACT ? length : EXACT + encodeFour(length - EXACT));

export const decodeLength = (byte: number): number => (byte < EXACT ? byte : EXACT + decodeFour(byte - EXACT));
