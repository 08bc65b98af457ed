/** Makes `group_create` and `organization_create`. */
import { mayCreateGroup } from '#access/group.ts';
import { userIdOf } from '#domain/actor.ts';
import { ValidationError } from '#domain/errors.ts';
import type { Group } from '#domain/group.ts';
import { newId } from '#domain/ids.ts';
import { type CleanGroup, GROUP, validateGroup } from '#schema/types/group.ts';
import { type DatasetInput, insertGroup, type MemberInput } from '#store/group.ts';
import { type Call, defineWrite, type Input, type Outcome, type WriteAction } from '../action.ts';
import { groupFields } from './fields.ts';
import type { GroupKind } from './kind.ts';
import { groupContext } from './lookups.ts';
import { type NewPicture, placePicture, takePicture } from '../picture/upload.ts';
import { type GroupDict, presentNewGroup } from './present.ts';

export type CheckedGroup = { readonly clean: CleanGroup; readonly picture: NewPicture | undefined };

export const groupCreate = (kind: GroupKind): WriteAction<undefined, CheckedGroup, GroupDict> =>
  defineWrite<undefined, CheckedGroup, GroupDict>({
    name: `${kind}_create`,
    about: `Creates ${kind === 'organization' ? 'an organization' : 'a group'}. Whoever makes it becomes its admin.`,
    order: 'may-check',
    input: groupFields,
    may: ({ actor, site }) => mayCreateGroup(actor, kind === 'organization', site.policy),
    check: (call, input) => checkNew(call, kind, input),
    run: (call, checked) => create(call, kind, checked),
  });

async function checkNew(call: Call, kind: GroupKind, input: Input): Promise<CheckedGroup> {
  if (kind === 'group' && input.type === 'organization') throw new ValidationError({ type: ['Use organization_create for organizations'] });
  const { fields, picture } = takePicture(call, 'group', input);
  const result = validateGroup(GROUP, fields, await groupContext(call, kind, fields));
  if (!result.ok) throw new ValidationError(result.errors);
  return { clean: result.value, picture };
}

async function create(call: Call, kind: GroupKind, { clean, picture }: CheckedGroup): Promise<Outcome<GroupDict>> {
  const group = newGroup(clean, kind, call.now);
  const placed = await placePicture(call, 'group', group.id, picture, null, group.imageUrl);
  const datasets = [...new Set(clean.packages)].map((datasetId) => ({ id: newId(), datasetId }));
  return {
    writes: [insertGroup(group, membersOf(call, clean), datasets), ...placed.writes],
    events: [{ kind: 'groupCreated', group: group.id, isOrganization: group.isOrganization }],
    keeps: placed.keeps,
    // CKAN: what an organization was given is not counted; what it owns is.
    result: async () => presentNewGroup(call, group, group.isOrganization ? 0 : await countPublic(call, datasets)),
  };
}

/** The users named, and the actor as admin whatever the input says of him. */
function membersOf(call: Call, { users }: CleanGroup): MemberInput[] {
  const capacities = new Map(users.map(({ id, capacity }) => [id, capacity]));
  const creator = userIdOf(call.actor);
  if (creator !== null) capacities.set(creator, 'admin');
  return [...capacities].map(([userId, capacity]) => ({ id: newId(), userId, capacity }));
}

async function countPublic(call: Call, datasets: readonly DatasetInput[]): Promise<number> {
  const documents = await call.db.documents.getMany(datasets.map(({ datasetId }) => datasetId));
  return documents.filter(({ head }) => head.state === 'active' && !head.private).length;
}

function newGroup({ id = newId(), doc, extras = [], parents }: CleanGroup, kind: GroupKind, now: string): Group {
  return {
    id,
    name: doc.name,
    title: doc.title,
    description: doc.description,
    imageUrl: doc.image_url,
    isOrganization: kind === 'organization',
    type: doc.type,
    state: doc.state,
    approvalStatus: doc.approval_status,
    created: now,
    parents: parents.map((parent) => parent.id),
    rev: 1,
    extras: extras.map(({ key, value }) => ({ id: newId(), key, value, state: 'active' })),
  };
}
