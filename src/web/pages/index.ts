/** The table of contents of the site: every page, one line each. Fixed paths stand before those with names. */
import { type Route, both, get, post } from '../page.ts';
import { aboutPage } from './about.tsx';
import { configPage, resetConfigPage } from './admin/config.tsx';
import { adminPage, changeSysadmin, revokeSysadminPage } from './admin/site.tsx';
import { purgeTrash, restoreFromTrash, trashPage } from './admin/trash.tsx';
import { dashboardGroupsPage, dashboardPage } from './dashboard.tsx';
import { deleteDataset, deleteDatasetPage } from './dataset/delete.tsx';
import { editDatasetPage, saveDataset } from './dataset/edit.tsx';
import { changeGroups, datasetGroupsPage } from './dataset/groups.tsx';
import { createDataset, newDatasetPage } from './dataset/new.tsx';
import { deleteResource, deleteResourcePage } from './dataset/resource-delete.tsx';
import { editResourcePage, saveResource } from './dataset/resource-edit.tsx';
import { addResource, newResourcePage } from './dataset/resource-new.tsx';
import { resourcePage } from './dataset/resource.tsx';
import { orderResources, resourcesPage } from './dataset/resources.tsx';
import { restoreDataset } from './dataset/restore.ts';
import { publish, reviewPage } from './dataset/review.tsx';
import { searchPage } from './dataset/search.tsx';
import { datasetPage } from './dataset/show.tsx';
import { favicon } from './favicon.ts';
import { deleteGroupPage, restoreGroupPage } from './group/delete.tsx';
import { editGroupPage } from './group/edit.tsx';
import { groupListPage } from './group/list.tsx';
import { manageMembersPage } from './group/manage-members.tsx';
import { deleteMemberPage } from './group/member-delete.tsx';
import { memberDumpPage } from './group/member-dump.ts';
import { newMemberPage } from './group/member-new.tsx';
import { adminsPage, membersPage } from './group/members.tsx';
import { newGroupPage } from './group/new.tsx';
import { aboutGroupPage, showGroupPage } from './group/show.tsx';
import { commonCallsPage } from './help/common-calls.tsx';
import { helpPage } from './help/contents.tsx';
import { providerPage } from './help/provider.tsx';
import { searchHelpPage } from './help/search.tsx';
import { usingApiPage } from './help/using-the-api.tsx';
import { homePage } from './home.tsx';
import { bulkProcessPage } from './organization/bulk-process.tsx';
import { organizationTreePage } from './organization/tree.tsx';
import { accountPage, regenerateKey } from './user/account.tsx';
import { deleteUserPage, restoreUser } from './user/delete.tsx';
import { editUserPage } from './user/edit.tsx';
import { userListPage } from './user/list.tsx';
import { logInPage } from './user/log-in.tsx';
import { logOut, loggedOutPage, logOutPage } from './user/log-out.tsx';
import { ownPage } from './user/own.ts';
import { changePassword, passwordPage } from './user/password.tsx';
import { profilePage, userGroupsPage } from './user/profile.tsx';
import { passwordHelpPage, registerPage } from './user/registration.tsx';
import { addToken, removeToken, tokensPage } from './user/tokens.tsx';

