/** Names of organizations, or the organizations themselves. */
import { groupList } from './group-list.ts';

export const organizationList = groupList('organization');
