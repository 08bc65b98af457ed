/**
 * The order of hits: one key per sort clause, ties by id so that pages never overlap while
 * the index stands still.
 */
import type { SortClause } from '../sort-spec.ts';
import type { TokenField, ValueField } from './field-store.ts';
import type { Generation } from './generation.ts';
import { isGramField } from './grams.ts';
import type { Hits } from './hits.ts';
import { selectFirst } from './select.ts';

/** Compares two places of the hits. */
type Comparison = (a: number, b: number) => number;

/** The document numbers of one page. */
export function page(
  generation: Generation,
  hits: Hits,
  sort: readonly SortClause[],
  start: number,
  rows: number,
): { docs: Int32Array; places: Int32Array } {
  const compare = comparison(generation, hits, sort);
  const places = selectFirst(hits.n, Math.min(start + rows, hits.n), compare).subarray(start);
  return { places, docs: places.map((place) => hits.docs[place] ?? 0) };
}

function comparison(generation: Generation, hits: Hits, sort: readonly SortClause[]): Comparison {
  const clauses = sort.length > 0 ? sort : [{ field: 'score', descending: true }];
  const comparisons = clauses.flatMap((clause) => clauseComparison(generation, hits, clause) ?? []);
  const { ids } = generation;
  const byId: Comparison = (a, b) => {
    const left = ids[hits.docs[a] ?? 0] ?? '';
    const right = ids[hits.docs[b] ?? 0] ?? '';
    return left < right ? -1 : left > right ? 1 : 0;
  };
  return comparisons.reduceRight<Comparison>((rest, first) => (a, b) => first(a, b) || rest(a, b), byId);
}

/** Nothing where the clause cannot tell any two hits apart. */
function clauseComparison(generation: Generation, hits: Hits, { field, descending }: SortClause): Comparison | null {
  const turn = descending ? -1 : 1;
  if (field === 'score') return hits.scores === null ? null : byNumber(hits.scores, turn);
  if (field === '_docid_') return byNumber(hits.docs, turn);
  if (isGramField(field)) return byText(hits, (doc) => firstGram(generation.grams[field][doc] ?? '', descending), turn);
  const store = generation.fields.get(field);
  if (store === undefined) return null;
  if (store.kind === 'numbers') return byNumber(numberKeys(store.column.dense(generation.count), hits), turn);
  if (store.kind === 'values') return byTerm(generation, valueKeys(generation, store, hits, descending), turn, 1);
  return byTerm(generation, tokenKeys(generation, store, hits), turn, -turn);
}

const byNumber =
  (keys: Float64Array | Int32Array, turn: number): Comparison =>
  (a, b) =>
    ((keys[a] ?? 0) - (keys[b] ?? 0)) * turn;

/** Solr: a missing date or number counts as zero. */
function numberKeys(dense: Float64Array, hits: Hits): Float64Array {
  const keys = new Float64Array(hits.n);
  for (let i = 0; i < hits.n; i++) {
    const value = dense[hits.docs[i] ?? 0] ?? Number.NaN;
    keys[i] = Number.isNaN(value) ? 0 : value;
  }
  return keys;
}

/** Texts by code points. Solr: without one, whole values come last in both directions, texts count as the smallest. */
function byTerm(generation: Generation, keys: Int32Array, turn: number, missing: number): Comparison {
  const { strings } = generation;
  return (a, b) => {
    const left = keys[a] ?? -1;
    const right = keys[b] ?? -1;
    if (left === right) return 0;
    if (left < 0 || right < 0) return left < 0 ? missing : -missing;
    return strings.compare(left, right) * turn;
  };
}

function byText(hits: Hits, textOf: (doc: number) => string, turn: number): Comparison {
  const keys = Array.from(hits.docs.subarray(0, hits.n), textOf);
  return (a, b) => ((keys[a] ?? '') < (keys[b] ?? '') ? -turn : (keys[a] ?? '') > (keys[b] ?? '') ? turn : 0);
}

/** Lucene: of several values the smallest counts upwards and the largest downwards. */
function valueKeys(generation: Generation, store: ValueField, hits: Hits, descending: boolean): Int32Array {
  const keys = new Int32Array(hits.n).fill(-1);
  const codes = store.column.dense(generation.count);
  const lists = store.column.listData;
  for (let i = 0; i < hits.n; i++) {
    const code = codes[hits.docs[i] ?? 0] ?? 0;
    if (code > 0) keys[i] = store.terms.termOf(code - 1);
    else if (code < 0) keys[i] = extremeTerm(generation, store, lists, -1 - code, descending);
  }
  return keys;
}

function extremeTerm(generation: Generation, store: ValueField, lists: Int32Array, at: number, descending: boolean): number {
  let best = -1;
  for (let k = 1; k <= (lists[at] ?? 0); k++) {
    const term = store.terms.termOf(lists[at + k] ?? 0);
    if (best < 0 || generation.strings.compare(term, best) < 0 !== descending) best = term;
  }
  return best;
}

/** Solr: a text is sorted by its smallest token, which helps nobody. */
function tokenKeys(generation: Generation, store: TokenField, hits: Hits): Int32Array {
  const best = new Int32Array(generation.count).fill(-1);
  const allowed = generation.live;
  for (const source of store.sources) {
    for (let ordinal = 0; ordinal < source.terms.size; ordinal++) {
      const term = source.terms.termOf(ordinal);
      const docs = new Int32Array(source.terms.countOf(ordinal));
      const n = source.terms.read(ordinal, allowed, docs, null);
      for (let i = 0; i < n; i++) {
        const doc = docs[i] ?? 0;
        const known = best[doc] ?? -1;
        if (known < 0 || generation.strings.compare(term, known) < 0) best[doc] = term;
      }
    }
  }
  return Int32Array.from({ length: hits.n }, (_, i) => best[hits.docs[i] ?? 0] ?? -1);
}

function firstGram(value: string, descending: boolean): string {
  let best = '';
  for (let i = 0; i + 2 <= value.length; i++) {
    const piece = value.slice(i, i + (descending ? 10 : 2));
    if (best === '' || piece < best !== descending) best = piece;
  }
  return best;
}

/** Whether an order needs scores at all. */
export const needsScores = (sort: readonly SortClause[]): boolean => sort.length === 0 || sort.some((clause) => clause.field === 'score');
