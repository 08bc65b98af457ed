/** An organization deleted. */
import { groupDelete } from './group-delete.ts';

export const organizationDelete = groupDelete('organization');
