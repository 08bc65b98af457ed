/** The API's table of contents: every action, one line each, by noun. */
import type { AnyAction } from './action.ts';
import { groupAutocomplete } from './group/group_autocomplete.ts';
import { groupCreate } from './group/group_create.ts';
import { groupDelete } from './group/group_delete.ts';
import { groupList } from './group/group_list.ts';
import { groupListAuthz } from './group/group_list_authz.ts';
import { groupMemberCreate } from './group/group_member_create.ts';
import { groupMemberDelete } from './group/group_member_delete.ts';
import { groupPackageShow } from './group/group_package_show.ts';
import { groupPatch } from './group/group_patch.ts';
import { groupPurge } from './group/group_purge.ts';
import { groupShow } from './group/group_show.ts';
import { groupUpdate } from './group/group_update.ts';
import { memberCreate } from './group/member_create.ts';
import { memberDelete } from './group/member_delete.ts';
import { memberList } from './group/member_list.ts';
import { memberRolesList } from './group/member_roles_list.ts';
import { organizationAutocomplete } from './group/organization_autocomplete.ts';
import { organizationCreate } from './group/organization_create.ts';
import { organizationDelete } from './group/organization_delete.ts';
import { organizationList } from './group/organization_list.ts';
import { organizationListForUser } from './group/organization_list_for_user.ts';
import { organizationMemberCreate } from './group/organization_member_create.ts';
import { organizationMemberDelete } from './group/organization_member_delete.ts';
import { organizationPatch } from './group/organization_patch.ts';
import { organizationPurge } from './group/organization_purge.ts';
import { organizationShow } from './group/organization_show.ts';
import { organizationUpdate } from './group/organization_update.ts';
import { bulkUpdateDelete } from './package/bulk_update_delete.ts';
import { bulkUpdatePrivate } from './package/bulk_update_private.ts';
import { bulkUpdatePublic } from './package/bulk_update_public.ts';
import { currentPackageListWithResources } from './package/current_package_list_with_resources.ts';
import { datasetPurge } from './package/dataset_purge.ts';
import { packageAutocomplete } from './package/package_autocomplete.ts';
import { packageCreate } from './package/package_create.ts';
import { packageDelete } from './package/package_delete.ts';
import { packageList } from './package/package_list.ts';
import { packageOwnerOrgUpdate } from './package/package_owner_org_update.ts';
import { packagePatch } from './package/package_patch.ts';
import { packageResourceReorder } from './package/package_resource_reorder.ts';
import { packageSearch } from './package/package_search.ts';
import { packageShow } from './package/package_show.ts';
import { packageUpdate } from './package/package_update.ts';
import { formatAutocomplete } from './resource/format_autocomplete.ts';
import { resourceCreate } from './resource/resource_create.ts';
import { resourceDelete } from './resource/resource_delete.ts';
import { resourcePatch } from './resource/resource_patch.ts';
import { resourceSearch } from './resource/resource_search.ts';
import { resourceShow } from './resource/resource_show.ts';
import { resourceUpdate } from './resource/resource_update.ts';
import { configOptionList } from './site/config_option_list.ts';
import { configOptionShow } from './site/config_option_show.ts';
import { configOptionUpdate } from './site/config_option_update.ts';
import { helpShow } from './site/help_show.ts';
import { licenseList } from './site/license_list.ts';
import { statusShow } from './site/status_show.ts';
import { tagAutocomplete } from './tag/tag_autocomplete.ts';
import { tagCreate } from './tag/tag_create.ts';
import { tagDelete } from './tag/tag_delete.ts';
import { tagList } from './tag/tag_list.ts';
import { tagSearch } from './tag/tag_search.ts';
import { tagShow } from './tag/tag_show.ts';
import { vocabularyCreate } from './tag/vocabulary_create.ts';
import { vocabularyDelete } from './tag/vocabulary_delete.ts';
import { vocabularyList } from './tag/vocabulary_list.ts';
import { vocabularyShow } from './tag/vocabulary_show.ts';
import { vocabularyUpdate } from './tag/vocabulary_update.ts';
import { apiTokenCreate } from './user/api_token_create.ts';
import { apiTokenList } from './user/api_token_list.ts';
import { apiTokenRevoke } from './user/api_token_revoke.ts';
import { userAutocomplete } from './user/user_autocomplete.ts';
import { userCreate } from './user/user_create.ts';
import { userDelete } from './user/user_delete.ts';
import { userList } from './user/user_list.ts';
import { userPatch } from './user/user_patch.ts';
import { userShow } from './user/user_show.ts';
import { userUpdate } from './user/user_update.ts';

export const coreActions: readonly AnyAction[] = [
  packageAutocomplete,
  packageCreate,
  packageDelete,
  packageList,
  packageOwnerOrgUpdate,
  packagePatch,
  packageResourceReorder,
  packageSearch,
  packageShow,
  packageUpdate,
  currentPackageListWithResources,
  bulkUpdateDelete,
  bulkUpdatePrivate,
  bulkUpdatePublic,
  datasetPurge,
  resourceCreate,
  resourceDelete,
  resourcePatch,
  resourceSearch,
  resourceShow,
  resourceUpdate,
  formatAutocomplete,

  tagAutocomplete,
  tagCreate,
  tagDelete,
  tagList,
  tagSearch,
  tagShow,
  vocabularyCreate,
  vocabularyDelete,
  vocabularyList,
  vocabularyShow,
  vocabularyUpdate,

  groupAutocomplete,
  groupCreate,
  groupDelete,
  groupList,
  groupListAuthz,
  groupMemberCreate,
  groupMemberDelete,
  groupPackageShow,
  groupPatch,
  groupPurge,
  groupShow,
  groupUpdate,
  memberCreate,
  memberDelete,
  memberList,
  memberRolesList,
  organizationAutocomplete,
  organizationCreate,
  organizationDelete,
  organizationList,
  organizationListForUser,
  organizationMemberCreate,
  organizationMemberDelete,
  organizationPatch,
  organizationPurge,
  organizationShow,
  organizationUpdate,

  userAutocomplete,
  userCreate,
  userDelete,
  userList,
  userPatch,
  userShow,
  userUpdate,
  apiTokenCreate,
  apiTokenList,
  apiTokenRevoke,

  configOptionList,
  configOptionShow,
  configOptionUpdate,
  helpShow,
  licenseList,
  statusShow,
];
