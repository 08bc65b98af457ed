/** Resources of public datasets by parts of their fields. */
import { allowed } from '#access/decision.ts';
import type { FoundResource } from '#store/resource-search.ts';
import { defineRead } from '../action.ts';
import { presentResource } from '../package/present.ts';
import { publicScope } from '../package/public-scope.ts';
import { type AskedResources, readResourceQuery } from './resource-query.ts';

type Found = { readonly count: number; readonly results: readonly Readonly<Record<string, unknown>>[] };

export const resourceSearch = defineRead<undefined, AskedResources, Found>({
  name: 'resource_search',
  about: 'Finds resources of public datasets by parts of their fields, such as name:water or format:csv.',
  order: 'check-may',
  input: {
    query: { kind: 'text', about: 'A field and the text to be found in it, such as name:water; of several all must fit' },
    order_by: { kind: 'text', about: 'Field by which the page is chosen, upwards' },
    offset: { kind: 'whole', about: 'Resources to skip' },
    limit: { kind: 'whole', about: 'Most resources in the answer, 10,000 at most' },
  },
  may: () => allowed,
  check: ({ site }, input) => readResourceQuery(input, site),
  run: async (call, asked) => {
    const { count, resources } = await call.db.searchResources({ ...asked, scope: await publicScope(call) });
    return { count, results: inPlaces(resources).map((resource) => shown(resource, call.site.url)) };
  },
});

/** CKAN: whatever the order, resources of one dataset stand in theirs. */
function inPlaces(resources: readonly FoundResource[]): readonly FoundResource[] {
  return [...Map.groupBy(resources, ({ datasetId }) => datasetId).values()].flatMap((own) => own.sort((a, b) => a.position - b.position));
}

/** CKAN: whether there is a table is told only where it is stored. */
function shown(resource: FoundResource, siteUrl: string): Readonly<Record<string, unknown>> {
  const { datastore_active: _made, ...rest } = presentResource(resource, siteUrl);
  return 'datastore_active' in resource.doc ? { ...rest, datastore_active: resource.doc.datastore_active } : rest;
}
