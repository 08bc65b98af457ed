/** A user taken out of a group. */
import { groupMemberDelete as memberDeleteOf } from './group-member-delete.ts';

export const groupMemberDelete = memberDeleteOf('group');
