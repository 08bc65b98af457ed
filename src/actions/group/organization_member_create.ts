/** A role in an organization for a user. */
import { memberCreate } from './member-create.ts';

export const organizationMemberCreate = memberCreate('organization');
