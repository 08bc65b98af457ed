/**
 * Executes a plan: from each part its hits, from their combination the answer. Only
 * documents of the scope are ever looked at, so nothing hidden can be counted.
 */
import { matchesPattern, type Clause, type Plan } from '../plan.ts';
import { bitsToDocs, docsToBits, hasBit } from './bits.ts';
import { gramHits, gramsChosen, isGramField } from './grams.ts';
import { add, addScores, constantHits, intersect, NO_HITS, subtract, uniteAll, type Hits } from './hits.ts';
import { phraseHits, termHits, type Scope } from './term-hits.ts';
import { chosenHits, fuzzyHits, patternChooser, prefixChooser, rangeChooser } from './term-sets.ts';

/** The hits of a plan, every score multiplied by `boost`. */
export function match(plan: Plan, scope: Scope, boost = 1): Hits {
  switch (plan.kind) {
    case 'none':
      return NO_HITS;
    case 'all': {
      const docs = bitsToDocs(scope.allowed);
      return constantHits(docs, docs.length, scope.scoring ? boost : null);
    }
    case 'term':
      return isGramField(plan.field) ? NO_HITS : termHits(scope, plan.field, plan.terms, boost);
    case 'phrase':
      return phraseHits(scope, plan.field, plan.slots, plan.slop, boost);
    case 'gram':
      return isGramField(plan.field) ? gramHits(scope, plan.field, plan.text, boost) : NO_HITS;
    case 'best':
      return best(
        plan.plans.map((part) => match(part, scope, boost)),
        plan.tie,
      );
    case 'group':
      return group(plan.clauses, plan.minimum, scope, boost);
    case 'boost':
      return match(plan.plan, scope, Math.fround(boost * plan.by));
    case 'constant':
      return constant(match(plan.plan, { ...scope, scoring: false }), scope, Math.fround(boost * plan.score));
    case 'between':
      return between(plan, scope, boost);
    case 'exists':
      return exists(plan.field, scope, boost);
    default:
      return chosen(plan, scope, boost);
  }
}

function constant(hits: Hits, scope: Scope, score: number): Hits {
  return scope.scoring ? constantHits(hits.docs, hits.n, score) : hits;
}

function chosen(plan: Extract<Plan, { kind: 'prefix' | 'pattern' | 'range' | 'fuzzy' }>, scope: Scope, boost: number): Hits {
  if (isGramField(plan.field)) return chosenGrams(plan, scope, boost);
  switch (plan.kind) {
    case 'prefix':
      return chosenHits(scope, plan.field, prefixChooser(scope, plan.text), boost);
    case 'pattern':
      return chosenHits(scope, plan.field, patternChooser(scope, plan.pattern), boost);
    case 'range':
      return chosenHits(scope, plan.field, rangeChooser(scope, plan), boost);
    case 'fuzzy':
      return fuzzyHits(scope, plan.field, plan.text, plan.edits, boost);
  }
}

function chosenGrams(plan: Extract<Plan, { kind: 'prefix' | 'pattern' | 'range' | 'fuzzy' }>, scope: Scope, boost: number): Hits {
  const { field } = plan;
  if (!isGramField(field)) return NO_HITS;
  switch (plan.kind) {
    case 'prefix':
      return gramsChosen(scope, field, (piece) => piece.startsWith(plan.text), boost);
    case 'pattern':
      return gramsChosen(
        scope,
        field,
        (piece) =>
          matchesPattern(
            plan.pattern,
            Array.from(piece, (c) => c.codePointAt(0) ?? 0),
          ),
        boost,
      );
    case 'range':
      return gramsChosen(
        scope,
        field,
        (piece) =>
          (plan.from === null || piece > plan.from || (plan.fromInclusive && piece === plan.from)) &&
          (plan.to === null || piece < plan.to || (plan.toInclusive && piece === plan.to)),
        boost,
      );
    case 'fuzzy':
      return gramHits(scope, field, plan.text, boost);
  }
}

function between(plan: Extract<Plan, { kind: 'between' }>, scope: Scope, boost: number): Hits {
  const store = scope.generation.fields.get(plan.field);
  if (store?.kind !== 'numbers') return NO_HITS;
  const docs: number[] = [];
  store.column.each((doc, value) => {
    if (value >= plan.from && value <= plan.to && hasBit(scope.allowed, doc)) docs.push(doc);
  });
  return constantHits(Int32Array.from(docs), docs.length, scope.scoring ? boost : null);
}

