/** Makes `member_create` and `member_delete`: users, datasets and parents of a group or organization, by one pair of actions. */
import { mayChangeContents } from '#access/group.ts';
import { sees } from '#domain/audience.ts';
import { NotFound, ValidationError } from '#domain/errors.ts';
import type { Group } from '#domain/group.ts';
import { newId } from '#domain/ids.ts';
import type { Write } from '#store/commit.ts';
import { putMember } from '#store/group.ts';
import { putDataset, putParent, removeDataset, removeMember, removeParent } from '#store/group-members.ts';
import { findUser } from '#store/user.ts';
import { type Call, defineWrite, type Input, type Parameter, type WriteAction } from '../action.ts';
import { getStoredGroup } from './kind.ts';
import { assertNotSteppingDown } from './member-create.ts';
import type { GroupDict } from './present.ts';

type Content = { readonly type: 'user' | 'package' | 'group'; readonly id: string };
type Membership = { readonly content: Content; readonly capacity: string };

const naming: Readonly<Record<string, Parameter>> = {
  id: { kind: 'text', about: 'Id or name of the group or organization', required: true },
  object: { kind: 'text', about: 'Id or name of what becomes or is a member', required: true },
  object_type: { kind: 'text', about: 'user, package or group', required: true },
};

const find = (call: Call, input: Input): Promise<Group> => getStoredGroup(call, input, 'Group was not found.');
const may = ({ actor }: Call, group: Group, { object_type: type }: Input): ReturnType<typeof mayChangeContents> =>
  mayChangeContents(actor, group, type === 'package' ? 'package' : 'other');

export const memberPut: WriteAction<Group, Membership, GroupDict> = defineWrite<Group, Membership, GroupDict>({
  name: 'member_create',
  about: 'Makes a user a member of a group or organization, puts a dataset into it, or puts it under another one.',
  input: { ...naming, capacity: { kind: 'text', about: 'The role of a user, public for all else; not checked', required: true } },
  find,
  may,
  check: async (call, input, group) => {
    const content = await getContent(call, input);
    const capacity = capacityIn(input);
    if (content.type === 'user') await assertNotSteppingDown(call, { groupId: group.id, userId: content.id, capacity });
    if (content.type === 'group') assertNoLoop(call, group, content.id);
    // A place under another group is the same for all
    return { content, capacity: content.type === 'group' ? 'public' : capacity };
  },
  run: (_call, { content, capacity }, group) => ({
    writes: [putContent(group.id, content, capacity)],
    events: [],
    result: ([row]) => ({
      id: row?.id,
      table_name: content.type,
      table_id: content.id,
      capacity,
      group_id: group.id,
      state: 'active',
    }),
  }),
});

export const memberRemoval: WriteAction<Group, Content, null> = defineWrite<Group, Content, null>({
  name: 'member_delete',
  about: 'Ends the membership of a user, takes a dataset out of a group, or a group from under another one.',
  input: naming,
  find,
  may,
  check: getContent,
  run: (_call, content, group) => ({ writes: [removeContent(group.id, content)], events: [], result: () => null }),
});

async function getContent(call: Call, { object, object_type: type }: Input): Promise<Content> {
  if (type !== 'user' && type !== 'package' && type !== 'group')
    throw new ValidationError({ message: `${titleOf(type)} isn't a valid model` });
  if (typeof object !== 'string') throw new ValidationError({ object: ['Must be a string'] });
  const id = await FINDERS[type](call, object);
  if (id === undefined) throw new NotFound(`${titleOf(type)} was not found.`);
  return { type, id };
}

const titleOf = (type: unknown): string => {
  const text = typeof type === 'string' ? type : JSON.stringify(type);
  return text.slice(0, 1).toUpperCase() + text.slice(1).toLowerCase();
};

const FINDERS: Readonly<Record<Content['type'], (call: Call, ref: string) => Promise<string | undefined>>> = {
  user: async ({ db }, ref) => (await findUser(db.pool, ref))?.id,
  // Asking for a dataset tells nobody of one that he does not see.
  package: async ({ db, site, actor }, ref) => {
    const document = await db.documents.find(ref);
    return document !== undefined && sees(site.visibility.audienceOf(actor), document.labels) ? document.head.id : undefined;
  },
  group: async ({ db }, ref) => db.directory.find(ref)?.id,
};

function capacityIn({ capacity }: Input): string {
  if (typeof capacity !== 'string') throw new ValidationError({ capacity: ['Must be a string'] });
  return capacity;
}

function assertNoLoop({ db }: Call, group: Group, parentId: string): void {
  const parent = db.directory.get(parentId);
  const loops = parentId === group.id || db.directory.above(parentId).some(({ id }) => id === group.id);
  if (loops || parent?.isOrganization !== group.isOrganization)
    throw new ValidationError({ object: ['This parent would create a loop in the hierarchy'] });
}

function putContent(groupId: string, { type, id }: Content, capacity: string): Write {
  if (type === 'user') return putMember(groupId, { id: newId(), userId: id, capacity });
  return type === 'package' ? putDataset(groupId, { id: newId(), datasetId: id, capacity }) : putParent(groupId, id);
}

function removeContent(groupId: string, { type, id }: Content): Write {
  if (type === 'user') return removeMember(groupId, id);
  return type === 'package' ? removeDataset(groupId, id) : removeParent(groupId, id);
}
