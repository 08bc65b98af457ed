/**
 * Documents of terms and phrases with their scores. A field may be found through several
 * sources (the catch-all `text`); frequencies of one document then add up.
 */
import type { Slot } from '../plan.ts';
import type { TokenField, ValueField } from './field-store.ts';
import type { Generation } from './generation.ts';
import { bitsFor, hasBit, setBit } from './bits.ts';
import { add, NO_HITS, unite, type Hits } from './hits.ts';
import { Ints } from './ints.ts';
import { exactFrequency, sloppyFrequency } from './phrase.ts';
import { idf, lengthFactors, termScore } from './score.ts';
import type { PositionCursor } from './token-terms.ts';

/** What every part of a search works within. */
export type Scope = {
  readonly generation: Generation;
  /** Only these documents exist for this request. */
  readonly allowed: Uint32Array;
  readonly scoring: boolean;
};

/** Documents with any of the terms; `commonest` stands in for how many documents have a whole value. */
export function termHits(scope: Scope, field: string, terms: readonly string[], boost: number, commonest = 0): Hits {
  const store = scope.generation.fields.get(field);
  if (store?.kind === 'values') return valueHits(scope, store, terms, boost, commonest);
  return store?.kind === 'tokens' ? tokenHits(scope, store, terms, boost) : NO_HITS;
}

function valueHits(scope: Scope, store: ValueField, terms: readonly string[], boost: number, commonest: number): Hits {
  let all: Hits = NO_HITS;
  for (const term of terms) {
    const ordinal = store.terms.find(scope.generation.strings.find(term));
    if (ordinal < 0) continue;
    const count = store.terms.countOf(ordinal);
    const docs = new Int32Array(count);
    const n = store.terms.read(ordinal, scope.allowed, docs);
    const score = scope.scoring ? valueScore(store, Math.max(count, commonest), boost) : 0;
    all = unite(all, { docs, n, scores: scope.scoring ? new Float64Array(n).fill(score) : null }, add);
  }
  return all;
}

/** Whole values have length one and stand once. */
function valueScore(store: ValueField, count: number, boost: number): number {
  const statistics = { documents: store.column.filled, tokens: store.tokens };
  return termScore(Math.fround(boost * idf(statistics.documents, count)), 1, lengthFactors(statistics)[1] ?? 1);
}

/** Documents, removed ones too, with summed frequencies; and how often the commonest of the terms occurs. */
function frequencies(scope: Scope, store: TokenField, terms: readonly string[], within: Uint32Array): { hits: Hits; most: number } {
  let all: Hits = NO_HITS;
  let most = 0;
  for (const term of terms) {
    const id = scope.generation.strings.find(term);
    let one: Hits = NO_HITS;
    for (const source of store.sources) {
      const ordinal = id < 0 ? -1 : source.terms.find(id);
      if (ordinal < 0) continue;
      const docs = new Int32Array(source.terms.countOf(ordinal));
      const counts = scope.scoring ? new Int32Array(docs.length) : null;
      const n = source.terms.read(ordinal, within, docs, counts);
      one = unite(one, { docs, n, scores: counts === null ? null : new Float64Array(counts) }, add);
    }
    most = Math.max(most, one.n);
    all = unite(all, one, add);
  }
  return { hits: all, most };
}

function tokenHits(scope: Scope, store: TokenField, terms: readonly string[], boost: number): Hits {
  if (!scope.scoring) return frequencies(scope, store, terms, scope.allowed).hits;
  // statistics are those of the whole index, so everything is read and then cut down
  const { hits, most } = frequencies(scope, store, terms, everything(scope.generation));
  return scored(scope, store, hits, boost * idf(store.column.filled, most));
}

/** All numbers ever given out, dead ones included. */
export function everything(generation: Generation): Uint32Array {
  return bitsFor(generation.count).fill(0xffffffff);
}

