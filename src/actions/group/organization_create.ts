/** A new organization. */
import { groupCreate } from './group-create.ts';

export const organizationCreate = groupCreate('organization');
