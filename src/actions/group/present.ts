/** Groups and organizations as the wire shows them, one or many with the same few reads. */
import type { Group } from '#domain/group.ts';
import { type GroupUser, countPublicDatasets, loadGroupUsers } from '#store/user.ts';
import type { Call } from '../action.ts';
import { publicUser } from '../user/present.ts';
import { countDatasets, countDatasetsOfCreators, countOf, datasetsOf } from './datasets.ts';
import type { GroupKind } from './kind.ts';
import { pictureAddress } from './picture.ts';
import { type ShowFlags, showDefaults } from './show-flags.ts';

export type GroupDict = Readonly<Record<string, unknown>>;

/** One group in the form of its show action. */
export async function presentGroup(
  call: Call,
  group: Group,
  flags: ShowFlags = showDefaults(call.site.policy.publicUserDetails),
): Promise<GroupDict> {
  const [members, datasets] = await Promise.all([
    membersOf(call, [group], flags),
    flags.datasets || flags.datasetCount ? datasetsOf(call, group, flags.datasets) : undefined,
  ]);
  return { ...dictOf(call, group, flags), ...members(group), ...datasetKeys(datasets, flags) };
}

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
export async function presentGroups(call: Call, kind: GroupKind, groups: readonly Group[], flags: ShowFlags): Promise<GroupDict[]> {
  if (groups.length === 0) return [];
  const counted = flags.datasetCount && !flags.datasets;
  const [members, counts] = await Promise.all([
    membersOf(call, groups, flags),
    counted ? countDatasets(call, kind) : new Map<string, number>(),
  ]);
  return Promise.all(
    groups.map(async (group) => {
      const datasets = flags.datasets
        ? await datasetsOf(call, group, true)
        : counted
          ? { count: countOf(counts, group), packages: [] }
          : undefined;
      return { ...dictOf(call, group, flags), ...members(group), ...datasetKeys(datasets, flags) };
    }),
  );
}

function datasetKeys(datasets: { readonly count: number; readonly packages: readonly unknown[] } | undefined, flags: ShowFlags): GroupDict {
  if (datasets === undefined) return {};
  return flags.datasets ? { package_count: datasets.count, packages: datasets.packages } : { package_count: datasets.count };
}

type CreatedCounts = (users: readonly string[]) => Promise<ReadonlyMap<string, number>>;

/** What each group says of its members, from one read for all groups. */
async function membersOf(
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

function dictOf(call: Call, group: Group, flags: ShowFlags): GroupDict {
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
    num_followers: 0,
    ...(flags.extras && { extras: extrasOf(group) }),
    ...(flags.groups && { groups: parentsOf(call, group) }),
    ...(flags.tags && { tags: [] }),
  };
}

const extrasOf = (group: Group): GroupDict[] =>
  group.extras.map(({ id, key, value, state }) => ({ id, group_id: group.id, key, value, state })).sort((a, b) => (a.key < b.key ? -1 : 1));

function parentsOf(call: Call, group: Group): GroupDict[] {
  const parents = group.parents.flatMap((id) => call.db.directory.get(id) ?? []).filter((parent) => parent.state === 'active');
  return parents.map(({ name }) => ({ name, capacity: 'public' })).sort((a, b) => (a.name < b.name ? -1 : 1));
}
