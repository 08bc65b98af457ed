/** Everything a page may do to an organization or group, by the very actions that programs call. */
import type { AnyAction, Input } from '#actions/action.ts';
import { groupPatchOf, versionOf } from '#actions/group/form-save.ts';
import { groupCreate } from '#actions/group/group_create.ts';
import { groupDelete } from '#actions/group/group_delete.ts';
import { groupMemberCreate } from '#actions/group/group_member_create.ts';
import { groupMemberDelete } from '#actions/group/group_member_delete.ts';
import { groupPatch } from '#actions/group/group_patch.ts';
import { organizationCreate } from '#actions/group/organization_create.ts';
import { organizationDelete } from '#actions/group/organization_delete.ts';
import { organizationMemberCreate } from '#actions/group/organization_member_create.ts';
import { organizationMemberDelete } from '#actions/group/organization_member_delete.ts';
import { organizationPatch } from '#actions/group/organization_patch.ts';
import { packageCreate } from '#actions/package/package_create.ts';
import { isSysadmin } from '#domain/actor.ts';
import type { Visit } from '../page.ts';
import { withQuery } from '../text/addresses.ts';
import type { GroupDict, Kind } from './group.ts';

type OfKind = Readonly<Record<Kind, AnyAction>>;

export const CREATE: OfKind = { organization: organizationCreate, group: groupCreate };
export const PATCH: OfKind = { organization: organizationPatch, group: groupPatch };
const DELETE: OfKind = { organization: organizationDelete, group: groupDelete };
const MEMBER_CREATE: OfKind = { organization: organizationMemberCreate, group: groupMemberCreate };
const MEMBER_DELETE: OfKind = { organization: organizationMemberDelete, group: groupMemberDelete };

export const mayCreate = (visit: Visit, kind: Kind): Promise<boolean> => visit.may(CREATE[kind], {});

/** Whether he may change it, and so all that hangs on it: its fields, its members, its datasets in bulk. */
export const mayManage = async (visit: Visit, kind: Kind, { id }: GroupDict): Promise<boolean> =>
  visit.request.actor.kind === 'user' && (await visit.may(PATCH[kind], { id }));

/** The form for a new dataset in it, where the visitor may make one there. */
export async function addressToAdd(visit: Visit, kind: Kind, { id, name, state }: GroupDict): Promise<string | undefined> {
  if (visit.request.actor.kind !== 'user' || state === 'deleted') return undefined;
  const input = kind === 'organization' ? { owner_org: id } : { groups: [{ id }] };
  if (!(await visit.may(packageCreate, input))) return undefined;
  return withQuery('/dataset/new', [[kind === 'organization' ? 'owner_org' : 'group', name]]);
}

export const mayDelete = (visit: Visit, kind: Kind, { id }: GroupDict): Promise<boolean> => visit.may(DELETE[kind], { id });

/** A deleted one is brought back by sysadmins: with its members its admins are gone too. */
export const mayRestore = ({ request }: Visit, { state }: GroupDict): boolean => state === 'deleted' && isSysadmin(request.actor);

export const createGroup = (visit: Visit, kind: Kind, input: Input): Promise<GroupDict> => visit.ask<GroupDict>(CREATE[kind], input);

/**
 * Changes what is given and leaves the rest, members and datasets first of all.
 * Throws `ChangedMeanwhile` where the group is no longer as it is given here.
 */
export const changeGroup = (visit: Visit, kind: Kind, seen: GroupDict, input: Input): Promise<GroupDict> =>
  visit.ask<GroupDict>(groupPatchOf(kind, versionSeen(seen)) as AnyAction, { ...input, id: seen.id });

const versionSeen = ({ name, title, description, image_url: picture, extras = [] }: GroupDict): string =>
  versionOf({ name, title: title ?? '', description: description ?? '', image_url: picture ?? null, extras });

// CKAN: only by the id do the memberships end with it.
export const deleteGroup = (visit: Visit, kind: Kind, { id }: GroupDict): Promise<unknown> => visit.ask(DELETE[kind], { id });

export const restoreGroup = (visit: Visit, kind: Kind, { id }: GroupDict): Promise<unknown> =>
  visit.ask(PATCH[kind], { id, state: 'active' });

export const giveRole = (visit: Visit, kind: Kind, { id }: GroupDict, username: string, role: string): Promise<unknown> =>
  visit.ask(MEMBER_CREATE[kind], { id, username, role });

export const removeMember = (visit: Visit, kind: Kind, { id }: GroupDict, username: string): Promise<unknown> =>
  visit.ask(MEMBER_DELETE[kind], { id, username });
