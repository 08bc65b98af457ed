/** Who may do what with groups and organizations (texts as recorded). */
import { type Actor, isSysadmin, nameOf, userIdOf } from '#domain/actor.ts';
import type { Group } from '#domain/group.ts';
import { type Decision, allowed, denied } from './decision.ts';
import { holds } from './permission.ts';
import type { Policy } from './policy.ts';

export function mayCreateGroup(actor: Actor, isOrganization: boolean, policy: Policy): Decision {
  if (isSysadmin(actor)) return allowed;
  const open = isOrganization ? policy.userCreateOrganizations : policy.userCreateGroups;
  if (actor.kind === 'user' && open) return allowed;
  // CKAN: the caller is told by his id here, and nobody is called None
  return denied(`User ${userIdOf(actor) ?? 'None'} not authorized to create ${isOrganization ? 'organizations' : 'groups'}`);
}

/** Active ones are everybody's, their members while people are public; the rest is for those who may read in them. */
export function mayReadGroup(actor: Actor, group: Group, policy: Policy, withMembers = false): Decision {
  const open = group.state === 'active' && (policy.publicUserDetails || !withMembers);
  return open || holds(actor, group.id, 'read') ? allowed : denied(`User ${nameOf(actor)} not authorized to read group ${group.id}`);
}

/** Admins of the group; a group that does not exist has none. */
export const mayManageMembers = (actor: Actor, group: Group | undefined): Decision =>
  isSysadmin(actor) || (group !== undefined && holds(actor, group.id, 'membership'))
    ? allowed
    : denied(`User ${nameOf(actor)} not authorized to add members`);
