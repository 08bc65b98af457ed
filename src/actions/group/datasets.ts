/**
 * The datasets of groups and organizations, counted and listed by the index for whoever asks:
 * private ones of an organization for those who may read them, in groups public ones only.
 */
import { sees } from '#domain/audience.ts';
import type { Group } from '#domain/group.ts';
import { quoteText } from '#search/query/escape.ts';
import { searchRequest } from '#search/request.ts';
import type { SearchAnswer } from '#search/index-port.ts';
import type { Document } from '#store/document-cache.ts';
import type { Call } from '../action.ts';
import { searchSettings } from '../search-settings.ts';
import type { GroupKind } from './kind.ts';

const SHOWN = 10;
const BATCH = 500;

const find = (
  call: Call,
  params: Readonly<Record<string, unknown>>,
  audience = call.site.visibility.audienceOf(call.actor),
): Promise<SearchAnswer> => call.search.find(searchRequest(params, audience, searchSettings(call.site)));

/** How many datasets each group holds: by id for organizations, by name for groups. */
export function countDatasets(call: Call, kind: GroupKind): Promise<ReadonlyMap<string, number>> {
  return countBy(call, kind === 'organization' ? 'owner_org' : 'groups', kind === 'organization');
}

/** How many public datasets each user has made, by user id. */
export const countDatasetsOfCreators = (call: Call): Promise<ReadonlyMap<string, number>> => countBy(call, 'creator_user_id', false);

async function countBy(call: Call, field: string, withPrivate: boolean): Promise<ReadonlyMap<string, number>> {
  const facets = { 'facet.field': [field], 'facet.limit': -1, 'facet.mincount': 1 };
  // Public ones are the same for everybody, so that one answer can be kept for all.
  const audience = withPrivate ? undefined : ({ kind: 'labels', labels: ['public'] } as const);
  const answer = await find(call, { rows: 0, include_private: withPrivate, ...facets }, audience);
  return new Map((answer.facets[field] ?? []).map(({ value, count }) => [value, count]));
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
  const answer = await find(call, {
    fq_list: [mine],
    rows,
    sort: 'metadata_modified desc',
    include_private: group.isOrganization,
  });
  const documents = rows === 0 ? [] : await call.db.documents.getMany(answer.ids);
  const audience = call.site.visibility.audienceOf(call.actor);
  // A dataset may have been hidden since the index was asked.
  return { count: answer.total, documents: documents.filter((document) => sees(audience, document.labels)) };
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

/** Those of the datasets that the caller may see. */
export async function visibleAmong(call: Call, ids: readonly string[]): Promise<ReadonlySet<string>> {
  const audience = call.site.visibility.audienceOf(call.actor);
  const visible = new Set<string>();
  // A few at a time: there may be more than the memory of ready answers holds.
  for (let i = 0; i < ids.length; i += BATCH)
    for (const { head, labels } of await call.db.documents.getMany(ids.slice(i, i + BATCH)))
      if (sees(audience, labels)) visible.add(head.id);
  return visible;
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
