/**
 * A group as its update and patch answer: the whole datasets changed last, every group above with
 * what stands above that one, and no followers. The tables are asked instead of the index, so that
 * a group is renamed without waiting for its datasets to be indexed again.
 */
import { holds } from '#access/permission.ts';
import type { Group } from '#domain/group.ts';
import { Spliced } from '#domain/spliced.ts';
import { countContents, countMembers, newestDatasets } from '#store/group-members.ts';
import { countPublicDatasets } from '#store/user.ts';
import type { Call } from '../action.ts';
import { visibleDocuments } from '../package/visible.ts';
import { type GroupDict, briefDict, extrasOf, membersOf, withPackages } from './present.ts';
import { showDefaults } from './show-flags.ts';

const SHOWN = 10;

export async function presentChanged(call: Call, group: Group): Promise<Spliced> {
  const { pool, directory } = call.db;
  const above = directory.above(group.id);
  const family = [group.id, ...above.map(({ id }) => id)];
  const [newest, contents, memberCounts, members] = await Promise.all([
    newestDatasets(pool, group.id, group.isOrganization, SHOWN),
    countContents(pool, family),
    countMembers(pool, family),
    membersOf(call, [group], showDefaults(true), (users) => countPublicDatasets(pool, users)),
  ]);
  const packages = (await visibleDocuments(call, newest)).map(({ bytes }) => bytes);
  const counts: Counts = { datasets: (one) => datasetCount(call, one, contents), members: ({ id }) => memberCounts.get(id) ?? 0 };
  const dict = {
    ...briefDict(call, group),
    ...members(group),
    extras: extrasOf(group),
    package_count: counts.datasets(group),
    tags: [],
    groups: parentDicts(call, group, counts, new Set([group.id])),
  };
  return new Spliced(withPackages(dict, packages));
}

type Counts = { readonly datasets: (group: Group) => number; readonly members: (group: Group) => number };

/** Private datasets count in an organization for those who may read them, in groups for nobody. */
function datasetCount(call: Call, group: Group, contents: ReadonlyMap<string, { all: number; hidden: number }>): number {
  const { all, hidden } = contents.get(group.id) ?? { all: 0, hidden: 0 };
  return group.isOrganization && holds(call.actor, group.id, 'read') ? all : all - hidden;
}

function parentDicts(call: Call, group: Group, counts: Counts, below: ReadonlySet<string>): GroupDict[] {
  const parents = group.parents
    .flatMap((id) => call.db.directory.get(id) ?? [])
    .filter((parent) => parent.state === 'active' && !below.has(parent.id))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  return parents.map((parent) => ({
    ...briefDict(call, parent),
    capacity: 'public',
    package_count: counts.datasets(parent),
    member_count: counts.members(parent),
    groups: parentDicts(call, parent, counts, new Set([...below, parent.id])),
  }));
}
