/**
 * One search: what the audience may see, cut down by the filters, matched, counted and
 * put in order. The audience comes first, so that nothing else can reach past it.
 */
import type { Audience } from '#domain/audience.ts';
import type { SearchAnswer } from '../index-port.ts';
import { print } from '../query/print.ts';
import type { Query } from '../query/ast.ts';
import { resolve } from '../resolve.ts';
import type { SearchRequest } from '../request.ts';
import { andBits, docsToBits } from './bits.ts';
import { Cache } from './cache.ts';
import { facetCounts } from './facets.ts';
import { LABELS, type Generation } from './generation.ts';
import { match } from './match.ts';
import { needsScores, page } from './order.ts';
import { termHits } from './term-hits.ts';

const LUCENE = { kind: 'lucene' } as const;

export class Searcher {
  private readonly answers = new Cache<SearchAnswer>(500);
  private readonly sets = new Cache<Uint32Array>(200);

  search(generation: Generation, version: number, request: SearchRequest): SearchAnswer {
    const key = keyOf(request);
    const known = this.answers.get(key, version);
    if (known !== undefined) return known;
    if (/urls["\\:]/.test(key)) generation.indexUrls();
    const answer = this.answer(generation, version, request);
    this.answers.set(key, version, answer);
    return answer;
  }

  private answer(generation: Generation, version: number, request: SearchRequest): SearchAnswer {
    const plan = resolve(request.query, request.spread, request.now);
    const visible = this.visible(generation, version, request.audience);
    const allowed = visible.slice();
    for (const filter of request.filters) andBits(allowed, this.filtered(generation, version, filter, request.now));
    const scoring = needsScores(request.sort) || asksForScore(request.fl);
    const hits = match(plan, { generation, allowed, scoring });
    const facets = request.facets === null ? {} : facetCounts(generation, hits, visible, request.facets);
    const { docs, places } = page(generation, hits, request.sort, request.start, request.rows);
    const ids = Array.from(docs, (doc) => generation.ids[doc] ?? '');
    return {
      total: hits.n,
      ids,
      facets,
      version,
      ...(scoring && hits.scores !== null ? { scores: Array.from(places, (at) => hits.scores?.[at] ?? 0) } : {}),
    };
  }

  /** Everything of the index that an audience may know of. */
  private visible(generation: Generation, version: number, audience: Audience): Uint32Array {
    const live = generation.live.slice(0, (generation.count + 31) >>> 5);
    if (audience.kind === 'all') return live;
    return this.remembered(`labels ${JSON.stringify([...audience.labels].sort())}`, version, () => {
      const hits = termHits({ generation, allowed: live, scoring: false }, LABELS, [...new Set(audience.labels)], 1);
      return docsToBits(hits.docs, hits.n, generation.count);
    });
  }

  private filtered(generation: Generation, version: number, filter: Query, now: Date): Uint32Array {
    return this.remembered(`filter ${print(filter)} ${moment(filter, now)}`, version, () => {
      const hits = match(resolve(filter, LUCENE, now), { generation, allowed: generation.live, scoring: false });
      return docsToBits(hits.docs, hits.n, generation.count);
    });
  }

  private remembered(key: string, version: number, make: () => Uint32Array): Uint32Array {
    const known = this.sets.get(key, version);
    if (known !== undefined) return known;
    const made = make();
    this.sets.set(key, version, made);
    return made;
  }
}

const asksForScore = (fl: readonly string[] | null): boolean =>
  fl?.some((item) => item.split(/[,\s]+/).some((name) => name === 'score' || name === '*')) ?? false;

/** NOW makes two equal texts different questions. */
const moment = (query: Query, now: Date): string => (print(query).includes('NOW') ? String(now.getTime()) : '');

/** Two requests with one key have one answer; `scores` depend on `fl`. */
function keyOf(request: SearchRequest): string {
  const { spread, sort, start, rows, facets, audience, filters } = request;
  const labels = audience.kind === 'all' ? null : [...audience.labels].sort();
  const texts = [request.query, ...filters].map((query) => print(query) + moment(query, request.now));
  return JSON.stringify([texts, spread, sort, start, rows, facets, labels, asksForScore(request.fl)]);
}
