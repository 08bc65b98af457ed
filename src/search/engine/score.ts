/**
 * BM25 with Lucene's constants and roundings: k1 1.2, b 0.75, no factor k1 + 1, lengths
 * out of one byte, single precision.
 */
import { decodeLength } from './length-byte.ts';

const K1 = 1.2;
const B = 0.75;
const f = Math.fround;

export type Statistics = {
  /** Documents that have the field. */
  readonly documents: number;
  /** Tokens of the field in all of them. */
  readonly tokens: number;
};

export function idf(documents: number, withTerm: number): number {
  return f(Math.log(1 + (documents - withTerm + 0.5) / (withTerm + 0.5)));
}

/** Per length byte: what the frequency is multiplied with. */
export function lengthFactors({ documents, tokens }: Statistics): Float32Array {
  const average = f(tokens / documents);
  return Float32Array.from({ length: 256 }, (_, byte) => 1 / f(K1 * f(1 - B + f((B * decodeLength(byte)) / average))));
}

/** The score of a frequency in a field of a length. */
export function termScore(weight: number, frequency: number, factor: number): number {
  return f(weight - f(weight / f(1 + f(frequency * factor))));
}
