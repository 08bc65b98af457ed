/**
 * Documents that match, in rising order, with their scores where somebody wants them.
 * Combining hits is merging sorted arrays.
 */

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
  while (low + step < end && (docs[low + step] ?? 0) < doc) { low += step; step *= 2; }
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

/** Documents in either. */
export function unite(a: Hits, b: Hits, join: Join): Hits {
  if (a.n === 0) return b;
  if (b.n === 0) return a;
  const docs = new Int32Array(a.n + b.n);
  const scores = a.scores !== null && b.scores !== null ? new Float64Array(a.n + b.n) : null;
  let n = 0;
  let i = 0;
  let j = 0;
  while (i < a.n || j < b.n) {
    const left = i < a.n ? (a.docs[i] ?? 0) : Infinity;
    const right = j < b.n ? (b.docs[j] ?? 0) : Infinity;
    if (scores !== null) {
      if (left < right) scores[n] = a.scores?.[i] ?? 0;
      else if (left > right) scores[n] = b.scores?.[j] ?? 0;
      else scores[n] = join(a.scores?.[i] ?? 0, b.scores?.[j] ?? 0);
    }
    docs[n++] = left < right ? left : right;
    if (left <= right) i++;
    if (right <= left) j++;
  }
  return { docs, scores, n };
}

/** Documents in any of several, the shortest joined first. */
export function uniteAll(list: readonly Hits[], join: Join): Hits {
  const sorted = list.filter((hits) => hits.n > 0).sort((a, b) => a.n - b.n);
  return sorted.reduce((all, hits) => unite(all, hits, join), sorted.length === 0 ? NO_HITS : sorted[0] === undefined ? NO_HITS : { ...sorted[0], n: 0 });
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
