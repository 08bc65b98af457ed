/** Search: what the actor may see, counted and ranked by the index, shown from ready bytes. */
import { allowed } from '#access/decision.ts';
import { Spliced, splicedList } from '#domain/spliced.ts';
import { type DatasetDict, indexDocument, storedFields } from '#search/document.ts';
import type { FacetCount, SearchAnswer } from '#search/index-port.ts';
import type { SearchRequest } from '#search/request.ts';
import { type Call, defineRead } from '../action.ts';
import { requestFor } from '../searching.ts';
import { visibleDocuments } from './visible.ts';

export const packageSearch = defineRead<undefined, SearchRequest, Spliced>({
  name: 'package_search',
  about: 'Searches datasets by words, fields and facets. Everybody finds what he may see.',
  order: 'check-may',
  input: {
    q: { kind: 'text', about: 'Words, or a query such as title:water' },
    fq: { kind: 'text', about: 'A filter such as owner_org:ID' },
    fq_list: { kind: 'list', about: 'More filters, all of which must fit' },
    sort: { kind: 'text', about: 'Order such as metadata_modified desc' },
    rows: { kind: 'whole', about: 'Datasets in the answer, 10 unless told, 1000 at most' },
    start: { kind: 'whole', about: 'Datasets to skip' },
    facet: { kind: 'text', about: 'false: no facets' },
    'facet.field': { kind: 'list', about: 'Fields whose values are counted' },
    'facet.limit': { kind: 'whole', about: 'Most values of a facet; negative: all' },
    'facet.mincount': { kind: 'whole', about: 'Least count of a value that is listed' },
    fl: { kind: 'list', about: 'Only these fields of each dataset' },
    include_drafts: { kind: 'flag', about: 'Drafts too' },
    include_private: { kind: 'flag', about: 'Private datasets too' },
    include_deleted: { kind: 'flag', about: 'Deleted datasets too' },
    use_default_schema: { kind: 'flag', about: 'Show the fields of plain CKAN' },
    qf: { kind: 'text', about: 'Fields that words are looked for in, with weights' },
    defType: { kind: 'text', about: 'dismax, edismax or lucene' },
    mm: { kind: 'text', about: 'How many of the words must fit' },
    tie: { kind: 'text', about: 'Weight of the fields beside the best one' },
    bf: { kind: 'text', about: 'Accepted for compatibility' },
    boost: { kind: 'text', about: 'Accepted for compatibility' },
    df: { kind: 'text', about: 'Accepted for compatibility' },
    wt: { kind: 'text', about: 'Accepted for compatibility' },
    extras: { kind: 'object', about: 'A bag for extensions' },
  },
  may: () => allowed,
  check: (call, input) => requestFor(call, input),
  run: async (call, request) => {
    const answer = await call.search.find(request);
    const items = request.fl === null ? await wholeDatasets(call, answer) : await chosenFields(call, answer, request.fl);
    const { facets, searchFacets } = facetTexts(call, answer);
    const head = `{"count":${answer.total},"facets":${facets},"results":`;
    const foot = `,"sort":${JSON.stringify(request.sortText)},"search_facets":${searchFacets}}`;
    return new Spliced([Buffer.from(head), ...splicedList(items), Buffer.from(foot)]);
  },
});

async function wholeDatasets(call: Call, answer: SearchAnswer): Promise<readonly Buffer[]> {
  return (await visibleDocuments(call, answer.ids)).map((document) => document.bytes);
}

async function chosenFields(call: Call, answer: SearchAnswer, fl: readonly string[]): Promise<readonly Buffer[]> {
  const { settings, url } = call.site;
  const options = {
    siteId: settings['ckan.site_id'],
    siteUrl: url,
    extraResourceFields: settings['ckan.extra_resource_fields'],
    vocabularies: call.db.vocabularies.names(),
  };
  const scores = new Map(answer.ids.map((id, i) => [id, answer.scores?.[i]]));
  const documents = await visibleDocuments(call, answer.ids);
  return documents.map(({ bytes, head, labels }) => {
    const indexed = indexDocument(JSON.parse(bytes.toString('utf8')) as DatasetDict, { rev: head.rev, labels, ...options });
    const score = scores.get(head.id);
    const fields = storedFields(indexed, fl);
    return Buffer.from(JSON.stringify(fl.includes('score') && score !== undefined ? { ...fields, score } : fields));
  });
}

type FacetItem = { name: string; display_name: string; count: number };
type FacetTexts = { readonly version: number; readonly facets: string; readonly searchFacets: string };

/** An answer that the index gives again has its facets in words already, as long as no group has another title. */
const told = new WeakMap<SearchAnswer, FacetTexts>();

function facetTexts(call: Call, answer: SearchAnswer): FacetTexts {
  const version = call.db.directory.version();
  const known = told.get(answer);
  if (known?.version === version) return known;
  const facets: Record<string, Record<string, number>> = {};
  const searchFacets: Record<string, { title: string; items: FacetItem[] }> = {};
  for (const [field, counts] of Object.entries(answer.facets)) {
    facets[field] = Object.fromEntries(counts.map(({ value, count }) => [value, count]));
    searchFacets[field] = { title: field, items: facetItems(call, field, counts) };
  }
  const texts = { version, facets: JSON.stringify(facets), searchFacets: JSON.stringify(searchFacets) };
  told.set(answer, texts);
  return texts;
}

/** CKAN: items stand by display name, descending by code points, whatever their counts. */
function facetItems(call: Call, field: string, counts: readonly FacetCount[]): FacetItem[] {
  const items = counts.map(({ value, count }) => {
    const shown = displayName(call, field, value);
    return { bytes: Buffer.from(shown), item: { name: value, display_name: shown, count } };
  });
  return items.sort((a, b) => Buffer.compare(b.bytes, a.bytes)).map(({ item }) => item);
}

function displayName(call: Call, field: string, value: string): string {
  if (field === 'organization' || field === 'groups') return call.db.directory.find(value)?.title.trim() || value;
  if (field === 'license_id') return call.site.licenses.find(value)?.title ?? value;
  return value;
}
