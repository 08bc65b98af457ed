/** A role in a group for a user. */
import { groupMemberCreate as memberCreateOf } from './group-member-create.ts';

export const groupMemberCreate = memberCreateOf('group');
