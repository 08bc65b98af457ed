/**
 * The search that stands in an address, and how it is put to the catalogue. Values of one
 * facet widen the search, facets narrow it; each facet is counted as if it were not chosen yet.
 */
import { packageSearch } from '#actions/package/package_search.ts';
import { SearchError } from '#domain/errors.ts';
import type { Fields } from '#domain/page.ts';
import type { Visit } from '../page.ts';
import { type QueryPairs, withQuery } from '../text/addresses.ts';
import type { DatasetDict } from './dataset.ts';
import { listOf, textOf } from './fields.ts';
import { byWords } from '../text/order.ts';
import { pageNumber } from './paging.ts';

export type Chosen = ReadonlyMap<string, readonly string[]>;

export type Search = {
  readonly q: string;
  readonly sort: string;
  readonly page: number;
  readonly chosen: Chosen;
  /** How many values of a facet to list; 0 lists all. */
  readonly limits: ReadonlyMap<string, number>;
  /** What else stays in the address, such as how far a list reaches. */
  readonly keep: QueryPairs;
};

export type FacetItem = { readonly name: string; readonly display_name: string; readonly count: number };
export type Facet = { readonly field: string; readonly items: readonly FacetItem[] };

export type Found = {
  readonly count: number;
  readonly results: readonly DatasetDict[];
  readonly facets: readonly Facet[];
  /** What is wrong with the words, if they could not be searched for. */
  readonly complaint?: string;
};

type Answer = { count: number; results: DatasetDict[]; search_facets: Record<string, { items: FacetItem[] }> };

const LISTED = 10;

export function readSearch(query: Fields, facets: readonly string[], keep: QueryPairs = []): Search {
  const chosen = new Map<string, readonly string[]>();
  for (const field of facets) {
    const values = listOf(query, field);
    if (values.length > 0) chosen.set(field, values);
  }
  const limits = new Map(facets.map((field) => [field, limitOf(textOf(query, `_${field}_limit`))]));
  return { q: textOf(query, 'q').trim(), sort: textOf(query, 'sort').trim(), page: pageNumber(query), chosen, limits, keep };
}

const limitOf = (text: string): number => (/^\d{1,4}$/.test(text) ? Number(text) : LISTED);

/** The address of a search, of this one with something changed, or of its next page. */
export function searchAddress(base: string, search: Search, change: Partial<Search> = {}): string {
  const { page, ...rest } = { ...search, page: 1, ...change };
  return withQuery(base, [...pairsOf(rest), ['page', page > 1 ? String(page) : '']]);
}

/** The fields of a search without its page, as an address or a form carries them. */
export const pairsOf = ({ q, sort, chosen, limits, keep }: Omit<Search, 'page'>): QueryPairs => [
  ['q', q],
  ...[...chosen].flatMap(([field, values]) => values.map((value) => [field, value] as const)),
  ...[...limits].filter(([, limit]) => limit !== LISTED).map(([field, limit]) => [`_${field}_limit`, String(limit)] as const),
  ['sort', sort],
  ...keep,
];

export function without(chosen: Chosen, field: string, value: string): Chosen {
  const rest = new Map(chosen);
  const values = (chosen.get(field) ?? []).filter((one) => one !== value);
  if (values.length > 0) rest.set(field, values);
  else rest.delete(field);
  return rest;
}

const quoted = (value: string): string => `"${value.replace(/["\\]/g, '\\$&')}"`;

/** A filter that any of the values passes. */
export const anyOf = (field: string, values: readonly string[]): string => `${field}:(${values.map(quoted).join(' OR ')})`;

export type Within = { readonly filters?: readonly string[]; readonly facets: readonly string[]; readonly rows: number };

/** Runs the search within some bounds, such as those of one organization. */
export async function runSearch(visit: Visit, search: Search, { filters = [], facets, rows }: Within): Promise<Found> {
  const chosenFilters = [...search.chosen].map(([field, values]) => ({ field, filter: anyOf(field, values) }));
  const limit = visit.catalogue.site.settings['search.facets.limit'];
  const put = (input: Record<string, unknown>, except?: string): Promise<Answer> =>
    visit.ask<Answer>(packageSearch, {
      q: search.q === '' ? '*:*' : search.q,
      fq_list: [...filters, ...chosenFilters.filter(({ field }) => field !== except).map(({ filter }) => filter)],
      'facet.limit': limit,
      include_private: true,
      ...input,
    });
  try {
    const [answer, ...counts] = await Promise.all([
      put({
        rows,
        start: (search.page - 1) * rows,
        'facet.field': facets,
        ...(search.sort === '' ? defaultSort(search) : { sort: search.sort }),
      }),
      ...chosenFilters.map(({ field }) => put({ rows: 0, 'facet.field': [field] }, field)),
    ]);
    const own = new Map(chosenFilters.map(({ field }, index) => [field, counts[index]]));
    return {
      count: answer.count,
      results: answer.results,
      facets: facets.map((field) => facetOf(field, own.get(field) ?? answer, search)),
    };
  } catch (error) {
    if (!(error instanceof SearchError)) throw error;
    return { count: 0, results: [], facets: [], complaint: withoutEngine(error.message) };
  }
}

/** CKAN's wording for programs names the engine first; people are told what is wrong. */
const withoutEngine = (message: string): string => message.replace(/^.*running query: /s, '').replace(/"$/, '');

/** Without words there is nothing to be relevant to: the newest come first. */
const defaultSort = (search: Search): Record<string, string> => (search.q === '' ? { sort: 'metadata_modified desc' } : {});

/** The values by count; those chosen come first and stay, even where nothing fits them any more. */
function facetOf(field: string, answer: Answer, search: Search): Facet {
  const items = answer.search_facets[field]?.items ?? [];
  const chosen = search.chosen.get(field) ?? [];
  const missing = chosen
    .filter((value) => !items.some(({ name }) => name === value))
    .map((value) => ({ name: value, display_name: value, count: 0 }));
  const rank = ({ name }: FacetItem): number => (chosen.includes(name) ? 0 : 1);
  const sorted = [...items, ...missing].sort((a, b) => rank(a) - rank(b) || b.count - a.count || byWords(a.display_name, b.display_name));
  return { field, items: sorted };
}
