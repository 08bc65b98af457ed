/**
 * How many hits have each value of a field. On text fields every token is a value, as in
 * Solr; each document counts once per value.
 */
import type { FacetCount } from '../index-port.ts';
import type { FacetRequest } from '../request.ts';
import type { TokenField, ValueField } from './field-store.ts';
import { bitsToDocs, docsToBits } from './bits.ts';
import type { Generation } from './generation.ts';
import { gramsOf, isGramField } from './grams.ts';
import type { Hits } from './hits.ts';
import { selectFirst } from './select.ts';

/** Counts by the number of the value's text. */
type Counts = { readonly terms: Int32Array; readonly counts: Int32Array; readonly n: number };

/**
 * The values of every facet field in Solr's order. `visible` is everything the audience
 * may see: a value outside it is not shown even at a `mincount` of zero.
 */
export function facetCounts(
  generation: Generation,
  hits: Hits,
  visible: Uint32Array,
  request: FacetRequest,
): Record<string, readonly FacetCount[]> {
  const answer: Record<string, readonly FacetCount[]> = Object.create(null) as Record<string, readonly FacetCount[]>;
  for (const field of request.fields) answer[field] = request.limit === 0 ? [] : fieldCounts(generation, field, hits, visible, request);
  return answer;
}

function fieldCounts(generation: Generation, field: string, hits: Hits, visible: Uint32Array, request: FacetRequest): FacetCount[] {
  if (isGramField(field)) return ordered(gramCounts(generation.grams[field], hits), request);
  const store = generation.fields.get(field);
  if (store === undefined || store.kind === 'numbers') return [];
  const counts = countsOf(generation, store, hits);
  const kept = request.mincount > 0 ? counts : withZeros(generation, store, counts, visible);
  return chosen(generation, kept, request);
}

const countsOf = (generation: Generation, store: ValueField | TokenField, hits: Hits): Counts =>
  store.kind === 'values' ? valueCounts(generation, store, hits) : tokenCounts(generation, store, hits);

/** The hot loop of every search page: one look-up per document and value. */
function valueCounts(generation: Generation, store: ValueField, hits: Hits): Counts {
  const counts = new Int32Array(store.terms.size);
  const { docs, n } = hits;
  const lists = store.column.listData;
  if (store.column.isSparse() && n > store.column.filled) {
    const bits = docsToBits(docs, n, generation.count);
    store.column.each(generation.count, (doc, code) => {
      if (((bits[doc >>> 5] ?? 0) & (1 << (doc & 31))) !== 0) countCode(code, lists, counts);
    });
    return { counts, terms: termsOf(store), n: counts.length };
  }
  const codes = store.column.dense(generation.count);
  for (let i = 0; i < n; i++) {
    const code = codes[docs[i] ?? 0] ?? 0;
    if (code > 0) counts[code - 1] = (counts[code - 1] ?? 0) + 1;
    else if (code < 0) countCode(code, lists, counts);
  }
  return { counts, terms: termsOf(store), n: counts.length };
}

function countCode(code: number, lists: Int32Array, counts: Int32Array): void {
  if (code > 0) {
    counts[code - 1] = (counts[code - 1] ?? 0) + 1;
    return;
  }
  const at = -1 - code;
  const end = at + (lists[at] ?? 0);
  for (let k = at + 1; k <= end; k++) counts[lists[k] ?? 0] = (counts[lists[k] ?? 0] ?? 0) + 1;
}

function termsOf(store: ValueField | TokenField): Int32Array {
  const terms = new Int32Array(store.terms.size);
  for (let ordinal = 0; ordinal < terms.length; ordinal++) terms[ordinal] = store.terms.termOf(ordinal);
  return terms;
}

function tokenCounts(generation: Generation, store: TokenField, hits: Hits): Counts {
  const allowed = docsToBits(hits.docs, hits.n, generation.count);
  const seen = new Map<number, Set<number> | number>();
  for (const source of store.sources) {
    for (let ordinal = 0; ordinal < source.terms.size; ordinal++) {
      const docs = new Int32Array(source.terms.countOf(ordinal));
      const n = source.terms.read(ordinal, allowed, docs, null);
      if (n === 0) continue;
      const term = source.terms.termOf(ordinal);
      if (store.sources.length === 1) {
        seen.set(term, n);
        continue;
      }
      // one document may have the token in several sources
      const known = seen.get(term);
      const set = known instanceof Set ? known : new Set<number>();
      for (let i = 0; i < n; i++) set.add(docs[i] ?? 0);
      seen.set(term, set);
    }
  }
  const counts = Int32Array.from(seen.values(), (value) => (typeof value === 'number' ? value : value.size));
  return { terms: Int32Array.from(seen.keys()), counts, n: counts.length };
}

/** Keeps a zero for values that some visible document has, drops the others. */
function withZeros(generation: Generation, store: ValueField | TokenField, counts: Counts, visible: Uint32Array): Counts {
  const docs = bitsToDocs(visible);
  const all = countsOf(generation, store, { docs, n: docs.length, scores: null });
  const found = new Map(Array.from(counts.terms, (term, i) => [term, counts.counts[i] ?? 0]));
  const places = Array.from(all.terms.keys()).filter((i) => (all.counts[i] ?? 0) > 0);
  return {
    n: places.length,
    terms: Int32Array.from(places, (i) => all.terms[i] ?? 0),
    counts: Int32Array.from(places, (i) => found.get(all.terms[i] ?? 0) ?? 0),
  };
}

/** Solr: with a limit by count and then by term, without one by term alone. */
function chosen(generation: Generation, { terms, counts, n }: Counts, { limit, mincount }: FacetRequest): FacetCount[] {
  const places = new Int32Array(n);
  let size = 0;
  for (let i = 0; i < n; i++) if ((counts[i] ?? 0) >= mincount) places[size++] = i;
  const compare = (a: number, b: number): number => {
    const left = places[a] ?? 0;
    const right = places[b] ?? 0;
    const order = limit > 0 ? (counts[right] ?? 0) - (counts[left] ?? 0) : 0;
    return order !== 0 ? order : generation.strings.compare(terms[left] ?? 0, terms[right] ?? 0);
  };
  const first = selectFirst(size, limit > 0 ? Math.min(limit, size) : size, compare);
  return Array.from(first, (at) => ({ value: generation.strings.get(terms[places[at] ?? 0] ?? 0), count: counts[places[at] ?? 0] ?? 0 }));
}

function gramCounts(values: readonly string[], hits: Hits): Map<string, number> {
  const counts = new Map<string, number>();
  for (let i = 0; i < hits.n; i++)
    for (const piece of new Set(gramsOf(values[hits.docs[i] ?? 0] ?? ''))) counts.set(piece, (counts.get(piece) ?? 0) + 1);
  return counts;
}

function ordered(counts: ReadonlyMap<string, number>, { limit, mincount }: FacetRequest): FacetCount[] {
  const all = Array.from(counts, ([value, count]) => ({ value, count })).filter(({ count }) => count >= mincount);
  all.sort((a, b) => (limit > 0 ? b.count - a.count : 0) || (a.value < b.value ? -1 : 1));
  return limit > 0 ? all.slice(0, limit) : all;
}
