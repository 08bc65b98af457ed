/** Replaces a dataset. What it leaves out is emptied or kept as CKAN 2.11 does. */
import { mayUpdateDataset } from '#access/dataset.ts';
import type { Decision } from '#access/decision.ts';
import { holds } from '#access/permission.ts';
import { isSysadmin } from '#domain/actor.ts';
import type { Doc, Resource } from '#domain/dataset.ts';
import { NotFound, ValidationError } from '#domain/errors.ts';
import { newId } from '#domain/ids.ts';
import type { Spliced } from '#domain/spliced.ts';
import type { DatasetContext } from '#schema/types/dataset-context.ts';
import { type CleanDataset, validateDataset } from '#schema/types/dataset.ts';
import { type DatasetRow, loadDatasetRows, updateDataset } from '#store/dataset.ts';
import { findDatasetId } from '#store/dataset.ts';
import { useVocabularies, vocabulariesIn } from '#store/vocabulary.ts';
import { type Call, defineWrite, type Input, type Outcome } from '../action.ts';
import { datasetChanged } from './events.ts';
import { datasetFields } from './fields.ts';
import { groupsIn } from './find.ts';
import { isAbsent, refOf } from '../reference.ts';
import { datasetContext, typeOf } from './lookups.ts';
import { shownTo } from './shown.ts';
import { datasetDoc, droppedFiles, resourceForm } from './store-form.ts';
import { currentDataset, storedResources } from './stored.ts';

export type UpdateTarget = {
  readonly row: DatasetRow;
  /** Groups that the input names, and those of them that the dataset is not in yet. */
  readonly groups: readonly string[];
  readonly addedGroups: readonly string[];
  readonly unknownGroups: boolean;
};

/** A dataset about to be changed, read past every cache. */
export async function getForUpdate(call: Call, ref: unknown, input: Input, detail: string): Promise<UpdateTarget> {
  const text = refOf(ref);
  const id = text === undefined ? undefined : await findDatasetId(call.db.pool, text);
  const row = id === undefined ? undefined : (await loadDatasetRows(call.db.pool, [id]))[0];
  if (row === undefined) throw new NotFound(detail);
  const named = groupsIn(call, input);
  const groups = named.groups.map((group) => group.id);
  return { row, groups, addedGroups: groups.filter((group) => !row.groups.includes(group)), unknownGroups: named.unknownGroups };
}

/** Whether the actor may change the dataset and put it into these groups. */
export function mayUpdate({ actor, site }: Call, { row, unknownGroups }: UpdateTarget, groups: readonly string[]): Decision {
  const plain = mayUpdateDataset(actor, row.head, [], site.policy);
  if (plain.allowed && unknownGroups && !isSysadmin(actor)) throw new NotFound('Group was not found.');
  return mayUpdateDataset(actor, row.head, groups, site.policy);
}

export const packageUpdate = defineWrite<UpdateTarget, CleanDataset, Spliced>({
  name: 'package_update',
  about: 'Replaces a dataset: give all of it, as package_show does. To change some fields use package_patch.',
  input: { ...datasetFields, id: { kind: 'text', about: 'Id or name of the dataset' } },
  find: async (call, input) => {
    const ref = isAbsent(input.id) ? input.name : input.id;
    if (isAbsent(ref)) throw new ValidationError({ id: 'Missing value' });
    const target = await getForUpdate(call, ref, input, 'Package was not found.');
    // Found by a name that it had before, it would get that name back unasked.
    const { id, name } = target.row.head;
    if (isAbsent(input.id) && refOf(ref) !== name && refOf(ref) !== id) throw new NotFound('Package was not found.');
    return target;
  },
  may: (call, target) => mayUpdate(call, target, target.addedGroups),
  check: (call, input, target) => checkUpdate(call, input, target),
  run: (call, clean, { row }) => replaceDataset(call, clean, row),
});

/** The cleaned form of a whole dataset; `echo` is what a structural refusal shows, where it is not the input. */
export async function checkUpdate(call: Call, input: Input, { row }: UpdateTarget, echo?: unknown): Promise<CleanDataset> {
  const current: DatasetContext['current'] = currentDataset(row);
  const result = validateDataset(typeOf(call, row.head.type), input, await datasetContext(call, input, current, echo));
  if (!result.ok) throw new ValidationError(result.errors);
  return result.value;
}

/** Writes the cleaned form in place of the row it was read from. */
export function replaceDataset(call: Call, clean: CleanDataset, row: DatasetRow): Outcome<Spliced> {
  const { head } = row;
  const before: ReadonlyMap<string, Resource> = storedResources(row);
  const resources = clean.resources.map((resource) => resourceForm(resource, call.now, before.get(resource.id ?? '')));
  const doc = datasetDoc(clean, head.id, head.creator);
  // CKAN: a dataset stays in groups that the actor has no part in
  const groups = [...new Set([...clean.groups, ...row.groups.filter((group) => !holds(call.actor, group, 'read'))])];
  const update = {
    id: head.id,
    rev: head.rev,
    name: clean.doc.name,
    state: clean.doc.state,
    private: clean.doc.private,
    ownerOrg: clean.doc.owner_org,
    licenseId: clean.doc.license_id,
    modified: call.now,
    doc,
    groups,
    resources,
    pluginData: clean.pluginData,
  };
  // It is stale itself where one that it had already has gone
  const begun = [...vocabulariesIn([doc]).difference(vocabulariesIn([JSON.parse(row.docText) as Doc]))];
  const present = new Set(resources.map((resource) => resource.id));
  const gone = [...before.keys()].filter((id) => !present.has(id));
  const kind = clean.doc.state === 'deleted' && head.state !== 'deleted' ? 'datasetDeleted' : 'datasetChanged';
  return {
    writes: [updateDataset(update, newId), ...useVocabularies(begun)],
    events: [
      datasetChanged(
        kind,
        call,
        { ...head, ...update },
        resources.filter((resource) => resource.changed),
        gone,
      ),
    ],
    keeps: resources.flatMap((resource) => resource.file?.key ?? []),
    drops: droppedFiles(
      row.resources.map((resource) => resource.file),
      resources.map((resource) => resource.file),
    ),
    result: () => shownTo(call, head.id, clean.pluginData !== undefined),
  };
}
