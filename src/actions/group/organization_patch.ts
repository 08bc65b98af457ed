/** Some fields of an organization changed. */
import { groupPatch } from './group-update.ts';

export const organizationPatch = groupPatch('organization');
