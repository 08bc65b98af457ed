/** Who may do what with datasets and their resources (texts as recorded). */
import { type Actor, isSysadmin, nameOf } from '#domain/actor.ts';
import { type Audience, sees } from '#domain/audience.ts';
import type { DatasetHead } from '#domain/dataset.ts';
import type { GroupId } from '#domain/ids.ts';
import { type Decision, allowed, denied } from './decision.ts';
import { groupsWith, holds } from './permission.ts';
import type { Policy } from './policy.ts';

export function mayReadDataset(
  actor: Actor,
  audience: Audience,
  target: { readonly id: string; readonly labels: readonly string[] },
): Decision {
  return sees(audience, target.labels) ? allowed : denied(`User ${nameOf(actor)} not authorized to read package ${target.id}`);
}

/** The first gate of every create: somebody with a place to create in, or a site that lets everybody. */
export function mayCreateSomewhere(actor: Actor, policy: Policy): boolean {
  if (isSysadmin(actor)) return true;
  if (actor.kind === 'anonymous') return policy.anonCreateDataset && policy.createUnownedDataset && policy.createDatasetIfNotInOrganization;
  return (policy.createUnownedDataset && policy.createDatasetIfNotInOrganization) || groupsWith(actor, 'create_dataset').length > 0;
}

export function mayCreateDataset(
  actor: Actor,
  target: { readonly ownerOrg: GroupId | null; readonly groups: readonly GroupId[] },
  policy: Policy,
): Decision {
  if (isSysadmin(actor)) return allowed;
  const who = `User ${nameOf(actor)} not authorized to`;
  if (!mayCreateSomewhere(actor, policy)) return denied(`${who} create packages`);
  if (target.groups.some((group) => !holds(actor, group, 'manage_group'))) return denied(`${who} edit these groups`);
  if (target.ownerOrg !== null && !holds(actor, target.ownerOrg, 'create_dataset'))
    return denied(`${who} add dataset to this organization`);
  return allowed;
}

/** Whether the actor may change the dataset itself, leaving groups aside. */
const changes = (actor: Actor, head: DatasetHead, policy: Policy): boolean => {
  if (isSysadmin(actor)) return true;
  if (head.ownerOrg !== null) return holds(actor, head.ownerOrg, 'update_dataset');
  // CKAN lets everybody here change drafts that he may not even read; ours are their creator's.
  const isOpen = head.state === 'active' && !head.private;
  return policy.createUnownedDataset && mayCreateSomewhere(actor, policy) && actor.kind === 'user' && (isOpen || head.creator === actor.id);
};

export function mayUpdateDataset(actor: Actor, head: DatasetHead, addedGroups: readonly GroupId[], policy: Policy): Decision {
  if (!changes(actor, head, policy)) return denied(`User ${nameOf(actor)} not authorized to edit package ${head.id}`);
  if (addedGroups.some((group) => !holds(actor, group, 'manage_group')))
    return denied(`User ${nameOf(actor)} not authorized to edit these groups`);
  return allowed;
}

export const mayDeleteDataset = (actor: Actor, head: DatasetHead, policy: Policy): Decision =>
  isSysadmin(actor) || (head.ownerOrg !== null ? holds(actor, head.ownerOrg, 'delete_dataset') : changes(actor, head, policy))
    ? allowed
    : denied(`User ${nameOf(actor)} not authorized to edit package ${head.id}`);

/** Giving a dataset to another organization past the rules of both is for sysadmins. */
export const mayMoveDataset = (actor: Actor): Decision => (isSysadmin(actor) ? allowed : denied());

/** Changing many datasets of an organization at once is for its admins. */
export const mayChangeDatasetsOf = (actor: Actor, organization: GroupId | undefined): Decision =>
  isSysadmin(actor) || (organization !== undefined && holds(actor, organization, 'update')) ? allowed : denied();

/** Purging is for sysadmins. */
export const mayPurge = (actor: Actor): Decision => (isSysadmin(actor) ? allowed : denied());

export const mayReadResource = (
  actor: Actor,
  audience: Audience,
  target: { readonly id: string; readonly labels: readonly string[] },
): Decision => (sees(audience, target.labels) ? allowed : denied(`User ${nameOf(actor)} not authorized to read resource ${target.id}`));

export const mayCreateResource = (actor: Actor, head: DatasetHead, policy: Policy): Decision =>
  changes(actor, head, policy) ? allowed : denied(`User ${nameOf(actor)} not authorized to create resources on dataset ${head.id}`);

export const mayUpdateResource = (actor: Actor, head: DatasetHead, resourceId: string, policy: Policy): Decision =>
  changes(actor, head, policy) ? allowed : denied(`User ${nameOf(actor)} not authorized to edit resource ${resourceId}`);

export const mayDeleteResource = (actor: Actor, head: DatasetHead, resourceId: string, policy: Policy): Decision =>
  changes(actor, head, policy) ? allowed : denied(`User ${nameOf(actor)} not authorized to delete resource ${resourceId}`);
