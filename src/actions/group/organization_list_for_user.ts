/** The organizations in which somebody may do something. */
import { allowed } from '#access/decision.ts';
import { permits, ROLES } from '#access/permission.ts';
import { mayReadUsers } from '#access/user.ts';
import { type Actor, anonymous, capacitiesIn, isSysadmin, userIdOf } from '#domain/actor.ts';
import { NotFound } from '#domain/errors.ts';
import type { Group } from '#domain/group.ts';
import type { User } from '#domain/user.ts';
import { listMembers } from '#store/group.ts';
import { type Call, defineRead } from '../action.ts';
import { textIn } from '../parameters.ts';
import { isAbsent } from '../reference.ts';
import { findUserIn } from '../user/find.ts';
import { type Counted, countParameters, presentBriefly, readCounted } from './present-brief.ts';
import type { GroupDict } from './present.ts';

type Asked = { readonly actor: Actor; readonly permission: string; readonly counted: Counted };

export const organizationListForUser = defineRead<User | undefined, Asked, GroupDict[]>({
  name: 'organization_list_for_user',
  about: 'Lists the organizations in which a user has a permission, by a role there or in one above it. Sysadmins have it in all.',
  input: {
    id: { kind: 'text', about: 'Id or name of the user; without it the caller' },
    permission: { kind: 'text', about: 'For example create_dataset, read or admin; manage_group, which any role has, unless told' },
    ...countParameters,
  },
  // Nobody may ask whether a user exists while users are not public, so a missing one is told after the refusal.
  find: (call, input) => findUserIn(call, input, 'id'),
  may: ({ actor, site }, _user, { id }) => (isAbsent(id) ? allowed : mayReadUsers(actor, site.policy)),
  check: async (call, input, user) => {
    if (user === undefined && !isAbsent(input.id)) throw new NotFound();
    const actor = user === undefined ? call.actor : ((await call.db.identity.byUser(user.id)) ?? anonymous);
    return { actor, permission: textIn(input, 'permission', 'manage_group'), counted: readCounted(input) };
  },
  run: async (call, { actor, permission, counted }) => {
    const capacityIn = await capacities(call, actor, permission);
    const groups = call.db.directory
      .all()
      .filter((group) => group.isOrganization && group.state === 'active' && capacityIn(group) !== undefined);
    return presentBriefly(call, 'organization', groups, counted, (group) => ({ capacity: capacityIn(group) }));
  },
});

/** The capacity by which the actor has the permission in a group: his own, else the strongest of those from above. */
async function capacities(call: Call, actor: Actor, permission: string): Promise<(group: Group) => string | undefined> {
  if (isSysadmin(actor)) return () => 'admin';
  const userId = userIdOf(actor);
  const memberships = userId === null ? [] : await listMembers(call.db.pool, { userId });
  const own = new Map(memberships.map(({ groupId, capacity }) => [groupId, capacity]));
  return ({ id }) => {
    const held = capacitiesIn(actor, id);
    return [own.get(id), ...ROLES].find((one) => one !== undefined && held.includes(one) && permits(one, permission));
  };
}