function exists(field: string, scope: Scope, boost: number): Hits {
  const docs: number[] = [];
  const visit = (doc: number): void => {
    if (hasBit(scope.allowed, doc)) docs.push(doc);
  };
  const store = scope.generation.fields.get(field);
  if (isGramField(field))
    scope.generation.grams[field].forEach((value, doc) => {
      if (value.length > 1) visit(doc);
    });
  else if (store?.kind === 'numbers') store.column.each(visit);
  else store?.column.each(scope.generation.count, visit);
  return constantHits(Int32Array.from(docs), docs.length, scope.scoring ? boost : null);
}

/** The best score of each document plus a share of the others. */
function best(parts: readonly Hits[], tie: number): Hits {
  const found = parts.filter((hits) => hits.n > 0);
  if (found.length <= 1) return found[0] ?? NO_HITS;
  // two parts need no sums of more than one other
  if (found.length === 2) return uniteAll(found, (a, b) => Math.fround(a > b ? a + b * tie : b + a * tie));
  const highest = uniteAll(found, Math.max);
  if (highest.scores === null) return highest;
  const sum = uniteAll(found, add);
  for (let i = 0; i < highest.n; i++) {
    const top = highest.scores[i] ?? 0;
    highest.scores[i] = Math.fround(top + ((sum.scores?.[i] ?? 0) - top) * tie);
  }
  return highest;
}

function group(clauses: readonly Clause[], minimum: number, scope: Scope, boost: number): Hits {
  const musts = clauses.filter((clause) => clause.occur === 'must');
  const shoulds = clauses.filter((clause) => clause.occur === 'should');
  let hits: Hits | null = null;
  for (const { plan } of musts) {
    const part: Hits = match(plan, hits === null ? scope : narrowed(scope, hits), boost);
    hits = hits === null ? part : intersect(hits, part);
    if (hits.n === 0) return NO_HITS;
  }
  if (shoulds.length > 0 && (hits === null || scope.scoring || minimum > 0)) hits = optional(hits, shoulds, minimum, scope, boost);
  if (hits === null || hits.n === 0) return NO_HITS;
  const inner = narrowed({ ...scope, scoring: false }, hits);
  for (const { occur, plan } of clauses) if (occur === 'not') hits = subtract(hits, match(plan, inner));
  return rounded(hits);
}

/** Once few documents are left, the rest of the clauses need not look at others. */
function narrowed(scope: Scope, hits: Hits): Scope {
  const { count } = scope.generation;
  return hits.n * 8 < count ? { ...scope, allowed: docsToBits(hits.docs, hits.n, count) } : scope;
}

function optional(required: Hits | null, shoulds: readonly Clause[], minimum: number, scope: Scope, boost: number): Hits {
  const inner = required === null ? scope : narrowed(scope, required);
  const parts = shoulds.map(({ plan }) => match(plan, inner, boost));
  const any = uniteAll(parts, add);
  if (minimum <= 1) {
    if (required === null) return any;
    return minimum === 1 ? intersect(required, any) : addScores(required, any);
  }
  const enough = withAtLeast(parts, minimum, any);
  return required === null ? enough : intersect(required, enough);
}

/** Those of `any` that are in at least so many parts. */
function withAtLeast(parts: readonly Hits[], minimum: number, any: Hits): Hits {
  if (minimum > parts.length) return NO_HITS;
  const counted = parts.map((hits): Hits => ({ docs: hits.docs, n: hits.n, scores: new Float64Array(hits.n).fill(1) }));
  const counts = uniteAll(counted, add);
  const docs = new Int32Array(any.n);
  const scores = any.scores === null ? null : new Float64Array(any.n);
  let n = 0;
  for (let i = 0; i < any.n; i++) {
    if ((counts.scores?.[i] ?? 0) < minimum) continue;
    if (scores !== null) scores[n] = any.scores?.[i] ?? 0;
    docs[n++] = any.docs[i] ?? 0;
  }
  return { docs, scores, n };
}

/** Lucene adds clauses in double and hands the sum on in single precision. */
function rounded(hits: Hits): Hits {
  if (hits.scores === null) return hits;
  const scores = hits.scores.slice(0, hits.n);
  for (let i = 0; i < hits.n; i++) scores[i] = Math.fround(scores[i] ?? 0);
  return { docs: hits.docs, scores, n: hits.n };
}
