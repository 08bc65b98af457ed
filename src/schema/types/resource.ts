/**
 * The fields of a resource. "Add a field" to resources means: to this list, or to the
 * `resourceFields` of a dataset type of an extension. Keys that are no fields are kept.
 */
import { formatName } from '#domain/formats.ts';
import type { Field, Input, Place, RecordType, Result, Rule } from '../field.ts';
import { complainOfItems, defineRecord } from '../field.ts';
import { runRecord } from '../record.ts';
import { isObject } from '../structure.ts';
import { isoDate } from '../validators/date.ts';
import { freeId, uuid } from '../validators/id.ts';
import { ignoreEmpty, ignoreMissing } from '../validators/missing.ts';
import { integer } from '../validators/number.ts';
import { mustBeText, toText, trim } from '../validators/text.ts';
import { createdDate, guessFormat, guessType, lastModified, sizeOfUpload, uploadOf, urlOfUpload, urlType } from '../validators/upload.ts';
import type { ResourceContext } from './dataset-context.ts';
import { field, textField } from './field-makers.ts';

/** What the store keeps of one resource. */
export type CleanResource = {
  /** Absent: a new one, which gets an id. */
  readonly id: string | undefined;
  /** The resource it replaces. */
  readonly stored: Input | undefined;
  /** All fields and further keys under CKAN's names, `url` of an upload as the file's name. */
  readonly doc: Readonly<Record<string, unknown>>;
  /** The uploaded file as it stood in the input. */
  readonly upload: unknown;
  /** The stored file is no longer wanted. */
  readonly clearUpload: boolean;
};

const ownedElsewhere = freeId<ResourceContext>((id, context) => {
  const owner = context.lookups.resourceOwner(id);
  return owner !== undefined && owner !== context.current?.id;
}, 'Resource id already exists.');

const asFormat: Rule<unknown> = (value) => (typeof value === 'string' ? formatName(value) : value);

const FORMAT: readonly Rule<ResourceContext>[] = [ignoreMissing, mustBeText, asFormat];

/** Order matters: rules look at fields before them (`format` at `url`, `url` at `url_type`). */
export const RESOURCE_FIELDS: readonly Field<ResourceContext>[] = [
  field('id', 'Id', 'id', [ignoreEmpty, uuid, ownedElsewhere], { kept: false }),
  field('url_type', 'Kind of address', 'choice', [urlType, ignoreMissing, toText], { omitted: 'keep' }),
  field('url', 'Address', 'url', [urlOfUpload, mustBeText, trim], {
    initially: '',
    help: 'Where the data is, or the name of the uploaded file',
  }),
  textField('name', 'Name', { omitted: 'keep' }),
  textField('description', 'Description', { kind: 'markdown' }),
  {
    name: 'format',
    label: 'Format',
    kind: 'format',
    help: 'Guessed from the address where nothing is said',
    create: [guessFormat, ...FORMAT],
    update: FORMAT,
    initially: '',
    omitted: 'keep',
  },
  field('mimetype', 'Media type', 'text', [guessType, ignoreMissing, toText]),
  textField('mimetype_inner', 'Media type inside'),
  field('size', 'Size in bytes', 'integer', [sizeOfUpload, ignoreMissing, integer], { omitted: 'keep' }),
  textField('hash', 'Hash', { initially: '', omitted: 'keep' }),
  textField('resource_type', 'Type'),
  textField('cache_url', 'Address of a copy', { kind: 'url', omitted: 'keep' }),
  field('cache_last_updated', 'Copy made', 'time', [ignoreMissing, isoDate], { omitted: 'keep' }),
  field('last_modified', 'Data changed', 'time', [lastModified, ignoreMissing, isoDate], { omitted: 'keep' }),
  { name: 'created', label: 'Created', kind: 'time', create: [createdDate], update: [ignoreMissing, isoDate], omitted: 'keep' },
];

/** Keys that belong to the catalogue, or to the request. */
const NOT_KEPT = [
  'package_id',
  'position',
  'state',
  'metadata_modified',
  'tracking_summary',
  'revision_timestamp',
  'extras',
  'upload',
  'clear_upload',
];

const byDict = new WeakMap<object, ReadonlyMap<string, Input>>();

/** The resources of a shown dataset by id. */
function storedResources(dict: Input): ReadonlyMap<string, Input> {
  const known = byDict.get(dict);
  if (known !== undefined) return known;
  const { resources } = dict;
  const all = Array.isArray(resources) ? resources.filter(isObject) : [];
  const map = new Map(all.map((one) => [String(one.id), one]));
  byDict.set(dict, map);
  return map;
}

/** The resource that an item of a dataset's list replaces. */
export function storedResource(item: Input, { current }: ResourceContext): Input | undefined {
  if (typeof item.id !== 'string' || current === undefined || !('dict' in current) || !isObject(current.dict)) return undefined;
  return storedResources(current.dict).get(item.id.toLowerCase());
}

/** The record of a resource with these fields. */
export const resourceRecord = (fields: readonly Field<ResourceContext>[]): RecordType<ResourceContext> =>
  defineRecord({
    fields,
    unknown: 'keep',
    dropped: NOT_KEPT,
    storedItem: (item, list) => storedResource(item, list.context),
    checks: [keepDatastoreActive],
  });

/** CKAN: only the caller can say that there is no table any more. */
function keepDatastoreActive(at: Place<ResourceContext>): void {
  const active = at.stored?.datastore_active;
  if (active !== undefined && !('datastore_active' in at.output)) at.output.datastore_active = active;
}

/** Cleaned resource out of the answer of its rules. */
export function cleanResource(
  output: Readonly<Record<string, unknown>>,
  input: Input,
  context: ResourceContext,
  stored: Input | undefined,
): CleanResource {
  const { id, ...doc } = output;
  const upload = uploadOf(input, context) === undefined ? undefined : input.upload;
  return {
    id: typeof id === 'string' ? id : undefined,
    stored,
    doc,
    upload,
    clearUpload: upload === undefined && Boolean(input.clear_upload),
  };
}

/** Checks one resource by itself; errors are those of its fields. */
export function validateResource(
  type: { readonly resource: RecordType<ResourceContext> },
  input: Input,
  context: ResourceContext,
): Result<CleanResource> {
  const at = runRecord(type.resource, input, { mode: context.mode, context, stored: context.stored });
  if (at.errors !== undefined) return { ok: false, errors: at.errors };
  return { ok: true, value: cleanResource(at.output, input, context, context.stored) };
}

/** What resource_patch hands to `validateResource`: the stored resource with changes, and facts of an old file gone when a new one comes. */
export function patchedResource(stored: Input, changes: Input, context: ResourceContext): Input {
  const patched: Record<string, unknown> = { ...stored, ...changes, id: stored.id };
  if (uploadOf(changes, context) !== undefined && changes.size === undefined) delete patched.size;
  return patched;
}

/** A rule over the list: no id twice. */
export const distinctResourceIds: Rule<ResourceContext> = (value, at) => {
  if (!Array.isArray(value)) return value;
  const seen = new Set<unknown>();
  const errors = value.map(({ id }: Input): { [field: string]: string[] } => {
    const twice = id !== undefined && seen.has(id);
    seen.add(id);
    return twice ? { id: ['Resource id already exists.'] } : {};
  });
  if (errors.some((one) => one.id !== undefined)) complainOfItems(at, errors);
  return value;
};
