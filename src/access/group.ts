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

const kindOf = (isOrganization: boolean): string => (isOrganization ? 'organization' : 'group');

/** Admins of it; whoever is taken for an organization but is a group, or the other way round, is nobody's to change. */
export const mayUpdateGroup = (actor: Actor, group: Group, isOrganization: boolean): Decision =>
  group.isOrganization === isOrganization && holds(actor, group.id, 'update')
    ? allowed
    : denied(`User ${nameOf(actor)} not authorized to edit ${kindOf(isOrganization)} ${group.id}`);

/** Admins of it, where the site lets them. */
export function mayDeleteGroup(actor: Actor, group: Group, isOrganization: boolean, policy: Policy): Decision {
  const kind = kindOf(isOrganization);
  const open = isOrganization ? policy.userDeleteOrganizations : policy.userDeleteGroups;
  if (!open && !isSysadmin(actor)) return denied(`User ${nameOf(actor)} not authorized to delete ${kind}s`);
  return group.isOrganization === isOrganization && holds(actor, group.id, 'delete')
    ? allowed
    : denied(`User ${nameOf(actor)} not authorized to delete ${kind} ${group.id}`);
}

/** Whatever belongs to a group is put in and taken out by its admins; datasets of a group that is no organization by each of its members. */
export function mayChangeContents(actor: Actor, group: Group, content: string): Decision {
  const permission = content === 'package' && !group.isOrganization ? 'manage_group' : 'update';
  return holds(actor, group.id, permission) ? allowed : denied(`User ${nameOf(actor)} not authorized to edit group ${group.id}`);
}