export const routes: readonly Route[] = [
  get('/', homePage),
  get('/about', aboutPage),
  get('/favicon.ico', favicon),

  get('/dataset', searchPage),
  get('/dataset/new', newDatasetPage),
  post('/dataset/new', createDataset),
  get('/dataset/:id', datasetPage),
  get('/dataset/edit/:id', editDatasetPage),
  post('/dataset/edit/:id', saveDataset),
  get('/dataset/review/:id', reviewPage),
  post('/dataset/review/:id', publish),
  get('/dataset/delete/:id', deleteDatasetPage),
  post('/dataset/delete/:id', deleteDataset),
  post('/dataset/restore/:id', restoreDataset),
  get('/dataset/groups/:id', datasetGroupsPage),
  post('/dataset/groups/:id', changeGroups),
  get('/dataset/resources/:id', resourcesPage),
  post('/dataset/resources/:id', orderResources),
  get('/dataset/:id/resource/new', newResourcePage),
  post('/dataset/:id/resource/new', addResource),
  get('/dataset/:id/resource/:resource', resourcePage),
  get('/dataset/:id/resource/:resource/edit', editResourcePage),
  post('/dataset/:id/resource/:resource/edit', saveResource),
  get('/dataset/:id/resource/:resource/delete', deleteResourcePage),
  post('/dataset/:id/resource/:resource/delete', deleteResource),

  get('/organization', organizationTreePage),
  both('/organization/new', newGroupPage('organization')),
  get('/organization/:id', showGroupPage('organization')),
  get('/organization/about/:id', aboutGroupPage('organization')),
  get('/organization/members/:id', membersPage('organization')),
  get('/organization/admins/:id', adminsPage('organization')),
  both('/organization/edit/:id', editGroupPage('organization')),
  both('/organization/delete/:id', deleteGroupPage('organization')),
  both('/organization/restore/:id', restoreGroupPage('organization')),
  get('/organization/manage_members/:id', manageMembersPage('organization')),
  both('/organization/member_new/:id', newMemberPage('organization')),
  both('/organization/member_delete/:id', deleteMemberPage('organization')),
  get('/organization/member_dump/:id', memberDumpPage('organization')),
  both('/organization/bulk_process/:id', bulkProcessPage),

  get('/group', groupListPage),
  both('/group/new', newGroupPage('group')),
  get('/group/:id', showGroupPage('group')),
  get('/group/about/:id', aboutGroupPage('group')),
  get('/group/members/:id', membersPage('group')),
  get('/group/admins/:id', adminsPage('group')),
  both('/group/edit/:id', editGroupPage('group')),
  both('/group/delete/:id', deleteGroupPage('group')),
  both('/group/restore/:id', restoreGroupPage('group')),
  get('/group/manage_members/:id', manageMembersPage('group')),
  both('/group/member_new/:id', newMemberPage('group')),
  both('/group/member_delete/:id', deleteMemberPage('group')),
  get('/group/member_dump/:id', memberDumpPage('group')),

  both('/user/login', logInPage),
  get('/user/_logout', logOutPage),
  post('/user/_logout', logOut),
  get('/user/logged_out_redirect', loggedOutPage),
  both('/user/register', registerPage),
  get('/user/reset', passwordHelpPage),

  get('/users', userListPage),
  both('/user/edit', editUserPage),
  both('/user/edit/:id', editUserPage),
  both('/user/delete/:id', deleteUserPage),
  post('/user/restore/:id', restoreUser),
  get('/user/sysadmin', revokeSysadminPage),
  post('/user/sysadmin', changeSysadmin),
  get('/user', accountPage),
  post('/dashboard/key', regenerateKey),
  get('/dashboard/password', passwordPage),
  post('/dashboard/password', changePassword),
  get('/user/me', ownPage),
  get('/user/:id', profilePage),
  get('/user/:id/organizations', userGroupsPage('organization')),
  get('/user/:id/groups', userGroupsPage('group')),
  get('/user/:id/api-tokens', tokensPage),
  post('/user/:id/api-tokens', addToken),
  post('/user/:id/api-tokens/revoke', removeToken),

  get('/dashboard', dashboardPage),
  get('/dashboard/datasets', dashboardPage),
  get('/dashboard/organizations', dashboardGroupsPage('organization')),
  get('/dashboard/groups', dashboardGroupsPage('group')),

  get('/ckan-admin', adminPage),
  both('/ckan-admin/config', configPage),
  both('/ckan-admin/reset_config', resetConfigPage),
  get('/ckan-admin/trash', trashPage),
  post('/ckan-admin/trash', purgeTrash),
  post('/ckan-admin/trash/restore', restoreFromTrash),

  get('/help', helpPage),
  get('/help/search', searchHelpPage),
  get('/help/api', usingApiPage),
  get('/help/api/common-calls', commonCallsPage),
  get('/help/become-a-provider', providerPage),
];
