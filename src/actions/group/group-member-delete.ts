/** Makes the actions that take a user out of a group or organization. */
import { denied } from '#access/decision.ts';
import { mayUpdateGroup, mayChangeContents } from '#access/group.ts';
import { NotFound } from '#domain/errors.ts';
import type { Group } from '#domain/group.ts';
import { removeMember } from '#store/group-members.ts';
import { findUserIn } from '../user/find.ts';
import { type Call, defineWrite, type Input, type WriteAction } from '../action.ts';
import { type GroupKind, getToChange } from './kind.ts';

type Leaving = { readonly groupId: string; readonly userId: string };

export const groupMemberDelete = (kind: GroupKind): WriteAction<Group, Leaving, null> =>
  defineWrite<Group, Leaving, null>({
    name: `${kind}_member_delete`,
    about: `Takes a user out of the ${kind}, if he is in it. Admins of the ${kind} may, themselves included.`,
    input: {
      id: { kind: 'text', about: `Id or name of the ${kind}`, required: true },
      username: { kind: 'text', about: 'Id or name of the user' },
      user_id: { kind: 'text', about: 'The same, where username is left out' },
    },
    find: (call, input) => getToChange(call, kind, input, 'Group was not found.'),
    may: ({ actor }, group) => {
      // CKAN: the action behind this one refuses whoever is nobody, in general words
      if (actor.kind === 'anonymous') return denied('Action member_delete requires an authenticated user');
      return group.isOrganization === (kind === 'organization')
        ? mayChangeContents(actor, group, 'user')
        : mayUpdateGroup(actor, group, kind === 'organization');
    },
    check: checkLeaving,
    run: (_call, { groupId, userId }) => ({ writes: [removeMember(groupId, userId)], events: [], result: () => null }),
  });

async function checkLeaving(call: Call, input: Input, group: Group): Promise<Leaving> {
  const user = (await findUserIn(call, input, 'username')) ?? (input.username ? undefined : await findUserIn(call, input, 'user_id'));
  if (user === undefined) throw new NotFound('User was not found.');
  return { groupId: group.id, userId: user.id };
}
