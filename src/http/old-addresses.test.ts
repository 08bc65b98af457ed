// Old addresses, row by row: where each leads, and that none leads away from the site.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Actor } from '#domain/actor.ts';
import { findOldPath, OLD_PATHS } from './old-paths.ts';
import type { InjectedAnswer } from './server.ts';
import { aHouse, ann, ANNS_TOKEN, answering, showing, SITE } from './test-catalogue.ts';

const ID = '3f2c1b5e-0000-4000-8000-00000000000d';
const found = {
  count: 3,
  results: [
    {
      resources: [
        { url_type: 'upload', url: `${SITE}/dataset/d/resource/r/download/lakes-2013.csv` },
        { url_type: 'upload', url: `${SITE}/dataset/d/resource/s/download/twice.csv` },
        { url_type: 'upload', url: `${SITE}/dataset/d/resource/t/download/twice.csv` },
        { url_type: '', url: 'https://evil.example/download/away.csv' },
        { url_type: 'upload', url: 'https://evil.example/download/up.csv' },
      ],
    },
  ],
};
const boss: Actor = { ...ann, name: 'boss', sysadmin: true };
const house = await aHouse({
  extras: { pages: async ({ path }) => ({ body: `page ${path}` }) },
  actions: [
    showing('package_show', { [ID]: { name: 'rivers' }, rivers: { name: 'rivers' } }),
    showing('organization_show', { [ID]: { name: 'office' } }),
    showing('group_show', { [ID]: { name: 'theme' } }),
    showing('user_show', {}),
    answering('package_search', () => found),
  ],
  catalogue: { actorOf: (credential) => (credential === ANNS_TOKEN ? ann : credential === 'boss' ? boss : undefined) },
});
test.after(() => house.remove());

const ask = (url: string, headers: Record<string, string> = {}): Promise<InjectedAnswer> => house.server.inject({ url, headers });
const goes = async (url: string, headers: Record<string, string> = {}): Promise<string> => {
  const answer = await ask(url, headers);
  const to = String(answer.headers['location'] ?? '');
  return `${answer.status}${to === '' ? '' : ` ${to.startsWith(`${SITE}/`) ? to.slice(SITE.length) : to}`}`;
};

const MOVED: Readonly<Record<string, string>> = {
  '/package': '/dataset',
  '/package/rivers': '/dataset/rivers',
  '/package/rivers/resource/r': '/dataset/rivers/resource/r',
  '/packages': '/dataset',
  '/packages/rivers': '/dataset/rivers',
  '/datasets': '/dataset',
  '/groups': '/group',
  '/groups/theme': '/group/theme',
  '/tags': '/dataset',
  '/tags/water': '/dataset?tags=water',
  '/tag': '/dataset',
  '/tag/water': '/dataset?tags=water',
  '/tag/caf%C3%A9%20%26%20co+': '/dataset?tags=caf%C3%A9%20%26%20co%2B',
  '/tag/read/water': '/dataset?tags=water',
  '/users/ann': '/user/ann',
  '/group/list': '/group',
  '/group/create': '/group/new',
  '/organization/list': '/organization',
  '/organization/create': '/organization/new',
  '/dataset/list': '/dataset',
  '/dataset/create': '/dataset/new',
  '/dataset/search': '/dataset',
  '/dataset/new_metadata/rivers': '/dataset/edit/rivers',
  '/dataset/new_resource/rivers': '/dataset/rivers/resource/new',
  '/dataset/history/rivers': '/dataset/activity/rivers',
  '/dataset/rivers@2013-05-01T10:00:00.5': '/dataset/activity/rivers',
  '/dataset/rivers/related': '/dataset/rivers',
  '/dataset/rivers/related/new': '/dataset/rivers',
  '/dataset/rivers/resource_edit/r': '/dataset/rivers/resource/r/edit',
  '/dataset/rivers/resource_delete/r': '/dataset/rivers/resource/r/delete',
  '/dataset/rivers/resource/create': '/dataset/rivers/resource/new',
  '/dataset/rivers/resource/r/embed': '/dataset/rivers/resource/r',
  '/dataset/rivers/resource/r/viewer': '/dataset/rivers/resource/r',
  '/dataset/rivers/resource/r/preview': '/dataset/rivers/resource/r',
  '/related': '/dataset',
  '/related/dashboard': '/dataset',
  '/user/logged_in': '/dashboard',
  '/user/logged_out': '/',
  '/user/profile': '/user/me',
  '/user/set_lang/fr': '/fr',
  '/user/set_lang/no': '/nb_NO',
  '/user/admin/org/office/members': '/organization/manage_members/office',
  '/user/admin/group/theme/members': '/group/manage_members/theme',
  '/usage': '/stats',
  '/storage/f/2013-05-01T10:00:00Z/Lakes%202013.csv': '/dataset/d/resource/r/download/lakes-2013.csv',
};

