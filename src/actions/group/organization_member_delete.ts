/** A user taken out of an organization. */
import { groupMemberDelete } from './group-member-delete.ts';

export const organizationMemberDelete = groupMemberDelete('organization');
