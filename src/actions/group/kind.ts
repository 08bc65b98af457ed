/** Groups and organizations are one family: the same makers give the actions of both. */
import { NotFound } from '#domain/errors.ts';
import type { Group } from '#domain/group.ts';
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
