/**
 * The indexed form of one dataset: flat fields with their values as text, derived from
 * the public dict the way CKAN's indexer does it. Analysis is the engine's affair.
 */
import { hash } from 'node:crypto';
import { readDate, solrInstant } from './date-reader.ts';
import { fieldOf } from './fields.ts';

/** The public dict of one dataset as `package_show` gives it. */
export type DatasetDict = Readonly<Record<string, unknown>>;

/** A value of a field: one text, or several in the order of the dict. */
export type FieldValue = string | readonly string[];

/** What an index stores of a dataset. */
export type IndexDocument = {
  readonly id: string;
  readonly rev: number;
  /** Who may see it: `permission_labels`. */
  readonly labels: readonly string[];
  readonly fields: ReadonlyMap<string, FieldValue>;
};

/** What indexing must know besides the dict. */
export type IndexOptions = {
  readonly rev: number;
  readonly labels: readonly string[];
  readonly siteId: string;
  readonly siteUrl?: string;
  readonly extraResourceFields: readonly string[];
  /** Names of vocabularies by id; a tag of a vocabulary not named here is left out. */
  readonly vocabularies?: ReadonlyMap<string, string>;
};

/** Keys of CKAN's own dict that become fields under their own name. */
const CORE = new Set([
  'author',
  'author_email',
  'creator_user_id',
  'id',
  'isopen',
  'license_id',
  'license_title',
  'license_url',
  'maintainer',
  'maintainer_email',
  'metadata_created',
  'metadata_modified',
  'name',
  'notes',
  'num_resources',
  'num_tags',
  'owner_org',
  'private',
  'state',
  'title',
  'type',
  'url',
  'version',
  'plugin_data',
  'revision_id',
  'ckan_url',
  'download_url',
  'license',
]);
/** Keys with a derivation of their own; `tracking_summary` is for showing only. */
const DERIVED = new Set([
  'extras',
  'groups',
  'tags',
  'resources',
  'organization',
  'relationships_as_subject',
  'relationships_as_object',
  'tracking_summary',
]);
/** Names that an extra may not take. */
const RESERVED = new Set([
  'entity_type',
  'res_url',
  'text',
  'urls',
  'indexed_ts',
  'site_id',
  'tags',
  'groups',
  'res_name',
  'res_description',
  'res_format',
  'res_type',
  'permission_labels',
  'index_id',
]);
const CLEANED = new Set(['title', 'notes', 'title_string']);
// biome-ignore lint/suspicious/noControlCharactersInRegex: characters XML does not allow are the point
const NOT_XML = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;