const GONE = ['/dataset/rate/rivers', '/revision', '/revision/list', '/revisions', '/revisions/1', '/client-api', '/client-api/dataset/x'];

test('every row of the table leads to the present page, for good', async () => {
  for (const [old, present] of Object.entries(MOVED)) assert.equal(await goes(old), `301 ${present}`, old);
});

test('no row of the table is left untried', () => {
  const tried = new Set([...Object.keys(MOVED), ...GONE].map((path) => findOldPath(path)?.row));

  assert.deepEqual(
    OLD_PATHS.filter((row) => !tried.has(row)).map(({ from }) => from),
    [],
  );
});

test('query, language and a slash at the end go along', async () => {
  assert.equal(await goes('/package/rivers?a=1&b=%20'), '301 /dataset/rivers?a=1&b=%20');
  assert.equal(await goes('/tags/water?page=2'), '301 /dataset?tags=water&page=2');
  assert.equal(await goes('/fr/groups/theme?q=x'), '301 /fr/group/theme?q=x');
  assert.equal(await goes('/packages/'), '301 /dataset');
});

test('what is gone says so, and what to do instead', async () => {
  for (const path of GONE) assert.equal(await goes(path), '410', path);
  assert.match((await ask('/client-api/x')).text, /Action API/);
});

test('present pages are not taken for old ones', async () => {
  for (const path of [
    '/dataset/edit/related',
    '/dataset/activity/related',
    '/dataset/groups/related',
    '/dataset/rate',
    '/dataset/history',
    '/dataset/rate/resource/r',
    '/dataset/related',
    '/group/theme/list',
    '/organization/members/create',
    '/users',
    '/user/ann/api-tokens',
    '/user/set_lang/api-tokens',
  ])
    assert.equal(await goes(path), '200', path);
});

test('a thing that has the name of an old page is shown', async () => {
  const named = { list: { name: 'list' }, create: { name: 'create' }, admin: { name: 'admin' }, profile: { name: 'profile' } };
  const other = await aHouse({
    extras: { pages: async () => ({ body: 'page' }) },
    actions: ['package_show', 'group_show', 'organization_show', 'user_show'].map((action) => showing(action, named)),
  });
  const paths = ['/dataset/list', '/dataset/create', '/group/list', '/group/create', '/organization/list', '/organization/create'];

  for (const url of [...paths, '/user/admin', '/user/profile']) assert.equal((await other.server.inject({ url })).status, 200, url);
  await other.remove();
});

test('where it depends on who asks, browsers do not remember the way', async () => {
  assert.equal(await goes('/user/admin', { authorization: ANNS_TOKEN }), '302 /dashboard/organizations');
  assert.equal(await goes('/user/admin', { authorization: 'boss' }), '302 /ckan-admin');
  assert.equal(await goes('/user/me'), '302 /dashboard/datasets');
});

test('the log-in of the old client leads to ours, and back to this site only', async () => {
  assert.equal(await goes('/client-api/login?r=/dataset/rivers'), '302 /user/login?came_from=%2Fdataset%2Frivers');
  for (const evil of ['', '//evil.example', 'https://evil.example', '/\\evil.example', 'javascript:alert(1)'])
    assert.equal(await goes(`/client-api/login?r=${encodeURIComponent(evil)}`), '302 /user/login', evil);
});

