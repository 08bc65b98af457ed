/** An organization removed for good. */
import { groupPurge } from './group-purge.ts';

export const organizationPurge = groupPurge('organization');
