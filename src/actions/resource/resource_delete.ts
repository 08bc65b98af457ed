/** Takes a resource out of its dataset; those after it move up. */
import { mayDeleteResource } from '#access/dataset.ts';
import { removeResource } from '#store/resource.ts';
import { type Input, defineWrite } from '../action.ts';
import { datasetChanged } from '../package/events.ts';
import { droppedFiles } from '../package/store-form.ts';
import { type ResourceTarget, getResource } from './target.ts';

export const resourceDelete = defineWrite<ResourceTarget, Input, null>({
  name: 'resource_delete',
  about: 'Deletes a resource, with its uploaded file.',
  input: { id: { kind: 'text', about: 'Id of the resource', required: true } },
  find: (call, input) => getResource(call, input.id, '', true),
  may: ({ actor, site }, { resource, dataset }) => mayDeleteResource(actor, dataset, resource.id, site.policy),
  run: (call, _input, { resource, dataset }) => {
    if (resource.state === 'deleted') return { writes: [], events: [], result: () => null };
    return {
      writes: [removeResource(dataset.id, call.now, resource.id)],
      events: [datasetChanged('datasetChanged', call, dataset, [], [resource.id])],
      drops: droppedFiles([resource.file], []),
      result: () => null,
    };
  },
});
