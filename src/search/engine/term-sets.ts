/**
 * Terms chosen by a rule (a beginning, a pattern, a range, a likeness) and the documents
 * that have any of them. Such clauses do not score by how rare a term is.
 */
import { matchesPattern, type Pattern, type Plan } from '../plan.ts';
import type { FieldStore, TokenField, ValueField } from './field-store.ts';
import { bitsFor, bitsToDocs, setBit } from './bits.ts';
import { editDistance } from './edit-distance.ts';
import { add, constantHits, NO_HITS, uniteAll, type Hits } from './hits.ts';
import { idf } from './score.ts';
import { everything, scored, termHits, type Scope } from './term-hits.ts';

const encoder = new TextEncoder();

type Chooser = (term: number) => boolean;

/** Where the terms of a field are: in one place, or in several for the catch-all. */
const sourcesOf = (store: FieldStore | undefined): readonly (ValueField | TokenField)[] =>
  store?.kind === 'values' ? [store] : store?.kind === 'tokens' ? store.sources : [];

/** Allowed documents that have a chosen term, each with the score of the clause. */
export function chosenHits(scope: Scope, field: string, choose: Chooser, score: number): Hits {
  const bits = bitsFor(scope.generation.count);
  let docs = new Int32Array(64);
  for (const source of sourcesOf(scope.generation.fields.get(field))) {
    for (let ordinal = 0; ordinal < source.terms.size; ordinal++) {
      if (!choose(source.terms.termOf(ordinal))) continue;
      const count = source.terms.countOf(ordinal);
      if (count > docs.length) docs = new Int32Array(count * 2);
      const n = source.terms.read(ordinal, scope.allowed, docs, null);
      for (let i = 0; i < n; i++) setBit(bits, docs[i] ?? 0);
    }
  }
  const found = bitsToDocs(bits);
  return constantHits(found, found.length, scope.scoring ? score : null);
}

export const prefixChooser = (scope: Scope, text: string): Chooser => scope.generation.strings.prefixTest(encoder.encode(text));

export function patternChooser(scope: Scope, pattern: Pattern): Chooser {
  const points: number[] = [];
  const { strings } = scope.generation;
  // most terms are told apart by what the pattern begins or ends with
  const begins = strings.prefixTest(encoder.encode(literals(pattern)));
  const ends = strings.suffixTest(encoder.encode([...literals([...pattern].reverse())].reverse().join('')));
  return (term) => {
    if (!begins(term) || !ends(term)) return false;
    points.length = strings.points(term, points);
    return matchesPattern(pattern, points);
  };
}

/** The characters before the first star or question mark. */
function literals(pattern: Pattern): string {
  let text = '';
  for (const point of pattern) {
    if (typeof point !== 'number') break;
    text += String.fromCodePoint(point);
  }
  return text;
}

export function rangeChooser(scope: Scope, range: Extract<Plan, { kind: 'range' }>): Chooser {
  const { strings } = scope.generation;
  const from = range.from === null ? null : encoder.encode(range.from);
  const to = range.to === null ? null : encoder.encode(range.to);
  return (term) => {
    if (from !== null) {
      const order = strings.compareTo(term, from);
      if (order < 0 || (order === 0 && !range.fromInclusive)) return false;
    }
    if (to === null) return true;
    const order = strings.compareTo(term, to);
    return order < 0 || (order === 0 && range.toInclusive);
  };
}

/** Lucene looks at no more than so many similar terms, the most similar first. */
const MOST_SIMILAR = 50;

type Similar = { readonly term: number; readonly likeness: number };

function similarTerms(scope: Scope, field: string, text: string, edits: number): Similar[] {
  const { strings } = scope.generation;
  const wanted = Array.from(text, (point) => point.codePointAt(0) ?? 0);
  const points: number[] = [];
  const found = new Map<number, number>();
  for (const source of sourcesOf(scope.generation.fields.get(field))) {
    for (let ordinal = 0; ordinal < source.terms.size; ordinal++) {
      const term = source.terms.termOf(ordinal);
      // a code point takes one to four bytes
      const bytes = strings.byteLength(term);
      if (bytes < wanted.length - edits || bytes > (wanted.length + edits) * 4) continue;
      const length = strings.points(term, points);
      const distance = editDistance(wanted, wanted.length, points, length, edits);
      if (distance <= edits) found.set(term, distance === 0 ? 1 : 1 - distance / Math.min(length, wanted.length));
    }
  }
  return Array.from(found, ([term, likeness]) => ({ term, likeness }))
    .filter(({ likeness }) => likeness > 0)
    .sort((a, b) => b.likeness - a.likeness || strings.compare(a.term, b.term))
    .slice(0, MOST_SIMILAR);
}

/** Documents with a term like the given one; the likeness weighs, and all terms count as equally rare. */
export function fuzzyHits(scope: Scope, field: string, text: string, edits: number, boost: number): Hits {
  const store = scope.generation.fields.get(field);
  const similar = similarTerms(scope, field, text, edits);
  const { strings } = scope.generation;
  if (similar.length === 0 || store === undefined) return NO_HITS;
  const whole = { ...scope, allowed: everything(scope.generation), scoring: false };
  const most = scope.scoring ? Math.max(...similar.map(({ term }) => termHits(whole, field, [strings.get(term)], 1).n)) : 0;
  return uniteAll(
    similar.map(({ term, likeness }) => {
      const weight = Math.fround(boost * Math.fround(likeness));
      if (!scope.scoring || store.kind !== 'tokens') return termHits(scope, field, [strings.get(term)], weight, most);
      const frequencies = uniteAll(
        store.sources.map((source) => rawFrequencies(scope, source, term)),
        add,
      );
      return scored(scope, store, frequencies, weight * idf(store.column.filled, most));
    }),
    add,
  );
}

function rawFrequencies(scope: Scope, source: TokenField, term: number): Hits {
  const ordinal = source.terms.find(term);
  if (ordinal < 0) return NO_HITS;
  const docs = new Int32Array(source.terms.countOf(ordinal));
  const counts = new Int32Array(docs.length);
  const n = source.terms.read(ordinal, scope.allowed, docs, counts);
  return { docs, scores: new Float64Array(counts), n };
}
