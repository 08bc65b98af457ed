/** Makes `group_list` and `organization_list`: from the directory in memory, counted by the index. */
import { allowed } from '#access/decision.ts';
import { mayReadGroup } from '#access/group.ts';
import { NotAuthorized } from '#domain/errors.ts';
import type { Group } from '#domain/group.ts';
import type { Spliced } from '#domain/spliced.ts';
import { type Call, defineRead, type ReadAction } from '../action.ts';
import { countDatasets, countOf } from './datasets.ts';
import type { GroupKind } from './kind.ts';
import { type ListOrder, type ListRequest, readListRequest } from './list-request.ts';
import { byName, byTitle, mentions } from './order.ts';
import { type GroupDict, presentGroups } from './present.ts';
import { flagParameters } from './show-flags.ts';

export const groupList = (kind: GroupKind): ReadAction<undefined, ListRequest, readonly string[] | readonly GroupDict[] | Spliced> =>
  defineRead<undefined, ListRequest, readonly string[] | readonly GroupDict[] | Spliced>({
    name: `${kind}_list`,
    about: `Lists the names of active ${kind}s, or on request the ${kind}s themselves.`,
    order: 'check-may',
    input: {
      [`${kind}s`]: { kind: 'list', about: 'Names to which the list is confined; a text may separate them by commas' },
      type: { kind: 'text', about: `Type of the ${kind}s, unless told ${kind}` },
      q: { kind: 'text', about: 'Text to be found in name, title or description' },
      sort: { kind: 'text', about: 'name, title or package_count, followed by asc or desc; ordering by count leaves out empty ones' },
      order_by: { kind: 'text', about: 'Older name of the parameter sort' },
      limit: { kind: 'whole', about: 'Most to list; never more than the site allows' },
      offset: { kind: 'whole', about: 'How many to skip' },
      all_fields: { kind: 'flag', about: 'Whole records instead of names' },
      ...flagParameters,
    },
    may: () => allowed,
    check: ({ site }, input) => readListRequest(kind, input, site),
    run: async (call, request) => {
      const groups = await chosen(call, kind, request);
      if (request.flags === undefined) return groups.map((group) => group.name);
      if (request.flags.users) assertMembersShown(call, groups);
      return presentGroups(call, kind, groups, request.flags);
    },
  });

/** The ids behind names, former ones too; ids are no names. */
function idsBehind({ db }: Call, names: ReadonlySet<string>): ReadonlySet<string> {
  const found = [...names].map((name) => ({ name, group: db.directory.find(name) }));
  return new Set(found.flatMap(({ name, group }) => (group === undefined || (group.id === name && group.name !== name) ? [] : group.id)));
}

async function chosen(call: Call, kind: GroupKind, { names, type, q, order, limit, offset }: ListRequest): Promise<readonly Group[]> {
  const ids = names && idsBehind(call, names);
  const fitting = call.db.directory
    .all()
    .filter(
      (group) =>
        group.state === 'active' &&
        group.isOrganization === (kind === 'organization') &&
        group.type === type &&
        (ids?.has(group.id) ?? true) &&
        (q === '' || mentions(group, q) || group.description.toLowerCase().includes(q)),
    );
  const sorted = order.field === 'package_count' ? byCount(fitting, await countDatasets(call, kind), order) : byText(fitting, order);
  return sorted.slice(offset, offset + limit);
}

function byText(groups: readonly Group[], { field, descending }: ListOrder): readonly Group[] {
  const compare = field === 'name' ? byName : byTitle;
  return groups.toSorted(descending ? (a, b) => compare(b, a) : compare);
}

// CKAN: those without a dataset are left out
function byCount(groups: readonly Group[], counts: ReadonlyMap<string, number>, { descending }: ListOrder): readonly Group[] {
  const counted = groups.map((group) => ({ group, count: countOf(counts, group) })).filter(({ count }) => count > 0);
  counted.sort((a, b) => (descending ? b.count - a.count : a.count - b.count) || byTitle(a.group, b.group));
  return counted.map(({ group }) => group);
}

function assertMembersShown(call: Call, groups: readonly Group[]): void {
  for (const group of groups) {
    const decision = mayReadGroup(call.actor, group, call.site.policy, true);
    if (!decision.allowed) throw new NotAuthorized(decision.reason);
  }
}
