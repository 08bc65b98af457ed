/** Anything made a member of a group or organization. */
import { memberPut } from './members.ts';

export const memberCreate = memberPut;
