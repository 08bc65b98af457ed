/** Some fields of a group changed. */
import { groupPatch as patchOf } from './group-update.ts';

export const groupPatch = patchOf('group');
