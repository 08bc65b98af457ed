/** One organization. */
import { groupShow } from './group-show.ts';

export const organizationShow = groupShow('organization');
