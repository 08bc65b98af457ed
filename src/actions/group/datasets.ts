/**
 * The datasets of groups and organizations, counted and listed by the index for whoever asks:
 * private ones of an organization for those who may read them, in groups public ones only.
 */
import type { Group } from '#domain/group.ts';
import { quoteText } from '#search/query/escape.ts';
import type { Document } from '#store/document-cache.ts';
import type { Call } from '../action.ts';
import { visibleDocuments } from '../package/visible.ts';
import { callersAudience, PUBLIC, searchDatasets, valuesOf } from '../searching.ts';
import type { GroupKind } from './kind.ts';

const SHOWN = 10;

/** How many datasets each group holds: by id for organizations, by name for groups. */
export function countDatasets(call: Call, kind: GroupKind): Promise<ReadonlyMap<string, number>> {
  return countBy(call, kind === 'organization' ? 'owner_org' : 'groups', kind === 'organization');
}

/** How many public datasets each user has made, by user id. */
export const countDatasetsOfCreators = (call: Call): Promise<ReadonlyMap<string, number>> => countBy(call, 'creator_user_id', false);

async function countBy(call: Call, field: string, withPrivate: boolean): Promise<ReadonlyMap<string, number>> {
  const audience = withPrivate ? callersAudience(call) : PUBLIC;
  const counts = (await valuesOf(call, [field], audience, { include_private: withPrivate }))(field);
  return new Map(counts.map(({ value, count }) => [value, count]));
}

export const countOf = (counts: ReadonlyMap<string, number>, group: Group): number =>
  counts.get(group.isOrganization ? group.id : group.name) ?? 0;

/** Datasets of one group with their number, the last changed first. */
export async function documentsOf(
  call: Call,
  group: Group,
  rows: number,
): Promise<{ readonly count: number; readonly documents: readonly Document[] }> {
  const mine = group.isOrganization ? `+owner_org:${quoteText(group.id)}` : `+groups:${quoteText(group.name)}`;
  const params = { fq_list: [mine], rows, sort: 'metadata_modified desc', include_private: group.isOrganization };
  const { total, ids } = await searchDatasets(call, params);
  return { count: total, documents: await visibleDocuments(call, ids) };
}

/** Count and first datasets of one group, in the form they have inside it. */
export async function datasetsOf(
  call: Call,
  group: Group,
  list: boolean,
): Promise<{ readonly count: number; readonly packages: readonly Buffer[] }> {
  const { count, documents } = await documentsOf(call, group, list ? SHOWN : 0);
  return { count, packages: documents.map(formInGroup) };
}

/** Kept for as long as the ready answer that they are made from. */
const forms = new WeakMap<Document, Buffer>();

function formInGroup(document: Document): Buffer {
  const held = forms.get(document);
  if (held !== undefined) return held;
  const form = Buffer.from(JSON.stringify(packageOf(document.bytes)));
  forms.set(document, form);
  return form;
}

// CKAN: its form for groups loses every list of objects inside a dataset, unless the list is empty
function packageOf(bytes: Buffer): Record<string, unknown> {
  const dict = JSON.parse(bytes.toString('utf8')) as Record<string, unknown>;
  return Object.fromEntries(Object.entries(dict).filter(([, value]) => !(Array.isArray(value) && typeof value[0] === 'object')));
}
