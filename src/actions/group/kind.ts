/** Groups and organizations are one family: the same makers give the actions of both. */
import { isSysadmin } from '#domain/actor.ts';
import { NotFound } from '#domain/errors.ts';
import type { Group } from '#domain/group.ts';
import { loadGroups } from '#store/group.ts';
import type { Call, Input } from '../action.ts';
import { referenceIn } from '../reference.ts';

export type GroupKind = 'group' | 'organization';

/** The group or organization that `id` names, or undefined; one of the other kind is none. */
export function findGroup(call: Call, kind: GroupKind, ref: string | undefined): Group | undefined {
  const group = ref === undefined ? undefined : call.db.directory.find(ref);
  return group?.isOrganization === (kind === 'organization') ? group : undefined;
}

export function getGroup(call: Call, kind: GroupKind, input: Input): Group {
  const group = findGroup(call, kind, referenceIn(input, 'id'));
  if (group === undefined) throw new NotFound();
  return group;
}

/** A group or organization, whichever it is, from memory. */
export function getAnyGroup(call: Call, input: Input): Group {
  const ref = referenceIn(input, 'id');
  const group = ref === undefined ? undefined : call.db.directory.find(ref);
  if (group === undefined) throw new NotFound();
  return group;
}

/** A group or organization about to be changed, by id, name or former name, read past every cache. */
export async function getStoredGroup(call: Call, input: Input, detail?: string): Promise<Group> {
  const ref = referenceIn(input, 'id');
  const held = ref === undefined ? undefined : call.db.directory.find(ref);
  const stored = held && (await loadGroups(call.db.pool, [held.id]))[0];
  if (stored === undefined) throw new NotFound(detail);
  return stored;
}

/** The same, of one kind. One of the other kind is left to the rules to refuse; for those whom no rule refuses it is none. */
export async function getToChange(call: Call, kind: GroupKind, input: Input, detail?: string): Promise<Group> {
  const group = await getStoredGroup(call, input, detail);
  if (group.isOrganization !== (kind === 'organization') && isSysadmin(call.actor)) throw new NotFound(detail);
  return group;
}
