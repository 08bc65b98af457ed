/** Groups and organizations as the wire shows them, one or many with the same few reads. */
import type { Group } from '#domain/group.ts';
import { Spliced, splicedList } from '#domain/spliced.ts';
import { type GroupUser, countPublicDatasets, loadGroupUsers } from '#store/user.ts';
import type { Call } from '../action.ts';
import { publicUser } from '../user/present.ts';
import { countDatasets, countDatasetsOfCreators, countOf, datasetsOf } from './datasets.ts';
import type { GroupKind } from './kind.ts';
import { pictureAddress } from '../picture/address.ts';
import { type ShowFlags, showDefaults } from './show-flags.ts';

export type GroupDict = Readonly<Record<string, unknown>>;

/** One group in the form of its show action. */
export async function presentGroup(
  call: Call,
  group: Group,
  flags: ShowFlags = showDefaults(call.site.policy.publicUserDetails),
): Promise<GroupDict | Spliced> {
  const [members, datasets] = await Promise.all([
    membersOf(call, [group], flags),
    flags.datasets || flags.datasetCount ? datasetsOf(call, group, flags.datasets) : undefined,
  ]);
  const dict = { ...dictOf(call, group, flags), ...members(group), ...(datasets !== undefined && { package_count: datasets.count }) };
  return datasets !== undefined && flags.datasets ? new Spliced(withPackages(dict, datasets.packages)) : dict;
}

/** The bytes of a group with its datasets, which are bytes already. */
export const withPackages = (dict: GroupDict, packages: readonly Buffer[]): Buffer[] => [
  Buffer.from(`${JSON.stringify(dict).slice(0, -1)},"packages":`),
  ...splicedList(packages),
  Buffer.from('}'),
];

/**
 * A group that has just been made, as its show action would give it. The index is not asked, so that
 * a group can be made while it is being built.
 */
export async function presentNewGroup(call: Call, group: Group, publicDatasets: number): Promise<GroupDict> {
  const flags = showDefaults(call.site.policy.publicUserDetails);
  const members = await membersOf(call, [group], flags, (users) => countPublicDatasets(call.db.pool, users));
  return { ...dictOf(call, group, flags), ...members(group), package_count: publicDatasets };
}

/** Groups of one kind, with all their counts from one search. */
export async function presentGroups(
  call: Call,
  kind: GroupKind,
  groups: readonly Group[],
  flags: ShowFlags,
): Promise<readonly GroupDict[] | Spliced> {
  if (groups.length === 0) return [];
  const [members, counts] = await Promise.all([
    membersOf(call, groups, flags),
    flags.datasetCount && !flags.datasets ? countDatasets(call, kind) : undefined,
  ]);
  const dictFor = (group: Group, count: number | undefined): GroupDict => ({
    ...dictOf(call, group, flags),
    ...members(group),
    ...(count !== undefined && { package_count: count }),
  });
  if (!flags.datasets) return groups.map((group) => dictFor(group, counts && countOf(counts, group)));
  const items = await Promise.all(
    groups.map(async (group) => {
      const { count, packages } = await datasetsOf(call, group, true);
      return Buffer.concat(withPackages(dictFor(group, count), packages));
    }),
  );
  return new Spliced(splicedList(items));
}

type CreatedCounts = (users: readonly string[]) => Promise<ReadonlyMap<string, number>>;

/** What each group says of its members, from one read for all groups. */
export async function membersOf(
  call: Call,
  groups: readonly Group[],
  flags: ShowFlags,
  count: CreatedCounts = () => countDatasetsOfCreators(call),
): Promise<(group: Group) => GroupDict> {
  if (!flags.users && !flags.memberCount) return () => ({});
  const rows = await loadGroupUsers(
    call.db.pool,
    groups.map((group) => group.id),
  );
  const created = flags.users ? await count(rows.map((row) => row.id)) : new Map<string, number>();
  const byGroup = Map.groupBy(rows, (row) => row.groupId);
  const memberDict = (user: GroupUser): GroupDict => ({
    ...publicUser(user, created.get(user.id) ?? 0, call.site.url),
    capacity: user.capacity,
  });
  return ({ id }) => {
    const members = byGroup.get(id) ?? [];
    return { ...(flags.users && { users: members.map(memberDict) }), ...(flags.memberCount && { member_count: members.length }) };
  };
}

/** What every form of a group begins with. */
export function briefDict(call: Call, group: Group): GroupDict {
  return {
    id: group.id,
    name: group.name,
    title: group.title,
    display_name: group.title || group.name,
    description: group.description,
    type: group.type,
    is_organization: group.isOrganization,
    state: group.state,
    approval_status: group.approvalStatus,
    created: group.created,
    image_url: group.imageUrl,
    image_display_url: pictureAddress(call.site.url, 'group', group.imageUrl),
  };
}

function dictOf(call: Call, group: Group, flags: ShowFlags): GroupDict {
  return {
    ...briefDict(call, group),
    num_followers: 0,
    ...(flags.extras && { extras: extrasOf(group) }),
    ...(flags.groups && { groups: parentsOf(call, group) }),
    ...(flags.tags && { tags: [] }),
  };
}

export const extrasOf = (group: Group): GroupDict[] =>
  group.extras.map(({ id, key, value, state }) => ({ id, group_id: group.id, key, value, state })).sort((a, b) => (a.key < b.key ? -1 : 1));

function parentsOf(call: Call, group: Group): GroupDict[] {
  const parents = group.parents.flatMap((id) => call.db.directory.get(id) ?? []).filter((parent) => parent.state === 'active');
  return parents.map(({ name }) => ({ name, capacity: 'public' })).sort((a, b) => (a.name < b.name ? -1 : 1));
}
