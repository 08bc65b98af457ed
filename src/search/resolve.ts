/**
 * Where a query tree meets fields and analysers: operators become must, should and not,
 * words become terms, and what a field cannot do becomes a `SearchError`.
 */
import { SearchError } from '#domain/errors.ts';
import { minimumShouldMatch } from './minimum.ts';
import type { Clause, Occur, Plan } from './plan.ts';
import type { Group, Item, Leaf, Query } from './query/ast.ts';
import { leafPlan, wordsPlan, type LeafContext } from './resolve-leaf.ts';

/** A field that plain words are looked up in, and its weight. */
export type WeightedField = { readonly field: string; readonly boost: number };

/** How the words of a query are spread: over one field, or over the best of several. */
export type Spread =
  | { readonly kind: 'lucene' }
  | { readonly kind: 'dismax' | 'edismax'; readonly fields: readonly WeightedField[]; readonly tie: number; readonly minimum: string };

const DEFAULT_FIELD = 'text';

/** The plan of a whole query; throws `SearchError`. */
export function resolve(query: Query, spread: Spread, now: Date): Plan {
  const resolver = new Resolver(spread, now);
  const plan = query.kind === 'group' ? resolver.top(query) : resolver.query(query, null);
  return plan ?? { kind: 'none' };
}

class Resolver {
  private readonly spread: Spread;
  private readonly leaf: LeafContext;
  /** What a clause without operators is. */
  private readonly usual: Occur;

  constructor(spread: Spread, now: Date) {
    this.spread = spread;
    this.usual = spread.kind === 'dismax' ? 'should' : 'must';
    this.leaf = { now, all: this.usual === 'must' };
  }

  top(group: Group): Plan | null {
    const clauses = this.clauses(group, null);
    const single = this.unwrapped(group, clauses);
    if (single !== undefined) return single;
    const minimum = this.spread.kind === 'lucene' ? 0 : this.minimum(clauses);
    // DisMax: the query as a whole is a clause of another, where only exclusions find nothing
    return boolean(this.spread.kind === 'dismax' ? clauses : withEverything(clauses), minimum);
  }

  private minimum(clauses: readonly Clause[]): number {
    if (this.spread.kind === 'lucene') return 0;
    const needed = minimumShouldMatch(this.spread.minimum, clauses.filter((clause) => clause.occur === 'should').length);
    if (needed === null) throw new SearchError(`Search error: "Invalid 'mm' spec: ${this.spread.minimum}"`);
    return needed;
  }

  query(query: Query, field: string | null): Plan | null {
    if (query.kind === 'boost') return wrapped(this.query(query.query, field), (plan) => ({ kind: 'boost', plan, by: query.by }));
    if (query.kind === 'constant')
      return wrapped(this.query(query.query, field), (plan) => ({ kind: 'constant', plan, score: query.score }));
    if (query.kind === 'group') return this.group(query, query.field ?? field);
    return this.anyField(query, query.field ?? field);
  }

  private group(group: Group, field: string | null): Plan | null {
    const clauses = this.clauses(group, field);
    const plan = this.unwrapped(group, clauses) ?? boolean(this.spread.kind === 'edismax' ? withEverything(clauses) : clauses, 0);
    return group.filter && plan !== null ? { kind: 'constant', plan, score: 0 } : plan;
  }

  /** A lone item without operators stands for itself. */
  private unwrapped(group: Group, clauses: readonly Clause[]): Plan | undefined {
    const [item] = group.items;
    return group.items.length === 1 && clauses.length === 1 && item?.sign === null ? clauses[0]?.plan : undefined;
  }

  /** Lucene: operators are read left to right and may change the clause before them. */
  private clauses(group: Group, field: string | null): Clause[] {
    const clauses: Clause[] = [];
    for (const item of group.items) {
      if (item.query.kind === 'words') {
        clauses.push(...this.run(item.query.words, field));
        continue;
      }
      const plan = this.query(item.query, field);
      const last = clauses.at(-1);
      if (last !== undefined && last.occur !== 'not') {
        if (item.join === 'and') clauses[clauses.length - 1] = { ...last, occur: 'must' };
        if (item.join === 'or' && this.usual === 'must') clauses[clauses.length - 1] = { ...last, occur: 'should' };
      }
      if (plan !== null) clauses.push({ occur: this.occur(item), plan });
    }
    return clauses;
  }

