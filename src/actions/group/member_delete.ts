/** Anything taken out of a group or organization. */
import { memberRemoval } from './members.ts';

export const memberDelete = memberRemoval;
