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

/** The capacities that permit something, the strongest first. */
export const ROLES: readonly string[] = ['admin', 'editor', 'member'];

const PERMITS: ReadonlyMap<string, readonly string[]> = new Map<string, readonly Permission[]>([
  ['editor', ['read', 'create_dataset', 'update_dataset', 'delete_dataset', 'manage_group']],
  ['member', ['read', 'manage_group']],
]);

/** Whether the capacity, which may be any text, permits this. CKAN: an admin is permitted whatever is asked for. */
export const permits = (capacity: string, permission: Permission | (string & {})): boolean =>
  capacity === 'admin' || (PERMITS.get(capacity)?.includes(permission) ?? false);

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
