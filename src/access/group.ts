/** Who may do what with groups and organizations. */
import { type Actor, isSysadmin, nameOf } from '#domain/actor.ts';
import type { Group } from '#domain/group.ts';
import { type Decision, allowed, denied } from './decision.ts';
import { holds } from './permission.ts';
import type { Policy } from './policy.ts';

export function mayCreateGroup(actor: Actor, isOrganization: boolean, policy: Policy): Decision {
  if (isSysadmin(actor)) return allowed;
  const open = isOrganization ? policy.userCreateOrganizations : policy.userCreateGroups;
  if (actor.kind === 'user' && open) return allowed;
  const name = actor.kind === 'anonymous' ? 'None' : nameOf(actor); // CKAN: anonymous is written None here
  return denied(`User ${name} not authorized to create ${isOrganization ? 'organizations' : 'groups'}`);
}

/** Active ones are everybody's; others are seen by those who may read in them. */
export const mayReadGroup = (actor: Actor, group: Group): Decision =>
  group.state === 'active' || holds(actor, group.id, 'read')
    ? allowed
    : denied(`User ${nameOf(actor)} not authorized to read group ${group.id}`);

export const mayManageMembers = (actor: Actor, group: Group): Decision =>
  holds(actor, group.id, 'membership') ? allowed : denied(`User ${nameOf(actor)} not authorized to edit group ${group.id}`);

/** Whether the members of a group are shown with it. */
export const maySeeMembers = (actor: Actor, policy: Policy): boolean => policy.publicUserDetails || actor.kind !== 'anonymous';
