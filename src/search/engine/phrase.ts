/**
 * How often the words of a phrase stand together in a document, from the positions of
 * each word. Positions come moved so that in a perfect match all are equal.
 */
import type { Ints } from './ints.ts';

/** Occurrences without any move. All lists are sorted. */
export function exactFrequency(lists: readonly Ints[]): number {
  const [first, ...others] = lists;
  if (first === undefined) return 0;
  const places = others.map(() => 0);
  let count = 0;
  for (let i = 0; i < first.length; i++) {
    const position = first.at(i);
    let all = true;
    for (let k = 0; k < others.length; k++) {
      const list = others[k];
      if (list === undefined) continue;
      let p = places[k] ?? 0;
      while (p < list.length && list.at(p) < position) p++;
      places[k] = p;
      if (p >= list.length) return count;
      if (list.at(p) !== position) {
        all = false;
        break;
      }
    }
    if (all) count++;
  }
  return count;
}

/** Lucene: each smallest window of at most `slop` moves counts for the inverse of one more than its moves. */
export function sloppyFrequency(lists: readonly Ints[], slop: number): number {
  const places = lists.map(() => 0);
  if (lists.some((list) => list.length === 0)) return 0;
  const at = (k: number): number => lists[k]?.at(places[k] ?? 0) ?? 0;
  let end = Math.max(...lists.map((_, k) => at(k)));
  let frequency = 0;
  let k = lowest(lists, at, -1);
  let length = end - at(k);
  let next = at(lowest(lists, at, k));
  for (;;) {
    places[k] = (places[k] ?? 0) + 1;
    if ((places[k] ?? 0) >= (lists[k]?.length ?? 0)) return length <= slop ? frequency + 1 / (1 + length) : frequency;
    if (at(k) > end) end = at(k);
    if (at(k) > next) {
      if (length <= slop) frequency += 1 / (1 + length);
      k = lowest(lists, at, -1);
      next = at(lowest(lists, at, k));
      length = end - at(k);
    } else length = Math.min(length, end - at(k));
  }
}

function lowest(lists: readonly Ints[], at: (k: number) => number, except: number): number {
  let best = -1;
  for (let k = 0; k < lists.length; k++) if (k !== except && (best < 0 || at(k) < at(best))) best = k;
  return Math.max(best, 0);
}
