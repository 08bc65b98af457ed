/** What a write of datasets says: which parts changed, and who may hear of it. */
import type { ChangedPart, Event } from '#domain/events.ts';
import type { DatasetHead, Doc } from '#domain/dataset.ts';
import type { NewResource } from '#store/resource.ts';
import type { Call } from '../action.ts';

type Written = Pick<DatasetHead, 'id' | 'name' | 'type' | 'state' | 'private' | 'ownerOrg' | 'creator'> & { readonly doc: Doc };

/** The event of a dataset written whole, with the resources that changed and the ids of those that went. */
export function datasetChanged(
  kind: 'datasetCreated' | 'datasetChanged' | 'datasetDeleted',
  call: Call,
  dataset: Written,
  changed: readonly Pick<NewResource, 'id' | 'doc'>[],
  gone: readonly string[] = [],
): Event {
  const head = { licenseId: null, created: '', modified: call.now, rev: 0, numResources: 0, ...dataset };
  const parts: ChangedPart[] = [
    { resource: null, doc: dataset.doc },
    ...changed.map(({ id, doc }) => ({ resource: id, doc })),
    ...gone.map((id) => ({ resource: id, doc: null })),
  ];
  return { kind, dataset: dataset.id, parts, labels: call.site.visibility.labelsOf(head, dataset.doc) };
}
