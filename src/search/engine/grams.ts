/**
 * The n-gram fields, answered from the lower-case values themselves: a piece of 2 to 10
 * characters is found by looking for it, and no piece is ever stored.
 */
import { fieldOf } from '../fields.ts';
import { hasBit } from './bits.ts';
import type { Generation, GramField } from './generation.ts';
import { constantHits, type Hits } from './hits.ts';
import { idf, lengthFactors, termScore } from './score.ts';
import { encodeLength } from './length-byte.ts';
import type { Scope } from './term-hits.ts';

const SHORTEST = 2;
const LONGEST = 10;

export const isGramField = (field: string): field is GramField => fieldOf(field).type === 'ngram';

/** How many pieces a value has. */
function piecesOf(length: number): number {
  let pieces = 0;
  for (let size = SHORTEST; size <= Math.min(LONGEST, length); size++) pieces += length - size + 1;
  return pieces;
}

function occurrences(value: string, piece: string): number {
  let count = 0;
  for (let at = value.indexOf(piece); at >= 0; at = value.indexOf(piece, at + 1)) count++;
  return count;
}

/** Documents whose value holds the piece. */
export function gramHits(scope: Scope, field: GramField, piece: string, boost: number): Hits {
  const values = scope.generation.grams[field];
  const fits = piece.length >= SHORTEST && piece.length <= LONGEST;
  const all: number[] = [];
  if (fits) for (let doc = 0; doc < values.length; doc++) if (values[doc]?.includes(piece)) all.push(doc);
  const docs = Int32Array.from(all.filter((doc) => hasBit(scope.allowed, doc)));
  if (!scope.scoring) return constantHits(docs, docs.length, null);
  const factors = lengthFactors(gramStatistics(scope.generation, field));
  const weight = Math.fround(boost * idf(values.length, all.length));
  const scores = Float64Array.from(docs, (doc) => {
    const value = values[doc] ?? '';
    return termScore(weight, occurrences(value, piece), factors[encodeLength(piecesOf(value.length))] ?? 1);
  });
  return { docs, scores, n: docs.length };
}

function gramStatistics(generation: Generation, field: GramField): { documents: number; tokens: number } {
  let documents = 0;
  let tokens = 0;
  for (const value of generation.grams[field]) {
    const pieces = piecesOf(value.length);
    if (pieces > 0) documents++;
    tokens += pieces;
  }
  return { documents, tokens };
}

/** Documents with a piece that a rule chooses; every piece is tried, so this is slow and rare. */
export function gramsChosen(scope: Scope, field: GramField, choose: (piece: string) => boolean, score: number): Hits {
  const docs: number[] = [];
  scope.generation.grams[field].forEach((value, doc) => {
    if (hasBit(scope.allowed, doc) && someGram(value, choose)) docs.push(doc);
  });
  return constantHits(Int32Array.from(docs), docs.length, scope.scoring ? score : null);
}

function someGram(value: string, choose: (piece: string) => boolean): boolean {
  for (const piece of gramsOf(value)) if (choose(piece)) return true;
  return false;
}

/** All pieces of a value. */
export function* gramsOf(value: string): Generator<string> {
  for (let from = 0; from < value.length; from++) {
    for (let size = SHORTEST; size <= LONGEST && from + size <= value.length; size++) yield value.slice(from, from + size);
  }
}
