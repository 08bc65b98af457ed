/** A new dataset. */
import { mayCreateDataset, mayCreateSomewhere } from '#access/dataset.ts';
import { isSysadmin, userIdOf } from '#domain/actor.ts';
import { NotFound, ValidationError } from '#domain/errors.ts';
import type { Group } from '#domain/group.ts';
import { newId } from '#domain/ids.ts';
import type { Spliced } from '#domain/spliced.ts';
import { type CleanDataset, validateDataset } from '#schema/types/dataset.ts';
import { type NewDataset, insertDatasets } from '#store/dataset.ts';
import { useVocabularies, vocabulariesIn } from '#store/vocabulary.ts';
import { defineWrite } from '../action.ts';
import { datasetChanged } from './events.ts';
import { groupsIn, ownerIn } from './find.ts';
import { datasetFields } from './fields.ts';
import { datasetContext, typeOf } from './lookups.ts';
import { shownAsWritten } from './shown.ts';
import { datasetDoc, resourceForm } from './store-form.ts';

type Target = { readonly owner: Group | undefined; readonly groups: readonly Group[]; readonly unknownGroups: boolean };

export const packageCreate = defineWrite<Target, CleanDataset, Spliced>({
  name: 'package_create',
  about: 'Creates a dataset. Editors and admins of the owning organization may.',
  order: 'may-check',
  input: datasetFields,
  find: (call, input) => ({ owner: ownerIn(call, input), ...groupsIn(call, input) }),
  may: ({ actor, site }, { owner, groups, unknownGroups }) => {
    if (unknownGroups && !isSysadmin(actor) && mayCreateSomewhere(actor, site.policy)) throw new NotFound('Group was not found.');
    return mayCreateDataset(actor, { ownerOrg: owner?.id ?? null, groups: groups.map((group) => group.id) }, site.policy);
  },
  check: async (call, input) => {
    const result = validateDataset(typeOf(call, input.type), input, await datasetContext(call, input));
    if (!result.ok) throw new ValidationError(result.errors);
    return result.value;
  },
  run: (call, clean) => {
    const dataset = newDataset(clean, userIdOf(call.actor), call.now);
    return {
      writes: [insertDatasets([dataset], newId), ...useVocabularies([...vocabulariesIn([dataset.doc])])],
      events: [datasetChanged('datasetCreated', call, dataset, dataset.resources)],
      keeps: dataset.resources.flatMap((resource) => resource.file?.key ?? []),
      result: () => shownAsWritten(call, dataset),
    };
  },
});

/** The rows of a cleaned dataset. */
export function newDataset(clean: CleanDataset, creator: string | null, now: string, id: string = clean.id ?? newId()): NewDataset {
  const { doc } = clean;
  return {
    id,
    name: doc.name,
    type: doc.type,
    state: doc.state,
    private: doc.private,
    ownerOrg: doc.owner_org,
    creator,
    licenseId: doc.license_id,
    created: now,
    modified: now,
    doc: datasetDoc(clean, id, creator),
    groups: clean.groups,
    resources: clean.resources.map((resource) => resourceForm(resource, now)),
    pluginData: clean.pluginData,
  };
}
