/**
 * From a line to the rows of a dataset. An import is a sysadmin's work and sets what the API
 * would not: ids, dates, creator, any state. What a line leaves unsaid is taken from the stored
 * record, so that importing it again changes nothing.
 */
import { isDeepStrictEqual } from 'node:util';
import type { App } from '#app';
import { groupRef, guessOf, typeOf } from '#actions/package/lookups.ts';
import { newDataset } from '#actions/package/package_create.ts';
import { resourceForm } from '#actions/package/store-form.ts';
import { now, type Timestamp } from '#domain/clock.ts';
import type { Doc } from '#domain/dataset.ts';
import { parseDate } from '#domain/dates.ts';
import { ValidationError } from '#domain/errors.ts';
import { newId } from '#domain/ids.ts';
import { type CleanDataset, validateDataset } from '#schema/types/dataset.ts';
import { isObject } from '#schema/structure.ts';
import type { DatasetContext } from '#schema/types/dataset-context.ts';
import type { DatasetRow, NewDataset } from '#store/dataset.ts';
import type { NewResource, ResourceRow } from '#store/resource.ts';
import type { JsonObject } from './kind.ts';

/** A line that its rules let through, not yet compared with what is stored. */
export type CleanLine = {
  readonly line: number;
  readonly clean: CleanDataset;
  readonly dates: Dates;
  /** Undefined: the line does not say. */
  readonly creator: string | null | undefined;
  /** What the line says of each resource's dates; when it was made stands in the cleaned resource. */
  readonly resourceDates: readonly { readonly saysCreated: boolean; readonly modified: Timestamp | undefined }[];
  /** Names it had before, of which those that nothing has now will lead to it. */
  readonly formerNames: readonly string[];
};

type Dates = { readonly created: Timestamp | undefined; readonly modified: Timestamp | undefined };

export type Cleaner = (line: number, record: JsonObject) => CleanLine;

/** Checks lines by the rules of their dataset type. Throws a CatalogueError. */
export function cleanerOf({ site, store }: App): Cleaner {
  const context: DatasetContext = {
    mode: 'create',
    now: now(),
    actor: { sysadmin: true, id: null },
    settings: { mimetypeGuess: guessOf(site.settings['ckan.mimetype_guess']), createUnownedDataset: true },
    // Names and ids that are taken make an update of the line; that is found out for many lines at once.
    lookups: {
      datasetByName: () => undefined,
      datasetIdTaken: () => false,
      resourceOwner: () => undefined,
      organization: (ref) => groupRef(store, ref),
      group: (ref) => groupRef(store, ref),
      mayCreateIn: () => true,
      vocabulary: (id) => store.vocabularies.get(id),
    },
  };
  return (line, { former_names: formerNames, ...record }) => {
    const resources = resourcesOf(record);
    const input = resources === record.resources ? record : { ...record, resources };
    const dates = { created: dateOf(record, 'metadata_created'), modified: dateOf(record, 'metadata_modified') };
    const result = validateDataset(typeOf({ site }, record.type), input, context);
    if (!result.ok) throw new ValidationError(result.errors);
    const resourceDates = Array.isArray(resources)
      ? resources.map((one) => ({ saysCreated: isObject(one) && Boolean(one.created), modified: dateOf(one, 'metadata_modified') }))
      : [];
    const creator = typeof record.creator_user_id === 'string' || record.creator_user_id === null ? record.creator_user_id : undefined;
    return { line, clean: result.value, dates, creator, resourceDates, formerNames: namesIn(formerNames) };
  };
}

const namesIn = (value: unknown): string[] => (Array.isArray(value) ? value.filter((one) => typeof one === 'string' && one !== '') : []);

/** The resources that are to be there; a dump may hold deleted ones. */
function resourcesOf({ resources }: JsonObject): unknown {
  if (!Array.isArray(resources)) return resources;
  const isGone = (one: unknown): boolean => isObject(one) && (one.state === 'deleted' || Object.keys(one).length === 0);
  return resources.some(isGone) ? resources.filter((one) => !isGone(one)) : resources;
}

function dateOf(record: unknown, field: string): Timestamp | undefined {
  const value = isObject(record) ? record[field] : undefined;
  if (value === undefined || value === null || value === '') return undefined;
  const date = typeof value === 'string' ? parseDate(value) : undefined;
  if (date === undefined) throw new ValidationError({ [field]: ['Date format incorrect'] });
  return date;
}

/** The rows to write, in place of `stored` where there is such a dataset. */
export function rowsOf(line: CleanLine, stored: DatasetRow | undefined): NewDataset {
  const rows = rowsAt(line, stored, line.dates.modified ?? stored?.head.modified ?? now());
  const isNews = line.dates.modified === undefined && stored !== undefined && !isStored(rows, stored);
  return isNews ? rowsAt(line, stored, now()) : rows;
}

function rowsAt({ clean, dates, creator, resourceDates }: CleanLine, stored: DatasetRow | undefined, modified: Timestamp): NewDataset {
  const held = stored?.head;
  const created = dates.created ?? held?.created ?? modified;
  const byId = new Map(stored?.resources.map((resource) => [resource.id, resource]));
  const resources = clean.resources.map((resource, index): NewResource => {
    const before = resource.id === undefined ? unnamedTwin(resource.doc, index, stored) : byId.get(resource.id);
    const heldDoc = before === undefined ? {} : (JSON.parse(before.docText) as Doc);
    const said = resourceDates[index];
    const doc = said?.saysCreated === true ? resource.doc : { ...resource.doc, created: heldDoc.created ?? created };
    const time = said?.modified ?? heldDoc.metadata_modified ?? modified;
    const { changed: _changed, ...form } = resourceForm(
      { doc, id: resource.id ?? before?.id, upload: undefined, clearUpload: false },
      String(time),
    );
    return { ...form, file: form.uploadName !== null && form.uploadName === before?.uploadName ? before.file : null };
  });
  const id = held?.id ?? clean.id ?? newId();
  const dataset = newDataset({ ...clean, resources: [] }, creator === undefined ? (held?.creator ?? null) : creator, modified, id);
  return { ...dataset, created, resources };
}

/** A resource without an id is the one that stood in its place, if that led to the same address. */
function unnamedTwin(doc: Doc, index: number, stored: DatasetRow | undefined): ResourceRow | undefined {
  const before = stored?.resources[index];
  if (before === undefined) return undefined;
  const { url, name } = JSON.parse(before.docText) as Doc;
  return (before.uploadName ?? url) === doc.url && name === doc.name ? before : undefined;
}

/** Whether the rows say what is stored already. */
export function isStored(rows: NewDataset, { head, docText, groups, resources }: DatasetRow): boolean {
  return (
    docText === JSON.stringify(rows.doc) &&
    head.created === rows.created &&
    head.modified === rows.modified &&
    head.creator === rows.creator &&
    resources.length === rows.resources.length &&
    isDeepStrictEqual([...rows.groups].sort(), [...groups].sort()) &&
    rows.resources.every((one, index) => {
      const held = resources[index];
      return (
        held !== undefined &&
        held.id === one.id &&
        held.uploadName === one.uploadName &&
        held.file?.key === one.file?.key &&
        held.docText === JSON.stringify(one.doc)
      );
    })
  );
}
