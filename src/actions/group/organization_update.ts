/** An organization replaced. */
import { groupUpdate } from './group-update.ts';

export const organizationUpdate = groupUpdate('organization');