test('files of the old storage are found by their names, if one public upload has it', async () => {
  for (const path of ['/storage/f/x/twice.csv', '/storage/f/x/none.csv', '/storage/f/x/away.csv', '/storage/f/x/up.csv', '/storage/f/'])
    assert.equal(await goes(path), '404', path);
});

test('other spellings of languages lead to the one that is used', async () => {
  assert.equal(await goes('/zh_TW/dataset?q=1'), '308 /zh_Hant_TW/dataset?q=1');
  assert.equal(await goes('/zh_CN/dataset/'), '308 /zh_Hans_CN/dataset/');
  assert.equal(await goes('/no/group'), '308 /nb_NO/group');
  assert.equal(await goes('/nb_NO/group'), '200');
});

test('pages by id lead to the name', async () => {
  assert.equal(await goes(`/dataset/${ID}`), '302 /dataset/rivers');
  assert.equal(await goes(`/organization/${ID}?page=2`), '302 /organization/office?page=2');
  assert.equal(await goes(`/group/${ID}?page=2`), '302 /group/theme?page=2');
});

test('a slash at the end of a page is no other page', async () => {
  for (const path of ['/dataset/', '/dataset/rivers/', '/about/', '/help/api/']) assert.equal(await goes(path), '200', path);
});

test('a hostile path leads nowhere else', async () => {
  for (const path of ['/package//evil.example', '/package/%2F%2Fevil.example', '/tags/%0D%0ASet-Cookie:x', '/groups/%5Cevil.example']) {
    const { headers } = await ask(path);
    assert.ok(String(headers['location']).startsWith(`${SITE}/`), path);
    assert.equal(headers['set-cookie'], undefined);
  }
});

test('/util/redirect leads to pages of this site only', async () => {
  const to = (url: string): Promise<string> => goes(`/util/redirect?url=${encodeURIComponent(url)}`);

  assert.equal(await to('/dataset?q=a b#c'), '302 /dataset?q=a%20b#c');
  assert.equal(await to(`${SITE}/about`), '302 /about');
  assert.equal(await to(SITE), '302 /');
  for (const evil of ['https://evil.example/', '//evil.example', 'javascript:alert(1)', `${SITE}.evil.example/`, `${SITE}@evil.example`])
    assert.equal(await to(evil), '403', evil);
  for (const none of ['', 'dataset', '/\\evil.example', '/a\r\nSet-Cookie: x=1', '\t//evil.example'])
    assert.equal(await to(none), '400', none);
  assert.equal(await goes('/util/redirect'), '400');
  const body = 'url=%2Fabout';
  const posted = await house.server.inject({
    method: 'POST',
    url: '/util/redirect',
    body,
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
  });
  assert.deepEqual([posted.status, posted.headers['location']], [302, `${SITE}/about`]);
});

test('the REST addresses of older CKANs name the action to use', async () => {
  const rows: readonly (readonly [method: string, url: string, action: string])[] = [
    ['GET', '/api/rest/dataset', 'package_list'],
    ['GET', '/api/1/rest/package/rivers', 'package_show'],
    ['GET', '/api/2/rest/dataset/rivers/relationships', 'package_show'],
    ['POST', '/api/3/rest/dataset', 'package_create'],
    ['PUT', '/api/rest/dataset/rivers', 'package_update'],
    ['POST', '/api/rest/group/theme', 'group_update'],
    ['DELETE', '/api/rest/dataset/rivers', 'package_delete'],
    ['GET', '/api/rest/tag', 'tag_list'],
    ['GET', '/api/rest/licenses', 'license_list'],
    ['GET', '/api/rest', 'package_list'],
    ['GET', '/api/search/dataset?q=x', 'package_search'],
    ['GET', '/api/2/search/resource?url=x', 'resource_search'],
  ];
  for (const [method, url, action] of rows) {
    const { status, headers, text } = await house.server.inject({ method, url });
    const { success, error } = JSON.parse(text) as { success: boolean; error: { __type: string; message: string } };
    assert.deepEqual([status, headers['content-type'], success, error.__type], [410, 'application/json;charset=utf-8', false, 'Gone'], url);
    assert.equal(error.message, `This address is gone. Use the action ${action}: ${SITE}/api/3/action/${action}`, url);
  }
  assert.equal((await ask('/api/restless')).status, 404);
});
