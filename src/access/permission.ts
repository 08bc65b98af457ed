/** What each capacity permits in a group or organization, as in CKAN. */
import { type Actor, capacitiesIn, isSysadmin } from '#domain/actor.ts';
import type { GroupId } from '#domain/ids.ts';

export type Permission =
  | 'read'
  | 'create_dataset'
  | 'update_dataset'
  | 'delete_dataset'
  | 'manage_group'
  | 'update'
  | 'membership'
  | 'delete';

const PERMITS: Readonly<Record<string, readonly Permission[]>> = {
  admin: ['read', 'create_dataset', 'update_dataset', 'delete_dataset', 'manage_group', 'update', 'membership', 'delete'],
  editor: ['read', 'create_dataset', 'update_dataset', 'delete_dataset', 'manage_group'],
  member: ['read', 'manage_group'],
};

const permits = (capacity: string, permission: Permission): boolean => PERMITS[capacity]?.includes(permission) ?? false;

/** Whether the actor holds the permission in this group, by a capacity of his own or one that cascades. */
export const holds = (actor: Actor, group: GroupId, permission: Permission): boolean =>
  isSysadmin(actor) || capacitiesIn(actor, group).some((capacity) => permits(capacity, permission));

/** Every group in which the actor holds the permission. */
export function groupsWith(actor: Actor, permission: Permission): readonly GroupId[] {
  if (actor.kind !== 'user') return [];
  return [...actor.capacities]
    .filter(([, capacities]) => capacities.some((capacity) => permits(capacity, permission)))
    .map(([group]) => group);
}
