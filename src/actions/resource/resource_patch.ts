/** Changes some fields of a resource and keeps the rest. */
import { mayUpdateResource } from '#access/dataset.ts';
import { type CleanResource, patchedResource } from '#schema/types/resource.ts';
import { defineWrite } from '../action.ts';
import { resourceFields } from '../package/fields.ts';
import { resourceDict } from '../package/stored.ts';
import { checkResource, replaceResource } from './resource_update.ts';
import { type ResourceTarget, getResource, resourceContext } from './target.ts';

export const resourcePatch = defineWrite<ResourceTarget, CleanResource, Record<string, unknown>>({
  name: 'resource_patch',
  about: 'Changes the given fields of a resource and keeps all others.',
  input: { ...resourceFields, id: { kind: 'text', about: 'Id of the resource', required: true } },
  find: (call, input) => getResource(call, input.id, ''),
  may: ({ actor, site }, { resource, dataset }) => mayUpdateResource(actor, dataset, resource.id, site.policy),
  check: async (call, input, target) => {
    const context = await resourceContext(call, input, target.dataset, target.resource);
    return checkResource(call, patchedResource(resourceDict(target.resource), input, context), target);
  },
  run: replaceResource,
});
