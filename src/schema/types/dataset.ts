/**
 * The fields of a dataset. "Add a field" means: to this list, or to the list of a
 * dataset type that an extension defines. Nothing here asks the database.
 */
import type { Check, Field, Input, RecordType, Result, Rule } from '../field.ts';
import { defineRecord } from '../field.ts';
import { runRecord } from '../record.ts';
import { checkStructure } from '../structure.ts';
import { boolean } from '../validators/boolean.ts';
import { jsonObject } from '../validators/choice.ts';
import { emptyUnlessSysadmin, freeId, ignoredUnlessSysadmin, uuid } from '../validators/id.ts';
import { emptyAs, ignore, ignoreEmpty, ignoreMissing, notEmpty } from '../validators/missing.ts';
import { datasetNameLength, nameForm, uniqueName } from '../validators/name.ts';
import { assertOwnerIsOrganization, owner, privateNeedsOwner } from '../validators/owner.ts';
import { tagString } from '../validators/tag-string.ts';
import { maximum, mustBeText, toText, trim } from '../validators/text.ts';
import type { DatasetContext, ResourceContext } from './dataset-context.ts';
import type { CleanExtra } from './extra.ts';
import { cleanExtras, distinctExtraKeys, extraRecord } from './extra.ts';
import { emailField, field, textField } from './field-makers.ts';
import { relationshipRecord } from './relationship.ts';
import type { CleanResource } from './resource.ts';
import { cleanResource, distinctResourceIds, RESOURCE_FIELDS, resourceRecord, storedResource } from './resource.ts';
import type { CleanTag } from './tag.ts';
import { distinctTags, tagErrors, tagRecord } from './tag.ts';

/** What the store keeps of a dataset. `doc` is complete: what was left out of an update stands in it as decided. */
export type CleanDataset = {
  /** The id that a sysadmin chose for a new dataset, or that of the dataset updated. */
  readonly id: string | undefined;
  /** The dataset's own fields, those of its type included, under CKAN's names. */
  readonly doc: DatasetDoc;
  readonly tags: readonly CleanTag[];
  readonly extras: readonly CleanExtra[];
  /** Ids of known groups. CKAN 2.11: leaving groups out of an update empties them. */
  readonly groups: readonly string[];
  readonly resources: readonly CleanResource[];
  /** Undefined: as it was. */
  readonly pluginData: Input | undefined;
};

export type DatasetDoc = {
  readonly name: string;
  readonly title: string;
  readonly type: string;
  readonly state: string;
  readonly private: boolean;
  readonly owner_org: string | null;
  readonly license_id: string | null;
  readonly [field: string]: unknown;
};

/** A kind of dataset: its name and its fields, settled once by `defineDatasetType`. */
export type DatasetType = {
  readonly name: string;
  readonly label: string;
  readonly record: RecordType<DatasetContext>;
  readonly resource: RecordType<ResourceContext>;
  /** Names of the fields that make up `doc`. */
  readonly kept: readonly string[];
};

const IN_USE = 'That URL is already in use.';

/** CKAN: a new dataset takes the name of a deleted one; taking it by renaming is refused here, where CKAN fails. */
const freeName = uniqueName<DatasetContext>(
  (name, at) => {
    const found = at.context.lookups.datasetByName(name);
    return found !== undefined && (at.mode === 'update' || found.state !== 'deleted') ? found.id : undefined;
  },
  (at) => at.context.current?.id,
  IN_USE,
);

const NAME: readonly Rule<DatasetContext>[] = [toText, nameForm, freeName, datasetNameLength];

const freeDatasetId = freeId<DatasetContext>((id, context) => context.lookups.datasetIdTaken(id), 'Dataset id already exists');

const TITLE: readonly Rule<DatasetContext>[] = [trim, emptyAs('name'), toText];

/** The plain fields of every dataset. `title` stands after `name`, `private` after `owner_org`: rules look back. */
export const DATASET_FIELDS: readonly Field<DatasetContext>[] = [
  { name: 'id', label: 'Id', kind: 'id', kept: false, create: [emptyUnlessSysadmin, ignoreMissing, uuid, freeDatasetId], update: [ignore] },
  {
    name: 'name',
    label: 'Name',
    kind: 'name',
    required: true,
    help: 'Stands in the address',
    create: [notEmpty, ...NAME],
    update: [ignoreMissing, ...NAME],
    omitted: 'keep',
  },
  field('title', 'Title', 'text', TITLE, { omitted: 'keep' }),
  textField('notes', 'Description', { kind: 'markdown' }),
  textField('author', 'Author'),
  emailField('author_email', 'E-mail of the author'),
  textField('maintainer', 'Maintainer'),
  emailField('maintainer_email', 'E-mail of the maintainer'),
  textField('license_id', 'Licence', { kind: 'licence' }),
  textField('url', 'Source', { kind: 'url' }),
  field('version', 'Version', 'text', [ignoreMissing, toText, maximum(100, () => 'Version must be a maximum of 100 characters long')]),
  field('owner_org', 'Organization', 'organization', [owner], { omitted: 'keep' }),
  field('private', 'Private', 'boolean', [ignoreMissing, boolean, privateNeedsOwner], {
    initially: false,
    omitted: 'keep',
    help: 'Seen by members of the organization only',
  }),
  {
    name: 'state',
    label: 'State',
    kind: 'choice',
    initially: 'active',
    omitted: 'keep',
    create: [ignoredUnlessSysadmin, ignoreMissing, mustBeText],
    update: [ignoreMissing, mustBeText],
  },
  { name: 'type', label: 'Type', kind: 'choice', omitted: 'keep', create: [ignoreEmpty, toText], update: [ignore] },
  field('tag_string', 'Tags', 'text', [ignoreMissing, tagString], { kept: false, help: 'Separated by commas' }),
  field('plugin_data', 'Data of plugins', 'json', [ignoreMissing, ignoredUnlessSysadmin, jsonObject], { kept: false }),
  field('save', 'Save', 'text', [ignore], { kept: false }),
  field('return_to', 'Return to', 'text', [ignore], { kept: false }),
];

