/** A group deleted. */
import { groupDelete as deleteOf } from './group-delete.ts';

export const groupDelete = deleteOf('group');