/** The document of a dataset. */
export function indexDocument(dataset: DatasetDict, options: IndexOptions): IndexDocument {
  const fields = new Map<string, FieldValue>();
  const id = textOf(dataset.id);
  for (const key in dataset) if (CORE.has(key)) put(fields, key, textOf(dataset[key]));
  put(fields, 'title', textOf(dataset.title).trimStart());
  put(fields, 'title_string', textOf(dataset.title));
  put(fields, 'name_ngram', textOf(dataset.name));
  put(fields, 'title_ngram', textOf(dataset.title));
  put(fields, 'dataset_type', textOf(dataset.type));
  put(fields, 'entity_type', 'package');
  put(fields, 'capacity', dataset.private === true ? 'private' : 'public');
  put(fields, 'site_id', options.siteId);
  put(fields, 'index_id', hash('md5', id + options.siteId));
  fields.set('indexed_ts', new Date().toISOString());
  putResources(fields, listOf(dataset.resources), options.extraResourceFields);
  putTags(fields, listOf(dataset.tags), options.vocabularies);
  putMany(
    fields,
    'groups',
    listOf(dataset.groups).map((group) => textOf(group.name)),
  );
  if (isRecord(dataset.organization)) put(fields, 'organization', textOf(dataset.organization.name));
  putExtras(fields, dataset);
  return { id, rev: options.rev, labels: options.labels, fields };
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const listOf = (value: unknown): Readonly<Record<string, unknown>>[] => (Array.isArray(value) ? value.filter(isRecord) : []);

function textOf(value: unknown): string {
  if (typeof value === 'string') return value;
  if (value === null || value === undefined) return '';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

function put(fields: Map<string, FieldValue>, name: string, value: string): void {
  if (value === '') return;
  if (fieldOf(name).type === 'date') {
    putDate(fields, name, value);
    return;
  }
  fields.set(name, CLEANED.has(name) ? value.replace(NOT_XML, '') : value);
}

function putDate(fields: Map<string, FieldValue>, name: string, value: string): void {
  const iso = name.startsWith('metadata_') ? storeInstant(value) : (readDate(value)?.instant ?? null);
  if (iso !== null) fields.set(name, iso);
}

/** The store's own times are naive UTC with microseconds. */
function storeInstant(value: string): string | null {
  const whole = value.length === 26 && !value.endsWith('Z') && value[22] !== '0';
  return whole ? `${value.slice(0, 23)}Z` : solrInstant(Date.parse(value.endsWith('Z') ? value : `${value}Z`));
}

/** CKAN: blank items disappear, so a list may be shorter than there are resources. */
function putMany(fields: Map<string, FieldValue>, name: string, values: readonly string[]): void {
  const kept = values.filter((value) => value !== '');
  if (kept.length > 0) fields.set(name, kept);
}

const RESOURCE_FIELDS = [
  ['name', 'res_name'],
  ['description', 'res_description'],
  ['format', 'res_format'],
  ['url', 'res_url'],
  ['resource_type', 'res_type'],
] as const;

function putResources(
  fields: Map<string, FieldValue>,
  resources: readonly Readonly<Record<string, unknown>>[],
  extra: readonly string[],
): void {
  if (resources.length === 0) return;
  for (const [key, name] of RESOURCE_FIELDS)
    putMany(
      fields,
      name,
      resources.map((resource) => textOf(resource[key])),
    );
  for (const key of extra)
    putMany(
      fields,
      `res_extras_${key}`,
      resources.map((resource) => textOf(resource[key])),
    );
}

function putTags(
  fields: Map<string, FieldValue>,
  tags: readonly Readonly<Record<string, unknown>>[],
  vocabularies: ReadonlyMap<string, string> | undefined,
): void {
  const free: string[] = [];
  const bound = new Map<string, string[]>();
  for (const tag of tags) {
    const name = textOf(tag.name);
    if (!tag.vocabulary_id) {
      free.push(name);
      continue;
    }
    const vocabulary = vocabularies?.get(textOf(tag.vocabulary_id));
    if (vocabulary !== undefined) bound.set(vocabulary, [...(bound.get(vocabulary) ?? []), name]);
  }
  putMany(fields, 'tags', free);
  for (const [vocabulary, names] of bound) putMany(fields, `vocab_${vocabulary}`, names);
}

/** Extras, and fields that a dataset type adds on top of CKAN's own: CKAN keeps those as extras. */
function putExtras(fields: Map<string, FieldValue>, dataset: DatasetDict): void {
  for (const extra of listOf(dataset.extras)) putExtra(fields, dataset, textOf(extra.key), extra.value);
  for (const key in dataset) if (!CORE.has(key) && !DERIVED.has(key)) putExtra(fields, {}, key, dataset[key]);
}

function putExtra(fields: Map<string, FieldValue>, dataset: DatasetDict, rawKey: string, value: unknown): void {
  const key = rawKey.replace(/[^A-Za-z0-9_-]/g, '');
  const text = textOf(value);
  if (key === '' || text === '') return;
  put(fields, `extras_${key}`, dateTwin(key, text));
  if (!RESERVED.has(key) && !CORE.has(key) && !(key in dataset)) put(fields, key, text);
}

/** CKAN: the text twin of a date field holds the date as it was read, or nothing. */
const dateTwin = (key: string, text: string): string => (key.endsWith('_date') ? (readDate(text)?.text ?? '') : text);

/**
 * The values asked for with `fl`: names or patterns with stars, also several in one item.
 * `more` holds what no document has, such as the score and the stored dicts.
 */
export function storedFields(
  document: IndexDocument,
  fl: readonly string[],
  more: Readonly<Record<string, unknown>> = {},
): Record<string, unknown> {
  // Solr: what follows a semicolon is not read
  const wanted = fl.flatMap((item) => (item.split(';')[0] ?? '').split(/[,\s]+/)).filter((name) => name !== '');
  const stored: Record<string, unknown> = {};
  const offer = (name: string, value: unknown): void => {
    if (wanted.some((pattern) => globMatches(pattern, name)))
      stored[name.startsWith('extras_') ? name.slice('extras_'.length) : name] = value;
  };
  for (const [name, value] of document.fields) {
    const field = fieldOf(name);
    if (field.stored) offer(name, field.many ? [value].flat() : value);
  }
  for (const [name, value] of Object.entries({ _version_: document.rev, ...more })) if (value !== undefined) offer(name, value);
  return stored;
}

function globMatches(pattern: string, name: string): boolean {
  if (!pattern.includes('*')) return pattern === name;
  const pieces = pattern.split('*');
  const first = pieces[0] ?? '';
  const last = pieces.at(-1) ?? '';
  if (name.length < first.length + last.length || !name.startsWith(first) || !name.endsWith(last)) return false;
  let at = first.length;
  for (const piece of pieces.slice(1, -1)) {
    const found = name.indexOf(piece, at);
    if (found < 0) return false;
    at = found + piece.length;
  }
  return at <= name.length - last.length;
}