/** Turns frequencies into scores for the allowed documents. */
export function scored(scope: Scope, store: TokenField, hits: Hits, weight: number): Hits {
  const factors = lengthFactors({ documents: store.column.filled, tokens: store.tokens });
  const rounded = Math.fround(weight);
  const docs = new Int32Array(hits.n);
  const scores = new Float64Array(hits.n);
  const lengths = store.column.lookUp(scope.generation.count, hits.n);
  let n = 0;
  for (let i = 0; i < hits.n; i++) {
    const doc = hits.docs[i] ?? 0;
    if (!hasBit(scope.allowed, doc)) continue;
    scores[n] = termScore(rounded, hits.scores?.[i] ?? 1, factors[lengths(doc) - 1] ?? 1);
    docs[n++] = doc;
  }
  return { docs, scores, n };
}

/** Documents in which the slots follow each other. */
export function phraseHits(scope: Scope, field: string, slots: readonly Slot[], slop: number, boost: number): Hits {
  const store = scope.generation.fields.get(field);
  if (store?.kind !== 'tokens') return NO_HITS;
  let all: Hits = NO_HITS;
  for (const source of store.sources) all = unite(all, phraseFrequencies(scope, source, slots, slop), add);
  if (!scope.scoring || all.n === 0) return all;
  const total = everything(scope.generation);
  let sum = 0;
  for (const { terms } of slots)
    for (const term of terms) {
      const { hits } = frequencies({ ...scope, scoring: false }, store, [term], total);
      if (hits.n > 0) sum += idf(store.column.filled, hits.n);
    }
  return scored(scope, store, all, boost * Math.fround(sum));
}

function phraseFrequencies(scope: Scope, source: TokenField, slots: readonly Slot[], slop: number): Hits {
  const cursors = slots.map(({ at, terms }) => ({ at, cursors: terms.flatMap((term) => cursorOf(scope.generation, source, term)) }));
  if (cursors.some((slot) => slot.cursors.length === 0)) return NO_HITS;
  const candidates = candidatesOf(scope, source, slots);
  const docs: number[] = [];
  const counts: number[] = [];
  const lists = slots.map(() => new Ints(16));
  for (const doc of candidates) {
    cursors.forEach((slot, i) => {
      const list = lists[i];
      if (list) readSlot(slot, doc, list);
    });
    const frequency = slop === 0 ? exactFrequency(lists) : sloppyFrequency(lists, slop);
    if (frequency === 0) continue;
    docs.push(doc);
    counts.push(frequency);
  }
  return { docs: Int32Array.from(docs), scores: scope.scoring ? Float64Array.from(counts) : null, n: docs.length };
}

function cursorOf(generation: Generation, source: TokenField, term: string): PositionCursor[] {
  const id = generation.strings.find(term);
  const ordinal = id < 0 ? -1 : source.terms.find(id);
  return ordinal < 0 ? [] : [source.terms.cursor(ordinal)];
}

function readSlot(slot: { at: number; cursors: readonly PositionCursor[] }, doc: number, list: Ints): void {
  list.clear();
  for (const cursor of slot.cursors) if (cursor.advanceTo(doc) && cursor.doc === doc) cursor.readPositions(list, -slot.at);
  if (slot.cursors.length > 1) list.data.subarray(0, list.length).sort();
}

/** Allowed documents that have a word of every slot in this source. */
function candidatesOf(scope: Scope, source: TokenField, slots: readonly Slot[]): Int32Array {
  let bits = scope.allowed;
  let docs: Int32Array = new Int32Array(0);
  let n = 0;
  for (const { terms } of slots) {
    const next = bitsFor(scope.generation.count);
    let found: Hits = NO_HITS;
    for (const term of terms) {
      const id = scope.generation.strings.find(term);
      const ordinal = id < 0 ? -1 : source.terms.find(id);
      if (ordinal < 0) continue;
      const list = new Int32Array(source.terms.countOf(ordinal));
      found = unite(found, { docs: list, n: source.terms.read(ordinal, bits, list, null), scores: null }, add);
    }
    docs = found.docs;
    n = found.n;
    for (let i = 0; i < n; i++) setBit(next, docs[i] ?? 0);
    bits = next;
  }
  return docs.subarray(0, n);
}
