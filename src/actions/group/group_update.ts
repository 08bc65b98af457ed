/** A group replaced. */
import { groupUpdate as updateOf } from './group-update.ts';

export const groupUpdate = updateOf('group');
