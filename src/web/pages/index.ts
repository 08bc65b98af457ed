/** The table of contents of the site: every page, one line each. Fixed paths stand before those with names. */
import { type Route, both, get, post } from '../page.ts';
import { aboutPage } from './about.tsx';
import { dashboardPage } from './dashboard.tsx';
import { resourcePage } from './dataset/resource.tsx';
import { searchPage } from './dataset/search.tsx';
import { datasetPage } from './dataset/show.tsx';
import { groupListPage } from './group/list.tsx';
import { aboutGroupPage, groupPage } from './group/show.tsx';
import { commonCallsPage } from './help/common-calls.tsx';
import { helpPage } from './help/contents.tsx';
import { providerPage } from './help/provider.tsx';
import { usingApiPage } from './help/using-the-api.tsx';
import { homePage } from './home.tsx';
import { organizationPage, aboutOrganizationPage } from './organization/show.tsx';
import { organizationTreePage } from './organization/tree.tsx';
import { accountPage, regenerateKey } from './user/account.tsx';
import { logInPage } from './user/log-in.tsx';
import { logOut, loggedOutPage, logOutPage } from './user/log-out.tsx';
import { ownPage } from './user/own.ts';
import { changePassword, passwordPage } from './user/password.tsx';
import { profilePage } from './user/profile.tsx';
import { passwordHelpPage, registerPage } from './user/registration.tsx';
import { addToken, removeToken, tokensPage } from './user/tokens.tsx';

export const routes: readonly Route[] = [
  get('/', homePage),
  get('/about', aboutPage),

  get('/dataset', searchPage),
  get('/dataset/:id', datasetPage),
  get('/dataset/:id/resource/:resource', resourcePage),

  get('/organization', organizationTreePage),
  get('/organization/:id', organizationPage),
  get('/organization/about/:id', aboutOrganizationPage),

  get('/group', groupListPage),
  get('/group/:id', groupPage),
  get('/group/about/:id', aboutGroupPage),

  both('/user/login', logInPage),
  get('/user/_logout', logOutPage),
  post('/user/_logout', logOut),
  get('/user/logged_out_redirect', loggedOutPage),
  get('/user/register', registerPage),
  get('/user/reset', passwordHelpPage),

  get('/user', accountPage),
  post('/dashboard/key', regenerateKey),
  get('/dashboard/password', passwordPage),
  post('/dashboard/password', changePassword),
  get('/user/me', ownPage),
  get('/user/:id', profilePage),
  get('/user/:id/api-tokens', tokensPage),
  post('/user/:id/api-tokens', addToken),
  post('/user/:id/api-tokens/revoke', removeToken),

  get('/dashboard', dashboardPage),
  get('/dashboard/datasets', dashboardPage),

  get('/help', helpPage),
  get('/help/api', usingApiPage),
  get('/help/api/common-calls', commonCallsPage),
  get('/help/become-a-provider', providerPage),
];
