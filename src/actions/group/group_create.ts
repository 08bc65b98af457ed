/** A new group. */
import { groupCreate as createOf } from './group-create.ts';

export const groupCreate = createOf('group');
