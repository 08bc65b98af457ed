/**
 * Documents that match, in rising order, with their scores where somebody wants them.
 * Combining hits is merging sorted arrays.
 */

import { bitsFor, bitsToDocs, setBit } from './bits.ts';

/** `n` of the places are used; scores are kept in doubles and rounded where Lucene rounds. */
export type Hits = { readonly docs: Int32Array; readonly scores: Float64Array | null; readonly n: number };

export const NO_HITS: Hits = { docs: new Int32Array(0), scores: new Float64Array(0), n: 0 };

/** Every document the same score. */
export function constantHits(docs: Int32Array, n: number, score: number | null): Hits {
  return { docs, n, scores: score === null ? null : new Float64Array(n).fill(score) };
}

/** Documents in both, scores added. */
export function intersect(a: Hits, b: Hits): Hits {
  if (a.n > b.n) return intersect(b, a);
  const docs = new Int32Array(a.n);
  const scores = a.scores !== null && b.scores !== null ? new Float64Array(a.n) : null;
  let n = 0;
  let j = 0;
  const gallops = b.n > a.n * 16;
  for (let i = 0; i < a.n; i++) {
    const doc = a.docs[i] ?? 0;
    if (gallops) j = gallop(b.docs, j, b.n, doc);
    else while (j < b.n && (b.docs[j] ?? 0) < doc) j++;
    if (j >= b.n) break;
    if (b.docs[j] !== doc) continue;
    if (scores !== null) scores[n] = (a.scores?.[i] ?? 0) + (b.scores?.[j] ?? 0);
    docs[n++] = doc;
  }
  return { docs, scores, n };
}

/** The first place from `from` whose document is not below `doc`. */
function gallop(docs: Int32Array, from: number, end: number, doc: number): number {
  let step = 1;
  let low = from;
  while (low + step < end && (docs[low + step] ?? 0) < doc) {
    low += step;
    step *= 2;
  }
  let high = Math.min(low + step, end);
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((docs[middle] ?? 0) < doc) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Documents of `a` that are not in `b`. */
export function subtract(a: Hits, b: Hits): Hits {
  if (b.n === 0) return a;
  const docs = new Int32Array(a.n);
  const scores = a.scores === null ? null : new Float64Array(a.n);
  let n = 0;
  let j = 0;
  for (let i = 0; i < a.n; i++) {
    const doc = a.docs[i] ?? 0;
    while (j < b.n && (b.docs[j] ?? 0) < doc) j++;
    if (j < b.n && b.docs[j] === doc) continue;
    if (scores !== null) scores[n] = a.scores?.[i] ?? 0;
    docs[n++] = doc;
  }
  return { docs, scores, n };
}

/** How two scores of one document become one. */
export type Join = (a: number, b: number) => number;
/** The usual way; loops know it by name, since a call for every document is dear. */
export const add: Join = (a, b) => a + b;

/** Documents in either. */
export const unite = (a: Hits, b: Hits, join: Join): Hits => (a.n === 0 ? b : b.n === 0 ? a : uniteAll([a, b], join));

/** Above so many it is cheaper to scatter documents over a table than to merge lists. */
const MANY = 2000;

/** Documents in any of several. */
export function uniteAll(list: readonly Hits[], join: Join): Hits {
  const found = list.filter((hits) => hits.n > 0).sort((a, b) => a.n - b.n);
  const [first, ...others] = found;
  if (first === undefined || others.length === 0) return first ?? NO_HITS;
  const total = found.reduce((sum, hits) => sum + hits.n, 0);
  return total > MANY ? scatter(found, join) : others.reduce((all, hits) => merge(all, hits, join), first);
}

function merge(a: Hits, b: Hits, join: Join): Hits {
  const docs = new Int32Array(a.n + b.n);
  const scores = a.scores !== null && b.scores !== null ? new Float64Array(a.n + b.n) : null;
  let n = 0;
  for (let i = 0, j = 0; i < a.n || j < b.n; n++) {
    const left = i < a.n ? (a.docs[i] ?? 0) : Number.MAX_SAFE_INTEGER;
    const right = j < b.n ? (b.docs[j] ?? 0) : Number.MAX_SAFE_INTEGER;
    if (scores !== null) {
      const own = a.scores?.[i] ?? 0;
      const other = b.scores?.[j] ?? 0;
      scores[n] = left === right ? join(own, other) : left < right ? own : other;
    }
    if (left <= right) i++;
    if (right <= left) j++;
    docs[n] = Math.min(left, right);
  }
  return { docs, scores, n };
}

/** Scores by document number while they are brought together; what no bit is set for is left over from before. */
let table = new Float64Array(1024);

function scatter(list: readonly Hits[], join: Join): Hits {
  const last = Math.max(...list.map(({ docs, n }) => docs[n - 1] ?? 0));
  const bits = bitsFor(last + 1);
  const scoring = list.every((hits) => hits.scores !== null);
  if (last >= table.length) table = new Float64Array(last * 2);
  for (const hits of list) {
    if (scoring) scatterOne(hits, bits, table, join);
    else for (let i = 0; i < hits.n; i++) setBit(bits, hits.docs[i] ?? 0);
  }
  const docs = bitsToDocs(bits);
  const scores = scoring ? new Float64Array(docs.length) : null;
  if (scores !== null) for (let i = 0; i < docs.length; i++) scores[i] = table[docs[i] ?? 0] ?? 0;
  return { docs, scores, n: docs.length };
}

function scatterOne({ docs, scores, n }: Hits, bits: Uint32Array, into: Float64Array, join: Join): void {
  if (scores === null) return;
  const adds = join === add;
  for (let i = 0; i < n; i++) {
    const doc = docs[i] ?? 0;
    const word = bits[doc >>> 5] ?? 0;
    const bit = 1 << (doc & 31);
    const score = scores[i] ?? 0;
    if ((word & bit) === 0) into[doc] = score;
    else into[doc] = adds ? (into[doc] ?? 0) + score : join(into[doc] ?? 0, score);
    bits[doc >>> 5] = word | bit;
  }
}

/** Adds the scores of `b` to the documents of `a`, which stay as they are. */
export function addScores(a: Hits, b: Hits): Hits {
  if (a.scores === null || b.n === 0) return a;
  const scores = a.scores.slice(0, a.n);
  let j = 0;
  for (let i = 0; i < a.n; i++) {
    const doc = a.docs[i] ?? 0;
    while (j < b.n && (b.docs[j] ?? 0) < doc) j++;
    if (j < b.n && b.docs[j] === doc) scores[i] = (scores[i] ?? 0) + (b.scores?.[j] ?? 0);
  }
  return { docs: a.docs, scores, n: a.n };
}
