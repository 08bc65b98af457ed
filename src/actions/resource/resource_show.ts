/** One resource. */
import { mayReadResource } from '#access/dataset.ts';
import { defineRead, type Input } from '../action.ts';
import { presentResource } from '../package/present.ts';
import { type ResourceTarget, getResource } from './target.ts';

export const resourceShow = defineRead<ResourceTarget, Input, Record<string, unknown>>({
  name: 'resource_show',
  about: 'Shows one resource of a dataset.',
  input: { id: { kind: 'text', about: 'Id of the resource', required: true } },
  find: (call, input) => getResource(call, input.id, ''),
  may: ({ actor, site }, { resource, dataset }) =>
    mayReadResource(actor, site.visibility.audienceOf(actor), { id: resource.id, labels: site.visibility.labelsOf(dataset, dataset.doc) }),
  run: (call, _input, { resource }) => presentResource(resource, call.site.url),
});