const groupRecord: RecordType<unknown> = defineRecord<unknown>({
  fields: [textField('id', 'Id', { kind: 'id' }), textField('name', 'Name'), textField('title', 'Title')],
});

function listFields(resource: RecordType<ResourceContext>, names: () => ReadonlySet<string>): Field<DatasetContext>[] {
  const list = (
    name: string,
    label: string,
    items: RecordType<DatasetContext>,
    chain: readonly Rule<DatasetContext>[] = [],
  ): Field<DatasetContext> => field(name, label, 'list', chain, { items, kept: false });
  return [
    list('resources', 'Resources', resource, [distinctResourceIds]),
    list('tags', 'Tags', tagRecord),
    list('extras', 'Further fields', extraRecord(names)),
    list('groups', 'Groups', groupRecord),
    list('relationships_as_subject', 'Relationships', relationshipRecord),
    list('relationships_as_object', 'Relationships of others', relationshipRecord),
  ];
}

/** Makes a dataset type of fields besides or instead of the ordinary ones. */
export function defineDatasetType(parts: {
  name: string;
  label: string;
  fields?: readonly Field<DatasetContext>[];
  resourceFields?: readonly Field<ResourceContext>[];
  checks?: readonly Check<DatasetContext>[];
}): DatasetType {
  const plain = parts.fields ?? DATASET_FIELDS;
  const resource = resourceRecord(parts.resourceFields ?? RESOURCE_FIELDS);
  const record: RecordType<DatasetContext> = defineRecord({
    fields: [...plain, ...listFields(resource, () => record.names)],
    unknown: 'refuse-lists',
    checks: [distinctExtraKeys, ...(parts.checks ?? [])],
  });
  return {
    name: parts.name,
    label: parts.label,
    record,
    resource,
    kept: record.fields.filter((one) => one.kept !== false).map((one) => one.name),
  };
}

/** The ordinary dataset. */
export const DATASET: DatasetType = defineDatasetType({ name: 'dataset', label: 'Dataset' });

type Output = Readonly<Record<string, unknown>>;

const listOf = (output: Output, name: string): readonly Record<string, unknown>[] => {
  const value = output[name];
  return Array.isArray(value) ? value : [];
};

function cleanTags(output: Output): CleanTag[] {
  const listed = listOf(output, 'tags').map((tag) => ({
    name: String(tag.name),
    vocabulary_id: (tag.vocabulary_id as string | null) ?? null,
  }));
  const texts = (output.tag_string as readonly string[] | undefined) ?? [];
  return distinctTags([...listed, ...texts.map((name) => ({ name, vocabulary_id: null }))]);
}

/** Unknown groups and organizations are passed over: who may name them is asked elsewhere. */
function cleanGroups(output: Output, context: DatasetContext): string[] {
  const ids = new Set<string>();
  for (const { id, name } of listOf(output, 'groups')) {
    const key = id || name;
    const found = typeof key === 'string' ? context.lookups.group(key) : undefined;
    if (found !== undefined && !found.isOrganization) ids.add(found.id);
  }
  return [...ids];
}

function cleanResources(output: Output, input: Input, context: DatasetContext): CleanResource[] {
  const given = Array.isArray(input.resources) ? (input.resources as Input[]) : [];
  const items = given.filter((item) => Object.keys(item).length > 0);
  return listOf(output, 'resources').map((one, i) => {
    const item = items[i] ?? {};
    return cleanResource(one, item, context, storedResource(item, context));
  });
}

function cleanDataset(type: DatasetType, output: Output, input: Input, context: DatasetContext): CleanDataset {
  const doc: Record<string, unknown> = {};
  for (const name of type.kept) if (output[name] !== undefined) doc[name] = output[name];
  doc.type ??= type.name;
  const id = context.current?.id ?? (output.id as string | undefined);
  return {
    id,
    doc: doc as DatasetDoc,
    tags: cleanTags(output),
    extras: cleanExtras(listOf(output, 'extras')),
    groups: cleanGroups(output, context),
    resources: cleanResources(output, input, context),
    pluginData: output.plugin_data as Input | undefined,
  };
}

function echoOf(type: DatasetType, input: Input, { echo, current }: DatasetContext): unknown {
  if (echo !== undefined) return echo;
  return current === undefined ? { ...input, type: input.type || type.name } : { ...input, id: current.id, type: current.type };
}

/** Checks a dataset: all errors at once, or what is to be kept. */
export function validateDataset(type: DatasetType, input: Input, context: DatasetContext): Result<CleanDataset> {
  checkStructure(type.record, input, () => echoOf(type, input, context));
  const at = runRecord(type.record, input, { mode: context.mode, context, stored: context.current?.dict });
  if (at.errors !== undefined) return { ok: false, errors: tagErrors(at.errors) };
  assertOwnerIsOrganization(at.output.owner_org, context);
  return { ok: true, value: cleanDataset(type, at.output, input, context) };
}
