/**
 * A query after fields and analysers have had their say: what an index can execute
 * without knowing any grammar. Terms are in the form in which they are indexed.
 */

/** Terms that may stand at one place of a phrase; `at` counts from the first. */
export type Slot = { readonly at: number; readonly terms: readonly string[] };

export type Occur = 'must' | 'should' | 'not';
export type Clause = { readonly occur: Occur; readonly plan: Plan };

export type Plan =
  | { readonly kind: 'none' }
  | { readonly kind: 'all' }
  /** Any of the terms, scored as if they were one. */
  | { readonly kind: 'term'; readonly field: string; readonly terms: readonly string[] }
  | { readonly kind: 'phrase'; readonly field: string; readonly slots: readonly Slot[]; readonly slop: number }
  /** A piece of 2 to 10 characters of the whole value, in lower case. */
  | { readonly kind: 'gram'; readonly field: string; readonly text: string }
  | { readonly kind: 'prefix'; readonly field: string; readonly text: string }
  | { readonly kind: 'pattern'; readonly field: string; readonly pattern: Pattern }
  | { readonly kind: 'fuzzy'; readonly field: string; readonly text: string; readonly edits: number }
  /** By code points; null is an open end. */
  | {
      readonly kind: 'range';
      readonly field: string;
      readonly from: string | null;
      readonly to: string | null;
      readonly fromInclusive: boolean;
      readonly toInclusive: boolean;
    }
  /** Numbers and dates from one to the other, both included. */
  | { readonly kind: 'between'; readonly field: string; readonly from: number; readonly to: number }
  | { readonly kind: 'exists'; readonly field: string }
  /** The best score plus `tie` times the others. */
  | { readonly kind: 'best'; readonly plans: readonly Plan[]; readonly tie: number }
  | { readonly kind: 'group'; readonly clauses: readonly Clause[]; readonly minimum: number }
  | { readonly kind: 'boost'; readonly plan: Plan; readonly by: number }
  | { readonly kind: 'constant'; readonly plan: Plan; readonly score: number };

/** A wildcard pattern taken apart: literal code points, `any` for a star, `one` for a question mark. */
export type Pattern = readonly (number | 'any' | 'one')[];

/** Reads an escaped pattern. */
export function parsePattern(text: string): Pattern {
  const pattern: (number | 'any' | 'one')[] = [];
  let escaped = false;
  for (const point of text) {
    if (!escaped && point === '\\') {
      escaped = true;
      continue;
    }
    if (!escaped && point === '*') {
      if (pattern.at(-1) !== 'any') pattern.push('any');
    } else if (!escaped && point === '?') pattern.push('one');
    else pattern.push(point.codePointAt(0) ?? 0);
    escaped = false;
  }
  return pattern;
}

/** Whether code points match a pattern: at most length times length steps, no going back further than the last star. */
export function matchesPattern(pattern: Pattern, text: readonly number[]): boolean {
  let p = 0;
  let star = -1;
  let resume = 0;
  for (let t = 0; t < text.length; ) {
    const want = pattern[p];
    if (want === 'any') {
      star = p++;
      resume = t;
    } else if (want === 'one' || want === text[t]) {
      p++;
      t++;
    } else if (star >= 0) {
      p = star + 1;
      t = ++resume;
    } else return false;
  }
  while (pattern[p] === 'any') p++;
  return p === pattern.length;
}
