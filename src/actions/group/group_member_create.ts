/** A role in a group for a user. */
import { memberCreate } from './member-create.ts';

export const groupMemberCreate = memberCreate('group');
