/** A user taken out of a group. */
import { memberDelete } from './member-delete.ts';

export const groupMemberDelete = memberDelete('group');
