/** A user taken out of an organization. */
import { memberDelete } from './member-delete.ts';

export const organizationMemberDelete = memberDelete('organization');
