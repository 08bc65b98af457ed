/** How actions ask the index: with the site's settings, for an audience, as the caller unless told. */
import type { Audience } from '#domain/audience.ts';
import type { FacetCount, SearchAnswer } from '#search/index-port.ts';
import { type SearchRequest, type SearchSettings, searchRequest } from '#search/request.ts';
import type { Call, SiteFacts } from './action.ts';

export const searchSettings = ({ settings }: SiteFacts): SearchSettings => ({
  facetLimit: settings['search.facets.limit'],
  rowsMax: settings['ckan.search.rows_max'],
  defaultSort: settings['ckan.search.default_package_sort'],
  defaultParser: settings['kokanee.search.default_parser'] === 'edismax' ? 'edismax' : 'dismax',
  siteId: settings['ckan.site_id'],
  allowedQueryParsers: settings['ckan.search.solr_allowed_query_parsers'],
  now: new Date(),
});

/** Whoever is nobody in particular: what he sees is the same for all, so one answer can be kept for them. */
export const PUBLIC: Audience = { kind: 'labels', labels: ['public'] };

type Params = Readonly<Record<string, unknown>>;

export const callersAudience = ({ site, actor }: Call): Audience => site.visibility.audienceOf(actor);

/** A search in the words of package_search, ready to be asked. */
export const requestFor = (call: Call, params: Params, audience = callersAudience(call)): SearchRequest =>
  searchRequest(params, audience, searchSettings(call.site));

export const searchDatasets = (call: Call, params: Params, audience?: Audience): Promise<SearchAnswer> =>
  call.search.find(requestFor(call, params, audience));

/** Every value of these fields with the number of datasets that have it; public ones unless told. */
export async function valuesOf(
  call: Call,
  fields: readonly string[],
  audience: Audience = PUBLIC,
  params: Params = {},
): Promise<(field: string) => readonly FacetCount[]> {
  if (fields.length === 0) return () => [];
  const all = { rows: 0, 'facet.field': fields, 'facet.limit': -1, 'facet.mincount': 1 };
  const { facets } = await searchDatasets(call, { ...all, ...params }, audience);
  return (field) => facets[field] ?? [];
}
