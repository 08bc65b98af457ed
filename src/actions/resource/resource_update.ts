/** Replaces one resource; its siblings are neither read nor written. */
import { mayUpdateResource } from '#access/dataset.ts';
import { ValidationError } from '#domain/errors.ts';
import { type CleanResource, validateResource } from '#schema/types/resource.ts';
import { updateResource } from '#store/resource.ts';
import { type Call, defineWrite, type Input, type Outcome } from '../action.ts';
import { datasetChanged } from '../package/events.ts';
import { resourceFields } from '../package/fields.ts';
import { typeOf } from '../package/lookups.ts';
import { presentResource } from '../package/present.ts';
import { droppedFiles, resourceForm } from '../package/store-form.ts';
import { type ResourceTarget, getResource, resourceContext } from './target.ts';

export const resourceUpdate = defineWrite<ResourceTarget, CleanResource, Record<string, unknown>>({
  name: 'resource_update',
  about: 'Replaces a resource: give all of it, as resource_show does. To change some fields use resource_patch.',
  input: { ...resourceFields, id: { kind: 'text', about: 'Id of the resource', required: true } },
  find: (call, input) => getResource(call, input.id, 'Resource was not found.'),
  may: ({ actor, site }, { resource, dataset }) => mayUpdateResource(actor, dataset, resource.id, site.policy),
  check: (call, input, target) => checkResource(call, input, target),
  run: (call, clean, target) => replaceResource(call, clean, target),
});

/** The cleaned form of a whole resource. */
export async function checkResource(call: Call, input: Input, { resource, dataset }: ResourceTarget): Promise<CleanResource> {
  const context = await resourceContext(call, input, dataset, resource);
  const result = validateResource(typeOf(call, dataset.type), { ...input, id: resource.id }, context);
  if (!result.ok) throw new ValidationError(result.errors);
  return result.value;
}

/** Writes the cleaned form in place of the resource it was read from. */
export function replaceResource(call: Call, clean: CleanResource, { resource, dataset }: ResourceTarget): Outcome<Record<string, unknown>> {
  const fresh = resourceForm({ ...clean, id: resource.id }, call.now, resource);
  return {
    writes: [updateResource(dataset.id, call.now, resource.rev, fresh)],
    events: [datasetChanged('datasetChanged', call, dataset, [fresh])],
    keeps: fresh.file === null ? [] : [fresh.file.key],
    drops: droppedFiles([resource.file], [fresh.file]),
    result: () => presentResource({ ...fresh, datasetId: dataset.id, position: resource.position }, call.site.url),
  };
}
