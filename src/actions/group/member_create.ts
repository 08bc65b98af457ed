/** Anything made a member of a group or organization. */
import { ValidationError } from '#domain/errors.ts';
import type { Group } from '#domain/group.ts';
import { newId } from '#domain/ids.ts';
import type { Write } from '#store/commit.ts';
import { putMember } from '#store/group.ts';
import { putDataset, putParent } from '#store/group-members.ts';
import { type Call, defineWrite, type Input } from '../action.ts';
import { textIn } from '../parameters.ts';
import { type Content, contentParameters, getContainer, getNewContent, mayChangeContent } from './content.ts';
import { assertNotSteppingDown } from './group-member-create.ts';
import type { GroupDict } from './present.ts';

type Membership = { readonly content: Content; readonly capacity: string };

export const memberCreate = defineWrite<Group, Membership, GroupDict>({
  name: 'member_create',
  about: 'Makes a user a member of a group or organization, puts a dataset into it, or puts it under another one.',
  input: {
    ...contentParameters,
    capacity: { kind: 'text', about: 'The role of a user, public for all else; not checked', required: true },
  },
  find: getContainer,
  may: mayChangeContent,
  check: async (call, input, group) => {
    const content = await getNewContent(call, input);
    const capacity = capacityIn(input);
    if (content.type === 'user') await assertNotSteppingDown(call, { groupId: group.id, userId: content.id, capacity });
    if (content.type === 'group') assertNoLoop(call, group, content.id);
    // A place under another group is the same for all.
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

const LONGEST_CAPACITY = 100;

function capacityIn(input: Input): string {
  const capacity = textIn(input, 'capacity');
  if (capacity.length > LONGEST_CAPACITY)
    throw new ValidationError({ capacity: [`Must be a maximum of ${LONGEST_CAPACITY} characters long`] });
  return capacity;
}

function assertNoLoop({ db }: Call, group: Group, parentId: string): void {
  const parent = db.directory.get(parentId);
  if (db.directory.isWithin(parentId, group.id) || parent?.isOrganization !== group.isOrganization)
    throw new ValidationError({ object: ['This parent would create a loop in the hierarchy'] });
}

function putContent(groupId: string, { type, id }: Content, capacity: string): Write {
  if (type === 'user') return putMember(groupId, { id: newId(), userId: id, capacity });
  return type === 'package' ? putDataset(groupId, { id: newId(), datasetId: id, capacity }) : putParent(groupId, id);
}
