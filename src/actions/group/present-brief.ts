/** Groups in the short form of lists about one user, with counts where they are asked for. */
import type { Group } from '#domain/group.ts';
import { countMembers } from '#store/group-members.ts';
import type { Call, Input, Parameter } from '../action.ts';
import { asFlag } from '../parameters.ts';
import { countDatasets, countOf } from './datasets.ts';
import type { GroupKind } from './kind.ts';
import { byDisplayName } from './order.ts';
import { briefDict, type GroupDict } from './present.ts';

export type Counted = { readonly datasets: boolean; readonly members: boolean };

export const countParameters: Readonly<Record<string, Parameter>> = {
  include_dataset_count: { kind: 'flag', about: 'How many datasets the caller sees, as package_count' },
  include_member_count: { kind: 'flag', about: 'How many members there are' },
};

export const readCounted = (input: Input): Counted => ({
  datasets: asFlag(input.include_dataset_count),
  members: asFlag(input.include_member_count),
});

/** By display name; `more` is what the list says of each beside. */
export async function presentBriefly(
  call: Call,
  kind: GroupKind,
  groups: readonly Group[],
  counted: Counted,
  more: (group: Group) => GroupDict = () => ({}),
): Promise<GroupDict[]> {
  const ids = groups.map(({ id }) => id);
  const [datasets, members] = await Promise.all([
    counted.datasets && ids.length > 0 ? countDatasets(call, kind) : new Map<string, number>(),
    counted.members ? countMembers(call.db.pool, ids) : new Map<string, number>(),
  ]);
  return groups.toSorted(byDisplayName).map((group) => ({
    ...briefDict(call, group),
    ...more(group),
    ...(counted.datasets && { package_count: countOf(datasets, group) }),
    ...(counted.members && { member_count: members.get(group.id) ?? 0 }),
  }));
}
