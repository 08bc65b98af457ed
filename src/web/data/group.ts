/** Organizations and groups as their lists and shows give them, and the tree they make. */
import type { AnyAction } from '#actions/action.ts';
import { groupList } from '#actions/group/group_list.ts';
import { groupShow } from '#actions/group/group_show.ts';
import { organizationList } from '#actions/group/organization_list.ts';
import { organizationShow } from '#actions/group/organization_show.ts';
import { packageSearch } from '#actions/package/package_search.ts';
import type { Visit } from '../page.ts';
import { path } from '../text/addresses.ts';
import { byWords } from '../text/order.ts';
import { titleOf } from './dataset.ts';
import { plain } from './fields.ts';

export type Kind = 'organization' | 'group';

export type GroupDict = {
  readonly id: string;
  readonly name: string;
  readonly title?: string | null;
  readonly display_name?: string;
  readonly description?: string | null;
  readonly image_url?: string | null;
  readonly image_display_url?: string | null;
  readonly package_count?: number;
  readonly member_count?: number;
  readonly state?: string;
  readonly created?: string;
  /** The groups it stands under. */
  readonly groups?: readonly { readonly name: string }[];
  readonly extras?: readonly { readonly key: string; readonly value: unknown }[];
  readonly users?: readonly MemberDict[];
};

/** One who holds a role there, as the show action lists him. */
export type MemberDict = {
  readonly id: string;
  readonly name: string;
  readonly display_name?: string;
  readonly fullname?: string | null;
  readonly capacity?: string;
  readonly email?: string | null;
};

export type Branch = { readonly group: GroupDict; readonly children: readonly Branch[] };

export const LIST: Readonly<Record<Kind, AnyAction>> = { organization: organizationList, group: groupList };
export const SHOW: Readonly<Record<Kind, AnyAction>> = { organization: organizationShow, group: groupShow };

/** What the lists of both kinds are called. */
export const PLURAL: Readonly<Record<Kind, string>> = { organization: 'Organizations', group: 'Groups' };

export const groupPath = (kind: Kind, group: { readonly name: string }): string => path(kind, group.name);

/** One, with its extras, the names of those above it and the number of its members. */
export const showGroup = (visit: Visit, kind: Kind, id: string): Promise<GroupDict> =>
  visit.ask<GroupDict>(SHOW[kind], { id, include_users: false, include_followers: false, include_tags: false, include_member_count: true });

const countGroups = async (visit: Visit, kind: Kind): Promise<number> => (await visit.ask<string[]>(LIST[kind], {})).length;

/** All of them by title, with the datasets that the visitor sees in each, counted by one search. */
export async function allGroups(visit: Visit, kind: Kind): Promise<readonly GroupDict[]> {
  const [groups, counts] = await Promise.all([listGroups(visit, kind), countDatasets(visit, kind)]);
  return groups.map((group) => ({ ...group, package_count: counts.get(group.name) ?? 0 }));
}

/** The same, with the number of members of each; asked for once. No more than the lists hand out at a time. */
export async function withMemberCounts(visit: Visit, kind: Kind, groups: readonly GroupDict[]): Promise<readonly GroupDict[]> {
  if (groups.length === 0) return groups;
  const counted = await visit.ask<GroupDict[]>(LIST[kind], {
    [`${kind}s`]: groups.map(({ name }) => name),
    all_fields: true,
    include_dataset_count: false,
    include_member_count: true,
    limit: groups.length,
    offset: 0,
  });
  const counts = new Map(counted.map(({ name, member_count: count }) => [name, count]));
  return groups.map((group) => ({ ...group, member_count: counts.get(group.name) }));
}

async function countDatasets(visit: Visit, kind: Kind): Promise<ReadonlyMap<string, number>> {
  const field = kind === 'organization' ? 'organization' : 'groups';
  const answer = await visit.ask<{ facets: Record<string, Record<string, number>> }>(packageSearch, {
    rows: 0,
    'facet.field': [field],
    'facet.limit': -1,
    include_private: true,
  });
  return new Map(Object.entries(answer.facets[field] ?? {}));
}

/** The lists hand out so many with all fields at a time. */
async function listGroups(visit: Visit, kind: Kind): Promise<readonly GroupDict[]> {
  const limit = visit.catalogue.site.settings['ckan.group_and_organization_list_all_fields_max'];
  const total = await countGroups(visit, kind);
  const offsets = Array.from({ length: Math.ceil(total / limit) }, (_, page) => page * limit);
  const parts = await Promise.all(
    offsets.map((offset) =>
      visit.ask<GroupDict[]>(LIST[kind], {
        all_fields: true,
        include_groups: true,
        include_dataset_count: false,
        include_extras: true,
        sort: 'name asc',
        limit,
        offset,
      }),
    ),
  );
  return parts.flat().sort(byTitle);
}

const byTitle = (a: GroupDict, b: GroupDict): number => byWords(titleOf(a), titleOf(b));

/** Those below none come first; one below several stands under each; a circle is cut where it closes. */
export function treeOf(groups: readonly GroupDict[]): readonly Branch[] {
  const known = new Set(groups.map(({ name }) => name));
  const below = new Map<string, GroupDict[]>();
  const tops: GroupDict[] = [];
  for (const group of groups) {
    const parents = (group.groups ?? []).map(({ name }) => name).filter((name) => known.has(name) && name !== group.name);
    if (parents.length === 0) tops.push(group);
    for (const parent of parents) below.set(parent, [...(below.get(parent) ?? []), group]);
  }
  const placed = new Set<string>();
  const grow = (group: GroupDict, above: ReadonlySet<string>): Branch => {
    placed.add(group.name);
    const path = new Set(above).add(group.name);
    return { group, children: (below.get(group.name) ?? []).filter(({ name }) => !path.has(name)).map((child) => grow(child, path)) };
  };
  const roots = tops.map((group) => grow(group, new Set()));
  // What hangs on a circle only is reached from no top; it stands at the top then.
  return [...roots, ...groups.flatMap((group) => (placed.has(group.name) ? [] : [grow(group, new Set())]))];
}

/** Everything below a branch, itself included. */
export const withDescendants = (branch: Branch): readonly GroupDict[] => [branch.group, ...branch.children.flatMap(withDescendants)];

/** Datasets of a branch, those of its descendants included; one that stands there twice counts once. */
export const totalCount = (branch: Branch): number =>
  [...new Map(withDescendants(branch).map((group) => [group.id, group.package_count ?? 0])).values()].reduce(
    (sum, count) => sum + count,
    0,
  );

export function findBranch(branches: readonly Branch[], name: string): Branch | undefined {
  for (const branch of branches) {
    const found = branch.group.name === name ? branch : findBranch(branch.children, name);
    if (found !== undefined) return found;
  }
  return undefined;
}

export const extraOf = (group: GroupDict, key: string): string => plain(group.extras?.find((extra) => extra.key === key)?.value);
