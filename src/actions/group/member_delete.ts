/** Anything taken out of a group or organization. */
import type { Group } from '#domain/group.ts';
import type { Write } from '#store/commit.ts';
import { removeDataset, removeMember, removeParent } from '#store/group-members.ts';
import { defineWrite } from '../action.ts';
import { type Content, contentParameters, getContainer, getContent, mayChangeContent } from './content.ts';

export const memberDelete = defineWrite<Group, Content, null>({
  name: 'member_delete',
  about: 'Ends the membership of a user, takes a dataset out of a group, or a group from under another one.',
  input: contentParameters,
  find: getContainer,
  may: mayChangeContent,
  check: getContent,
  run: (_call, content, group) => ({ writes: [removeContent(group.id, content)], events: [], result: () => null }),
});

function removeContent(groupId: string, { type, id }: Content): Write {
  if (type === 'user') return removeMember(groupId, id);
  return type === 'package' ? removeDataset(groupId, id) : removeParent(groupId, id);
}
