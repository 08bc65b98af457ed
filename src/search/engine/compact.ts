/**
 * Rewrites a generation without its dead documents: term by term, in steps, so that
 * searches go on between two of them. Documents keep their order and get new numbers.
 */
import { hasBit } from './bits.ts';
import type { FieldStore, NumberField, TokenField, ValueField } from './field-store.ts';
import { Generation } from './generation.ts';
import { Ints } from './ints.ts';

/** Work between two chances to do something else, in postings. */
const STEP = 20_000;

/** Yields now and then; returns the new generation of what was live at the beginning. */
export function* compact(old: Generation): Generator<void, Generation> {
  const fresh = new Generation();
  const live = old.live.slice();
  const count = old.count;
  const renumbered = new Int32Array(count).fill(-1);
  for (let doc = 0; doc < count; doc++) {
    if (!hasBit(live, doc)) continue;
    const number = fresh.startDocument(old.ids[doc] ?? '', old.revs[doc] ?? 0);
    renumbered[doc] = number;
    fresh.grams.name_ngram[number] = old.grams.name_ngram[doc] ?? '';
    fresh.grams.title_ngram[number] = old.grams.title_ngram[doc] ?? '';
    if (doc % STEP === STEP - 1) yield;
  }
  // the list of fields may grow meanwhile, but only by fields that no document of ours has
  const stores = [...old.fields].filter(([name]) => name !== 'text');
  for (const [name, store] of stores) yield* copyField({ old, fresh, live, count, renumbered }, name, store);
  const text = old.fields.get('text');
  if (text !== undefined) yield* copyField({ old, fresh, live, count, renumbered }, 'text', text);
  return fresh;
}

type Move = {
  readonly old: Generation;
  readonly fresh: Generation;
  readonly live: Uint32Array;
  readonly count: number;
  readonly renumbered: Int32Array;
};

function* copyField(move: Move, name: string, store: FieldStore): Generator<void> {
  if (store.kind === 'numbers') yield* copyNumbers(move, name, store);
  else if (store.kind === 'values') yield* copyValues(move, name, store);
  else yield* copyTokens(move, name, store);
}

function* copyNumbers(move: Move, name: string, store: NumberField): Generator<void> {
  const dense = store.column.dense(move.count);
  for (let doc = 0; doc < move.count; doc++) {
    const number = move.renumbered[doc] ?? -1;
    const value = dense[doc] ?? Number.NaN;
    if (number >= 0 && !Number.isNaN(value)) move.fresh.numberField(name).column.set(number, value);
  }
  yield;
}

function* copyValues(move: Move, name: string, store: ValueField): Generator<void> {
  const codes = store.column.dense(move.count).slice(0, move.count);
  const lists = store.column.listData;
  const values = new Ints(8);
  const texts = new Int32Array(store.terms.size).fill(-1);
  const textOf = (ordinal: number): number => {
    if (texts[ordinal] === -1) texts[ordinal] = move.fresh.strings.intern(move.old.strings.get(store.terms.termOf(ordinal)));
    return texts[ordinal] ?? 0;
  };
  for (let doc = 0; doc < move.count; doc++) {
    const number = move.renumbered[doc] ?? -1;
    const code = codes[doc] ?? 0;
    if (number < 0 || code === 0) continue;
    values.clear();
    if (code > 0) values.push(textOf(code - 1));
    else for (let k = 1, at = -1 - code; k <= (lists[at] ?? 0); k++) values.push(textOf(lists[at + k] ?? 0));
    move.fresh.valueField(name).add(number, values);
    if (doc % STEP === STEP - 1) yield;
  }
  yield;
}

function* copyTokens(move: Move, name: string, store: TokenField): Generator<void> {
  const target = move.fresh.tokenField(name);
  const terms = store.terms.size;
  let work = 0;
  for (let ordinal = 0; ordinal < terms; ordinal++) {
    work += copyPostings(move, store, target, ordinal) + 1;
    if (work > STEP) {
      work = 0;
      yield;
    }
  }
  // the catch-all has no tokens of its own, and comes after its sources
  if (target.sources[0] !== target) target.tokens = target.sources.reduce((sum, source) => sum + source.tokens, 0);
  const lengths = store.column.dense(move.count).slice(0, move.count);
  for (let doc = 0; doc < move.count; doc++) {
    const number = move.renumbered[doc] ?? -1;
    const code = lengths[doc] ?? 0;
    if (number >= 0 && code > 0) target.column.setOne(number, code - 1);
  }
  yield;
}

/** Gives how many postings were moved. */
function copyPostings(move: Move, store: TokenField, target: TokenField, ordinal: number): number {
  const cursor = store.terms.cursor(ordinal);
  let term = -1;
  let moved = 0;
  while (cursor.next() && cursor.doc < move.count) {
    const number = move.renumbered[cursor.doc] ?? -1;
    if (number < 0) continue;
    if (term < 0) term = move.fresh.strings.intern(move.old.strings.get(store.terms.termOf(ordinal)));
    positions.clear();
    cursor.readPositions(positions, 0);
    target.terms.addOne(term, positions, number);
    target.tokens += positions.length;
    moved++;
  }
  return moved;
}

const positions = new Ints(64);
