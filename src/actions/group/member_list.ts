/** What belongs to a group or organization: users with their roles, datasets, and the groups it stands under. */
import { mayReadGroup } from '#access/group.ts';
import type { Group } from '#domain/group.ts';
import { type HeldMember, listContents } from '#store/group-members.ts';
import { type Call, defineRead } from '../action.ts';
import { visibleAmong } from '../package/visible.ts';
import { referenceIn } from '../reference.ts';
import { getAnyGroup } from './kind.ts';
import { roleLabel } from './member_roles_list.ts';

type Asked = { readonly kind: string | undefined; readonly capacity: string | undefined };
/** Id, kind and the name of the capacity. */
type Line = readonly [id: string, kind: string, capacity: string];

export const memberList = defineRead<Group, Asked, readonly Line[]>({
  name: 'member_list',
  about: 'Lists the members of a group or organization as id, kind and role; of datasets those that the caller may see.',
  input: {
    id: { kind: 'text', about: 'Id or name of the group or organization', required: true },
    object_type: { kind: 'text', about: 'Only user, package or group; all of them unless told' },
    capacity: { kind: 'text', about: 'Only members in this capacity' },
  },
  find: getAnyGroup,
  may: ({ actor, site }, group, { object_type: type }) => mayReadGroup(actor, group, site.policy, type !== 'package' && type !== 'group'),
  check: (_call, input) => ({ kind: referenceIn(input, 'object_type'), capacity: referenceIn(input, 'capacity') }),
  run: async (call, { kind, capacity }, group) => {
    const held = await listContents(call.db.pool, group.id);
    const asked = held.filter((one) => (kind ?? one.kind) === one.kind && (capacity ?? one.capacity) === one.capacity);
    return (await shownOf(call, asked)).map((one) => [one.id, one.kind, roleLabel(one.capacity)]);
  },
});

async function shownOf(call: Call, members: readonly HeldMember[]): Promise<readonly HeldMember[]> {
  const datasets = members.filter(({ kind }) => kind === 'package').map(({ id }) => id);
  const visible = await visibleAmong(call, datasets);
  return members.filter(({ id, kind }) => kind !== 'package' || visible.has(id));
}
