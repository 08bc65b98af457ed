/** A new resource at the end of a dataset. The dataset's other resources are neither read nor written. */
import { mayCreateResource, mayReadDataset } from '#access/dataset.ts';
import { allOf } from '#access/decision.ts';
import type { Dataset } from '#domain/dataset.ts';
import { NotFound, ValidationError } from '#domain/errors.ts';
import { type CleanResource, validateResource } from '#schema/types/resource.ts';
import { findDataset } from '#store/dataset.ts';
import { appendResource } from '#store/resource.ts';
import { defineWrite } from '../action.ts';
import { datasetChanged } from '../package/events.ts';
import { resourceFields } from '../package/fields.ts';
import { isAbsent, refOf } from '../reference.ts';
import { typeOf } from '../package/lookups.ts';
import { presentResource } from '../package/present.ts';
import { resourceForm } from '../package/store-form.ts';
import { resourceContext } from './target.ts';

export const resourceCreate = defineWrite<Dataset, CleanResource, Record<string, unknown>>({
  name: 'resource_create',
  about: 'Adds a resource at the end of a dataset: a link, or a file sent along as upload.',
  input: { ...resourceFields, package_id: { kind: 'text', about: 'Id or name of the dataset', required: true } },
  find: async ({ db }, input) => {
    if (isAbsent(input.package_id)) throw new ValidationError({ name_or_id: ['Missing value'] });
    const ref = refOf(input.package_id);
    const dataset = ref === undefined ? undefined : await findDataset(db.pool, ref);
    if (dataset === undefined) throw new NotFound();
    return dataset;
  },
  // CKAN: who may not read the dataset is told that first
  may: ({ actor, site }, dataset) =>
    allOf(
      mayReadDataset(actor, site.visibility.audienceOf(actor), { id: dataset.id, labels: site.visibility.labelsOf(dataset, dataset.doc) }),
      mayCreateResource(actor, dataset, site.policy),
    ),
  check: async (call, input, dataset) => {
    const result = validateResource(typeOf(call, dataset.type), input, await resourceContext(call, input, dataset));
    if (!result.ok) throw new ValidationError(result.errors);
    return result.value;
  },
  run: (call, clean, dataset) => {
    const resource = resourceForm(clean, call.now);
    return {
      writes: [appendResource(dataset.id, call.now, resource)],
      events: [datasetChanged('datasetChanged', call, dataset, [resource])],
      keeps: resource.file === null ? [] : [resource.file.key],
      result: ([row]) => presentResource({ ...resource, datasetId: dataset.id, position: Number(row?.position) }, call.site.url),
    };
  },
});
