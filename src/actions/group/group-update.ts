/** Makes the updates and patches of groups and organizations. */
import { mayDeleteGroup, mayUpdateGroup } from '#access/group.ts';
import { NotAuthorized, ValidationError } from '#domain/errors.ts';
import type { Group, GroupExtra } from '#domain/group.ts';
import { newId } from '#domain/ids.ts';
import type { Spliced } from '#domain/spliced.ts';
import { type CleanGroup, GROUP, type GroupContext, validateGroup } from '#schema/types/group.ts';
import { type GroupContents, updateGroup } from '#store/group.ts';
import { listDatasetsIn } from '#store/group-members.ts';
import { type Call, defineWrite, type Input, type Outcome, type WriteAction } from '../action.ts';
import { visibleAmong } from '../package/visible.ts';
import { groupFields } from './fields.ts';
import { assertOwnsNothing } from './group-delete.ts';
import { type GroupKind, getToChange } from './kind.ts';
import { groupContext } from './lookups.ts';
import { type NewPicture, placePicture, takePicture } from '../picture/upload.ts';
import { presentChanged } from './present-changed.ts';

export type GroupChange = {
  readonly clean: CleanGroup;
  readonly picture: NewPicture | undefined;
  /** Whether members and parents that are not named stay. */
  readonly keeps: { readonly members: boolean; readonly parents: boolean };
};

const GONE = 'Group was not found.';
const idOf = (kind: GroupKind): { readonly kind: 'text'; readonly about: string } => ({ kind: 'text', about: `Id or name of the ${kind}` });

export const groupUpdate = (kind: GroupKind): WriteAction<Group, GroupChange, Spliced> =>
  defineWrite<Group, GroupChange, Spliced>({
    name: `${kind}_update`,
    about: `Replaces the ${kind}. Texts${kind === 'group' ? ', datasets' : ''} and extras that are left out stay; members and parents that are left out go.`,
    input: { ...groupFields, id: { ...idOf(kind), required: true } },
    find: (call, input) => getToChange(call, kind, input, GONE),
    may: ({ actor }, group) => mayUpdateGroup(actor, group, kind === 'organization'),
    check: (call, input, group) => checkChange(call, kind, input, group, { members: false, parents: false }),
    run: change,
  });

export const groupPatch = (kind: GroupKind): WriteAction<Group, GroupChange, Spliced> =>
  defineWrite<Group, GroupChange, Spliced>({
    name: `${kind}_patch`,
    about: `Changes what is given of the ${kind} and leaves the rest. A list that is given replaces the present one.`,
    input: { ...groupFields, id: idOf(kind) },
    find: (call, input) => {
      if (!input.id) throw new ValidationError({ message: 'Missing id, can not get Group object' });
      return getToChange(call, kind, input);
    },
    may: ({ actor }, group) => mayUpdateGroup(actor, group, kind === 'organization'),
    check: (call, input, group) =>
      checkChange(call, kind, input, group, { members: input.users === undefined, parents: input.groups === undefined }),
    run: change,
  });

async function checkChange(call: Call, kind: GroupKind, input: Input, group: Group, keeps: GroupChange['keeps']): Promise<GroupChange> {
  const { fields, picture } = takePicture(call, 'group', input);
  const result = validateGroup(GROUP, fields, await groupContext(call, kind, fields, currentOf(group)));
  if (!result.ok) throw new ValidationError(result.errors);
  if (result.value.doc.state === 'deleted' && group.state !== 'deleted') await assertDeletable(call, kind, group);
  return { clean: result.value, picture, keeps };
}

/** What `delete` would refuse is not done by a change of state either. */
async function assertDeletable(call: Call, kind: GroupKind, group: Group): Promise<void> {
  const decision = mayDeleteGroup(call.actor, group, kind === 'organization', call.site.policy);
  if (!decision.allowed) throw new NotAuthorized(decision.reason);
  await assertOwnsNothing(call, group, 'deleted');
}

const currentOf = (group: Group): GroupContext['current'] => ({
  id: group.id,
  name: group.name,
  type: group.type,
  dict: {
    name: group.name,
    title: group.title,
    description: group.description,
    image_url: group.imageUrl,
    approval_status: group.approvalStatus,
    type: group.type,
    state: group.state,
  },
});

async function change(call: Call, { clean, picture, keeps }: GroupChange, group: Group): Promise<Outcome<Spliced>> {
  const { doc } = clean;
  const after: Group = {
    ...group,
    name: doc.name,
    title: doc.title,
    description: doc.description,
    imageUrl: doc.image_url,
    state: doc.state,
    approvalStatus: doc.approval_status,
    parents: keeps.parents ? group.parents : clean.parents.map((parent) => parent.id),
    extras: extrasAfter(group.extras, clean.extras),
  };
  const contents: GroupContents = {
    ...(!keeps.members && { members: clean.users.map(({ id, capacity }) => ({ id: newId(), userId: id, capacity })) }),
    // CKAN: packages given to an organization are not looked at
    ...(clean.packages !== undefined && !group.isOrganization && { datasets: await datasetChange(call, group, clean.packages) }),
  };
  const placed = await placePicture(call, 'group', group.id, picture, group.imageUrl, after.imageUrl);
  const kind = after.state === 'deleted' && group.state !== 'deleted' ? 'groupDeleted' : 'groupChanged';
  return {
    writes: [updateGroup(after, contents), ...placed.writes],
    events: [{ kind, group: group.id, isOrganization: group.isOrganization }],
    keeps: placed.keeps,
    drops: placed.drops,
    result: () => presentChanged(call, call.db.directory.get(group.id) ?? after),
  };
}

/** A further field that stays keeps its id. */
function extrasAfter(before: readonly GroupExtra[], clean: CleanGroup['extras']): readonly GroupExtra[] {
  if (clean === undefined) return before;
  const ids = new Map(before.map(({ key, id }) => [key, id]));
  return clean.map(({ key, value }) => ({ id: ids.get(key) ?? newId(), key, value, state: 'active' }));
}

/** Datasets that the caller does not see are not his to take out. */
async function datasetChange(call: Call, group: Group, wanted: readonly string[]): Promise<NonNullable<GroupContents['datasets']>> {
  const held = await listDatasetsIn(call.db.pool, group.id);
  const [present, asked] = [new Set(held), new Set(wanted)];
  const leaving = await visibleAmong(
    call,
    held.filter((id) => !asked.has(id)),
  );
  return {
    added: [...asked].filter((id) => !present.has(id)).map((datasetId) => ({ id: newId(), datasetId })),
    removed: [...leaving],
  };
}
