/** One group. */
import { groupShow as showOf } from './group-show.ts';

export const groupShow = showOf('group');
