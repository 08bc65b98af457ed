/** A role in an organization for a user. */
import { groupMemberCreate } from './group-member-create.ts';

export const organizationMemberCreate = groupMemberCreate('organization');
