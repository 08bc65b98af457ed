/**
 * Which field is of which type: CKAN's index schema as a table. A name that nothing else
 * explains is a string, so a misspelt field is never an error.
 */

export type FieldType = 'string' | 'text' | 'text_general' | 'ngram' | 'date' | 'int' | 'unindexed';

export type Field = {
  readonly name: string;
  readonly type: FieldType;
  /** Several values a dataset; a text of several values cannot be sorted by. */
  readonly many: boolean;
  /** Comes back when asked for with `fl`. */
  readonly stored: boolean;
};

type Row = readonly [names: string, type: FieldType, many: boolean, stored: boolean];

const EXPLICIT: readonly Row[] = [
  [
    'index_id id site_id name entity_type dataset_type state version url license license_id revision_id ckan_url download_url organization capacity',
    'string',
    false,
    true,
  ],
  ['title_string', 'string', false, false],
  ['title notes', 'text', false, true],
  ['author author_email maintainer maintainer_email', 'text_general', false, true],
  ['tags groups res_format res_url res_type', 'string', true, true],
  ['permission_labels', 'string', true, false],
  ['res_name res_description', 'text_general', true, true],
  ['name_ngram title_ngram', 'ngram', false, true],
  ['text urls depends_on dependency_of derives_from has_derivation links_to linked_from child_of parent_of', 'text', true, false],
  ['views_total views_recent resources_accessed_total resources_accessed_recent', 'int', false, false],
  ['metadata_created metadata_modified indexed_ts', 'date', false, true],
  ['data_dict validated_data_dict', 'unindexed', false, true],
];

const table = new Map<string, Field>();
for (const [names, type, many, stored] of EXPLICIT)
  for (const name of names.split(' ')) table.set(name, Object.freeze({ name, type, many, stored }));

/** Names that datasets bring along are remembered up to so many. */
const MOST_DYNAMIC = 5000;
const dynamic = new Map<string, Field>();

/** The field of a name; there is always one. */
export function fieldOf(name: string): Field {
  const known = table.get(name) ?? dynamic.get(name);
  if (known !== undefined) return known;
  const field = Object.freeze(dynamicField(name));
  if (dynamic.size < MOST_DYNAMIC) dynamic.set(name, field);
  return field;
}

/** Solr: of several patterns the longest wins. */
function dynamicField(name: string): Field {
  if (name.startsWith('res_extras_')) return { name, type: 'text', many: true, stored: true };
  if (name.startsWith('extras_')) return { name, type: 'text', many: false, stored: true };
  if (name.startsWith('vocab_')) return { name, type: 'string', many: true, stored: true };
  if (name.endsWith('_date')) return { name, type: 'date', many: false, stored: true };
  return { name, type: 'string', many: false, stored: false };
}

/** Fields whose values are also searched by plain words. */
export function isCopiedToText(name: string): boolean {
  return COPIED.has(name) || name.startsWith('extras_') || name.startsWith('res_extras_') || name.startsWith('vocab_');
}

const COPIED = new Set([
  'name',
  'title',
  'notes',
  'tags',
  'groups',
  'organization',
  'license',
  'author',
  'maintainer',
  'res_name',
  'res_description',
]);

/** Fields whose values also go to `urls`. */
export const COPIED_TO_URLS: ReadonlySet<string> = new Set(['url', 'ckan_url', 'download_url', 'res_url']);
