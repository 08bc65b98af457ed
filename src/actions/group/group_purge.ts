/** A group removed for good. */
import { groupPurge as purgeOf } from './group-purge.ts';

export const groupPurge = purgeOf('group');
