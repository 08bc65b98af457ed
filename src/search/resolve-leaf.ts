/**
 * What one written word, phrase, pattern or range means on one field, by the type of the
 * field. Null stands for a clause that analysis leaves nothing of.
 */
import { SearchError } from '#domain/errors.ts';
import { analyze, normalizedPart, wordsOf, type Token } from './analysis/analyzer.ts';
import { lowerCase } from './analysis/lower-case.ts';
import { parseDateMath } from './date-math.ts';
import { fieldOf, type Field } from './fields.ts';
import { parsePattern, type Clause, type Plan, type Slot } from './plan.ts';
import type { Bound, Leaf, Range } from './query/ast.ts';

/** `all`: the parts of a word are all needed, not any of them. */
export type LeafContext = { readonly now: Date; readonly all: boolean };

const refuse = (reason: string): never => {
  throw new SearchError(`Search error: "SOLR returned an error running query: ${reason}"`);
};

export function leafPlan(leaf: Leaf, name: string, context: LeafContext): Plan | null {
  const field = fieldOf(name);
  switch (leaf.kind) {
    case 'term':
      return valuePlan(field, leaf.text, false, 0, context);
    case 'words':
      return group(wordsPlan(leaf.words, name, context, false));
    case 'phrase':
      return valuePlan(field, leaf.text, true, leaf.slop, context);
    case 'range':
      return rangePlan(field, leaf, context);
    case 'regex':
      return refuse('regular expressions are not supported');
    case 'wildcard':
      return leaf.pattern === '*' ? existsPlan(field) : patternPlan(field, leaf.pattern);
    case 'prefix':
      if (isNumeric(field)) refuse(`Can't run prefix queries on numeric fields`);
      return { kind: 'prefix', field: name, text: part(field, leaf.text) };
    case 'fuzzy':
      return isNumeric(field) ? { kind: 'none' } : fuzzyPlan(field, leaf.text, leaf.edits);
  }
}

const isNumeric = (field: Field): boolean => field.type === 'date' || field.type === 'int';

const part = (field: Field, text: string): string => {
  if (field.type === 'text' || field.type === 'text_general') return normalizedPart(field.type, text);
  return field.type === 'ngram' ? lowerCase(text) : text;
};

const group = (clauses: readonly Clause[]): Plan | null => (clauses.length === 0 ? null : { kind: 'group', clauses, minimum: 0 });

/** The clauses of words given to the analyser together. `strict`: on a string field all are needed as well. */
export function wordsPlan(words: readonly string[], name: string, context: LeafContext, strict: boolean): Clause[] {
  const field = fieldOf(name);
  if (field.type !== 'text' && field.type !== 'text_general') {
    // Solr: the Lucene grammar takes words in a row on a string field as alternatives, whatever the operator
    const occur = strict && context.all ? 'must' : 'should';
    return words.flatMap((word) => {
      const plan = valuePlan(field, word, false, 0, context);
      return plan === null ? [] : [{ occur, plan } as const];
    });
  }
  const occur = context.all ? 'must' : 'should';
  return slotsOf(analyze(field.type, 'query', words.join(' '))).map((slot) => ({
    occur,
    plan: { kind: 'term', field: name, terms: slot.terms },
  }));
}

function valuePlan(field: Field, text: string, quoted: boolean, slop: number, context: LeafContext): Plan | null {
  switch (field.type) {
    case 'text':
    case 'text_general':
      return textPlan(field, slotsOf(analyze(field.type, 'query', text)), quoted, slop, context);
    case 'ngram':
      return gramPlan(field, wordsOf(text).map(lowerCase), quoted, context);
    case 'date':
    case 'int': {
      const value = numberOf(field, text, context);
      return { kind: 'between', field: field.name, from: value, to: value };
    }
    case 'unindexed':
      return { kind: 'none' };
    case 'string':
      return { kind: 'term', field: field.name, terms: [text] };
  }
}

/** Terms by position. Solr: a synonym that comes twice also counts twice. */
function slotsOf(tokens: readonly Token[]): Slot[] {
  const slots: { at: number; terms: string[] }[] = [];
  const first = tokens[0]?.position ?? 0;
  for (const { term, position } of tokens) {
    const last = slots.at(-1);
    if (last === undefined || last.at !== position - first) slots.push({ at: position - first, terms: [term] });
    else last.terms.push(term);
  }
  return slots;
}

function textPlan(field: Field, slots: readonly Slot[], quoted: boolean, slop: number, context: LeafContext): Plan | null {
  const [first] = slots;
  if (first === undefined) return null;
  if (slots.length === 1) return { kind: 'term', field: field.name, terms: first.terms };
  if (quoted) return { kind: 'phrase', field: field.name, slots, slop };
  return group(
    slots.map((slot) => ({ occur: context.all ? 'must' : 'should', plan: { kind: 'term', field: field.name, terms: slot.terms } })),
  );
}

function gramPlan(field: Field, words: readonly string[], quoted: boolean, context: LeafContext): Plan | null {
  const [first] = words;
  if (first === undefined) return null;
  const grams = words.map((text): Plan => ({ kind: 'gram', field: field.name, text }));
  if (grams.length === 1) return grams[0] ?? null;
  // each piece has a position of its own, so a phrase of pieces would need them to follow each other: no real value does
  return quoted ? { kind: 'none' } : group(grams.map((plan) => ({ occur: context.all ? 'must' : 'should', plan })));
}

function existsPlan(field: Field): Plan {
  if (field.type === 'unindexed') refuse(`field '${field.name}' exists and indexes neither doc values, norms nor vectors`);
  return { kind: 'exists', field: field.name };
}

function patternPlan(field: Field, text: string): Plan {
  if (isNumeric(field)) return { kind: 'none' };
  return { kind: 'pattern', field: field.name, pattern: parsePattern(part(field, text)) };
}

/** Lucene: at most two edits; a fraction is a share of the length that must stay. */
function fuzzyPlan(field: Field, text: string, edits: number): Plan {
  const term = part(field, text);
  const length = [...term].length;
  const allowed = edits >= 1 ? Math.min(edits, 2) : edits === 0 ? 0 : Math.min(Math.trunc((1 - edits) * length), 2);
  return { kind: 'fuzzy', field: field.name, text: term, edits: allowed };
}

function numberOf(field: Field, text: string, context: LeafContext): number {
  if (field.type === 'date') return parseDateMath(text, context.now) ?? refuse(`Invalid Date String:'${text}'`);
  return /^[+-]?\d{1,10}$/.test(text) ? Number(text) : refuse(`Invalid Number: ${text}`);
}

function rangePlan(field: Field, range: Range, context: LeafContext): Plan | null {
  if (range.from === null && range.to === null) return existsPlan(field);
  if (isNumeric(field)) {
    const end = (bound: Bound, open: number, inward: number): number =>
      bound === null ? open : numberOf(field, bound.text, context) + (bound.inclusive ? 0 : inward);
    return { kind: 'between', field: field.name, from: end(range.from, -Infinity, 1), to: end(range.to, Infinity, -1) };
  }
  const text = (bound: Bound): string | null => (bound === null ? null : part(field, bound.text));
  return {
    kind: 'range',
    field: field.name,
    from: text(range.from),
    to: text(range.to),
    fromInclusive: range.from?.inclusive ?? true,
    toInclusive: range.to?.inclusive ?? true,
  };
}
