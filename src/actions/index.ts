/** The API's table of contents: every action, one line each, by noun. */
import type { AnyAction } from './action.ts';
import { groupCreate } from './group/group_create.ts';
import { groupList } from './group/group_list.ts';
import { groupShow } from './group/group_show.ts';
import { organizationCreate } from './group/organization_create.ts';
import { organizationList } from './group/organization_list.ts';
import { organizationMemberCreate } from './group/organization_member_create.ts';
import { organizationShow } from './group/organization_show.ts';
import { datasetPurge } from './package/dataset_purge.ts';
import { packageCreate } from './package/package_create.ts';
import { packageDelete } from './package/package_delete.ts';
import { packageList } from './package/package_list.ts';
import { packagePatch } from './package/package_patch.ts';
import { packageSearch } from './package/package_search.ts';
import { packageShow } from './package/package_show.ts';
import { packageUpdate } from './package/package_update.ts';
import { resourceCreate } from './resource/resource_create.ts';
import { resourceDelete } from './resource/resource_delete.ts';
import { resourcePatch } from './resource/resource_patch.ts';
import { resourceShow } from './resource/resource_show.ts';
import { resourceUpdate } from './resource/resource_update.ts';
import { helpShow } from './site/help_show.ts';
import { licenseList } from './site/license_list.ts';
import { statusShow } from './site/status_show.ts';
import { tagList } from './site/tag_list.ts';
import { apiTokenCreate } from './user/api_token_create.ts';
import { apiTokenList } from './user/api_token_list.ts';
import { apiTokenRevoke } from './user/api_token_revoke.ts';
import { userCreate } from './user/user_create.ts';
import { userPatch } from './user/user_patch.ts';
import { userShow } from './user/user_show.ts';

export const coreActions: readonly AnyAction[] = [
  packageCreate,
  packageDelete,
  packageList,
  packagePatch,
  packageSearch,
  packageShow,
  packageUpdate,
  datasetPurge,
  resourceCreate,
  resourceDelete,
  resourcePatch,
  resourceShow,
  resourceUpdate,

  groupCreate,
  groupList,
  groupShow,
  organizationCreate,
  organizationList,
  organizationMemberCreate,
  organizationShow,

  userCreate,
  userPatch,
  userShow,
  apiTokenCreate,
  apiTokenList,
  apiTokenRevoke,

  helpShow,
  licenseList,
  statusShow,
  tagList,
];
