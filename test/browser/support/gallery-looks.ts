/** The pages of the gallery and the states in which each is looked at. */
import type { Page } from 'playwright-core';
import { BARE, FILES, LONG, OWNER, samples } from './gallery-records.ts';

export type Look = {
  readonly name: string;
  readonly path: string;
  readonly as?: 'admin';
  /** What is done on the page before the picture. */
  readonly act?: (page: Page) => Promise<void>;
  readonly media?: { readonly media?: 'print'; readonly colorScheme?: 'dark'; readonly forcedColors?: 'active' };
};

const RECORD = '/dataset/children-and-family-services-caseloads';

const reading: readonly (readonly [name: string, path: string])[] = [
  ['home', '/'],
  ['about', '/about'],
  ['search', '/dataset'],
  ['search-filtered', '/dataset?q=river&res_format=CSV&res_format=JSON&organization=river-forecast-centre'],
  ['search-one', '/dataset?q=title:caseloads'],
  ['search-nothing', '/dataset?q=zzzz+river&tags=nosuch'],
  ['search-syntax', '/dataset?q=title:('],
  ['search-beyond', '/dataset?page=9999'],
  ['search-last', '/dataset?page=3'],
  ['record', RECORD],
  ['record-long', `/dataset/${LONG}`],
  ['record-files', `/dataset/${FILES}`],
  ...samples.map(({ id, file }) => [`resource-${file.replace('.', '-')}`, `/dataset/${FILES}/resource/${id}`] as const),
  ['organizations', '/organization'],
  ['organizations-search', '/organization?q=river'],
  ['organization', '/organization/ministry-of-forests'],
  ['organization-about', '/organization/about/ministry-of-forests'],
  ['organization-members', `/organization/members/${OWNER}`],
  ['organization-empty', '/organization/gallery-organization'],
  ['groups', '/group'],
  ['group', '/group/water-and-snow'],
  ['group-empty', '/group/gallery-group'],
  ['help', '/help'],
  ['help-search', '/help/search'],
  ['help-api', '/help/api'],
  ['help-common-calls', '/help/api/common-calls'],
  ['help-provider', '/help/become-a-provider'],
  ['log-in', '/user/login'],
  ['log-in-help', '/user/reset'],
  ['logged-out', '/user/logged_out_redirect'],
  ['error-404', '/nosuch'],
  ['error-400', '/dataset?page=0'],
  ['error-403', '/user/register'],
];

const editing: readonly (readonly [name: string, path: string])[] = [
  ['account', '/user'],
  ['account-edit', '/user/edit'],
  ['password', '/dashboard/password'],
  ['dashboard', '/dashboard/datasets'],
  ['users', '/users'],
  ['record-edit', `/dataset/edit/${FILES}`],
  ['record-new', '/dataset/new'],
  ['record-admin', `/dataset/${FILES}`],
  ['record-private', `/dataset/${BARE}`],
  ['record-resources', `/dataset/resources/${FILES}`],
  ['record-groups', `/dataset/groups/${FILES}`],
  ['record-delete', `/dataset/delete/${FILES}`],
  ['resource-new', `/dataset/${FILES}/resource/new`],
  ['resource-edit', `/dataset/${FILES}/resource/${samples[0]?.id}/edit`],
  ['resource-delete', `/dataset/${FILES}/resource/${samples[0]?.id}/delete`],
  ['organization-new', '/organization/new'],
  ['organization-admin', `/organization/${OWNER}`],
  ['organization-edit', `/organization/edit/${OWNER}`],
  ['organization-manage', `/organization/manage_members/${OWNER}`],
  ['organization-member-new', `/organization/member_new/${OWNER}`],
  ['organization-bulk', `/organization/bulk_process/${OWNER}`],
  ['organization-delete', '/organization/delete/gallery-organization'],
  ['group-new', '/group/new'],
  ['group-edit', '/group/edit/gallery-group'],
  ['admin', '/ckan-admin'],
  ['admin-config', '/ckan-admin/config'],
  ['admin-trash', '/ckan-admin/trash'],
];

const send =
  (name: string) =>
  async (page: Page): Promise<void> => {
    await page.locator('main').getByRole('button', { name }).first().click();
  };

export const looks: readonly Look[] = [
  ...reading.map(([name, path]): Look => ({ name, path })),
  ...editing.map(([name, path]): Look => ({ name, path, as: 'admin' })),
  { name: 'menu', path: '/', act: (page) => page.locator('.menu > summary').click() },
  { name: 'menu-admin', path: '/', as: 'admin', act: (page) => page.locator('.menu > summary').click() },
  {
    name: 'log-in-wrong',
    path: '/user/login',
    act: async (page) => {
      await page.fill('#login', 'joe');
      await page.fill('#password', 'wrong');
      await send('Log in')(page);
    },
  },
  { name: 'filters-open', path: '/dataset?res_format=CSV#filters' },
  { name: 'print-record', path: RECORD, media: { media: 'print' } },
  { name: 'print-search', path: '/dataset?q=river', media: { media: 'print' } },
  { name: 'dark-home', path: '/', media: { colorScheme: 'dark' } },
  { name: 'dark-record', path: RECORD, media: { colorScheme: 'dark' } },
  { name: 'dark-search', path: '/dataset?q=river&res_format=CSV', media: { colorScheme: 'dark' } },
  { name: 'dark-resource', path: `/dataset/${FILES}/resource/${samples[0]?.id}`, media: { colorScheme: 'dark' } },
  { name: 'dark-edit', path: `/dataset/edit/${FILES}`, as: 'admin', media: { colorScheme: 'dark' } },
  { name: 'dark-organization', path: `/organization/${OWNER}`, as: 'admin', media: { colorScheme: 'dark' } },
  { name: 'forced-search', path: '/dataset?q=river&res_format=CSV', media: { forcedColors: 'active' } },
];
