/** Names of groups, or the groups themselves. */
import { groupList as listOf } from './group-list.ts';

export const groupList = listOf('group');
