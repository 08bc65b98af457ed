/** Makes the actions that give a user a role in a group or organization. */
import { mayManageMembers } from '#access/group.ts';
import { ROLES } from '#access/permission.ts';
import { userIdOf } from '#domain/actor.ts';
import { NotAuthorized, ValidationError } from '#domain/errors.ts';
import type { Group } from '#domain/group.ts';
import { newId } from '#domain/ids.ts';
import { findMember, putMember } from '#store/group.ts';
import { findUndeletedUser } from '#store/user.ts';
import { type Call, defineWrite, type Input, type WriteAction } from '../action.ts';
import { type GroupKind, findGroup } from './kind.ts';
import type { GroupDict } from './present.ts';

type Membership = { readonly groupId: string; readonly userId: string; readonly capacity: string };

export const groupMemberCreate = (kind: GroupKind): WriteAction<Group | undefined, Membership, GroupDict> =>
  defineWrite<Group | undefined, Membership, GroupDict>({
    name: `${kind}_member_create`,
    about: `Gives a user a role in the ${kind}, in place of any other he has there. Admins of the ${kind} may.`,
    order: 'may-check',
    input: {
      id: { kind: 'text', about: `Id or name of the ${kind}`, required: true },
      username: { kind: 'text', about: 'Id or name of the user', required: true },
      role: { kind: 'text', about: 'admin, editor or member', required: true },
    },
    find: (call, input) => (typeof input.id === 'string' ? findGroup(call, kind, input.id) : undefined),
    may: ({ actor }, group) => mayManageMembers(actor, group),
    check: checkMembership,
    run: (_call, { groupId, userId, capacity }) => ({
      writes: [putMember(groupId, { id: newId(), userId, capacity })],
      events: [],
      result: ([row]) => ({ id: row?.id, table_name: 'user', table_id: userId, capacity, group_id: groupId, state: 'active' }),
    }),
  });

async function checkMembership(call: Call, { username, role }: Input, group: Group | undefined): Promise<Membership> {
  const capacity = ROLES.find((one) => one === role);
  const user = typeof username === 'string' ? await findUndeletedUser(call.db.pool, username) : undefined;
  if (group === undefined || user === undefined || capacity === undefined) {
    throw new ValidationError({
      ...(group === undefined && { id: ['That group name or ID does not exist.'] }),
      ...(user === undefined && { username: ['Not found: User'] }),
      ...(capacity === undefined && { role: ['role does not exist.'] }),
    });
  }
  const membership = { groupId: group.id, userId: user.id, capacity };
  await assertNotSteppingDown(call, membership);
  return membership;
}

/** The last admin would lock everybody out, so nobody takes the role from himself this way. */
export async function assertNotSteppingDown(call: Call, { groupId, userId, capacity }: Membership): Promise<void> {
  if (userId !== userIdOf(call.actor) || capacity === 'admin') return;
  const own = await findMember(call.db.pool, groupId, userId);
  if (own?.capacity === 'admin') throw new NotAuthorized('Administrators cannot revoke their own admin status');
}