  private occur(item: Item): Occur {
    if (item.sign === '-') return 'not';
    if (this.usual === 'must') return item.join === 'or' ? 'should' : 'must';
    return item.sign === '+' || item.join === 'and' ? 'must' : 'should';
  }

  private anyField(leaf: Leaf, field: string | null): Plan | null {
    if (leaf.kind === 'wildcard' && leaf.pattern === '*' && (field === null || field === '*')) return { kind: 'all' };
    if (field !== null || this.spread.kind === 'lucene') return this.onField(leaf, field ?? DEFAULT_FIELD);
    const plans = this.spread.fields.flatMap(({ field: name, boost }) => {
      const plan = this.onField(leaf, name);
      return plan === null ? [] : [boosted(plan, boost)];
    });
    return plans.length === 0 ? null : { kind: 'best', plans, tie: this.spread.tie };
  }

  /** eDisMax: what a field cannot do is left out, except a question for any value at all. */
  private onField(leaf: Leaf, field: string): Plan | null {
    if (this.spread.kind !== 'edismax' || (leaf.kind === 'wildcard' && leaf.pattern === '*')) return leafPlan(leaf, field, this.leaf);
    try {
      return leafPlan(leaf, field, this.leaf);
    } catch (error) {
      if (error instanceof SearchError) return null;
      throw error;
    }
  }

  /** Bare words in a row: together to the analyser of each field. */
  private run(words: readonly string[], field: string | null): Clause[] {
    if (field !== null || this.spread.kind === 'lucene') return wordsPlan(words, field ?? DEFAULT_FIELD, this.leaf, false);
    const perField = this.spread.fields
      .map(({ field: name, boost }) => ({ boost, clauses: wordsPlan(words, name, this.leaf, true) }))
      .filter(({ clauses }) => clauses.length > 0);
    const shapes = new Set(
      perField.map(({ clauses }) => clauses.map(({ plan }) => (plan.kind === 'term' && plan.terms.length > 1 ? 'same' : plan.kind)).join()),
    );
    const tie = this.spread.tie;
    // eDisMax: fields that analyse the words alike compete word by word, others as a whole
    if (shapes.size === 1) {
      const count = perField[0]?.clauses.length ?? 0;
      return Array.from({ length: count }, (_, i) => ({
        occur: this.usual,
        plan: {
          kind: 'best',
          tie,
          plans: perField.flatMap(({ boost, clauses }) => clauses.slice(i, i + 1).map(({ plan }) => boosted(plan, boost))),
        },
      }));
    }
    const plans = perField.map(({ boost, clauses }) =>
      boosted(clauses.length === 1 && clauses[0] ? clauses[0].plan : { kind: 'group', clauses, minimum: 0 }, boost),
    );
    return plans.length === 0 ? [] : [{ occur: this.usual, plan: { kind: 'best', plans, tie } }];
  }
}

const boosted = (plan: Plan, by: number): Plan => (by === 1 ? plan : { kind: 'boost', plan, by });
const wrapped = (plan: Plan | null, wrap: (plan: Plan) => Plan): Plan | null => (plan === null ? null : wrap(plan));

function boolean(clauses: readonly Clause[], minimum: number): Plan | null {
  return clauses.length === 0 ? null : { kind: 'group', clauses, minimum };
}

/** Exclusions alone exclude from everything. */
function withEverything(clauses: readonly Clause[]): readonly Clause[] {
  const onlyNot = clauses.length > 0 && clauses.every((clause) => clause.occur === 'not');
  return onlyNot ? [...clauses, { occur: 'must', plan: { kind: 'all' } }] : clauses;
}
