import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { NotFound, ValidationError } from '#domain/errors.ts';
import type { PageRequest, PageResponse } from '#domain/page.ts';
import { prepareWeb } from '../../compile.ts';
import { type TestCatalogue, pageRequest, someone, testCatalogue } from '../../test-catalogue.ts';

const cache = mkdtempSync(join(tmpdir(), 'kokanee-web-'));
test.after(() => rmSync(cache, { recursive: true, force: true }));
await prepareWeb(cache);
const { makePages } = await import('#web/handler.tsx');

const root = { id: 'id-of-root', name: 'root', display_name: 'Root', email: 'root@example.org', sysadmin: true, state: 'active' };
const joe = { ...root, id: 'id-of-joe', name: 'joe', display_name: 'Joe', sysadmin: false };
const deleted = { id: 'd1', name: 'lost-roads', title: 'Lost "roads"', at: '2026-01-02T03:04:05' };

const answers: TestCatalogue['answers'] = {
  user_show: ({ id }) => {
    const found = [root, joe].find((user) => user.id === id || user.name === id);
    if (found === undefined) throw new NotFound();
    return found;
  },
  'page sysadmins': () => [root],
  'page site condition': () => undefined,
  status_show: () => ({ ckan_version: '2.11', extensions: [] }),
  config_option_show: ({ key }) => (key === 'ckan.site_title' ? 'Data' : ''),
  'page trash': ({ kind }) => (kind === 'package' ? { count: 1, items: [deleted] } : { count: 0, items: [] }),
};

type Done = [name: string, input: Readonly<Record<string, unknown>>][];

/** The answer, and what was changed by it. */
async function send(
  url: string,
  form?: PageRequest['form'],
  more: Partial<PageRequest> = {},
  others: TestCatalogue['answers'] = {},
): Promise<PageResponse & { html: string; done: Done }> {
  const done: Done = [];
  const noting = (name: string) => (input: Readonly<Record<string, unknown>>) => void done.push([name, input]);
  const writes = [
    'user_patch',
    'config_option_update',
    'package_patch',
    'organization_patch',
    'group_patch',
    'dataset_purge',
    'organization_purge',
  ];
  const all = { ...Object.fromEntries(writes.map((name) => [name, noting(name)])), ...answers, ...others };
  const request = pageRequest(url, { actor: someone('root', true), ...(form !== undefined && { form }), ...more });
  const answer = await makePages(testCatalogue({ answers: all }))(request);
  assert.ok(answer !== undefined);
  return { ...answer, html: String(answer.body ?? ''), done };
}

test('administration is there for system administrators only', async () => {
  const pages = ['/ckan-admin', '/ckan-admin/config', '/ckan-admin/reset_config', '/ckan-admin/trash', '/ckan-admin/trash?name=all'];
  const forms = ['/ckan-admin/config', '/ckan-admin/reset_config', '/ckan-admin/trash', '/ckan-admin/trash/restore', '/user/sysadmin'];
  for (const actor of [{ kind: 'anonymous' }, someone()] as const) {
    for (const url of pages) assert.equal((await send(url, undefined, { actor })).status, 403, url);
    for (const url of forms) {
      const { status, done } = await send(url, { action: 'all', kind: 'package', id: 'd1', username: 'joe', status: '1' }, { actor });
      assert.deepEqual([status, done], [403, []], url);
    }
  }
  for (const url of pages) assert.equal((await send(url)).status, 200, url);
});

test('a system administrator is named and taken back, but never the last one', async () => {
  const named = await send('/user/sysadmin', { username: ' joe ', status: '1' });
  assert.deepEqual([named.redirect, named.done], ['/ckan-admin?done=promoted', [['user_patch', { id: 'id-of-joe', sysadmin: true }]]]);

  const last = await send('/user/sysadmin', { username: 'root', status: '0' });
  assert.match(last.html, /The last system administrator cannot be removed/);
  assert.deepEqual(last.done, []);

  const two = { 'page sysadmins': () => [root, { ...joe, sysadmin: true }] };
  const revoked = await send('/user/sysadmin', { username: 'joe', status: '0' }, {}, two);
  assert.deepEqual([revoked.redirect, revoked.done], ['/ckan-admin?done=revoked', [['user_patch', { id: 'id-of-joe', sysadmin: false }]]]);

  for (const username of ['', 'nobody', 'no\0body']) {
    const { html, done } = await send('/user/sysadmin', { username, status: '1' });
    assert.deepEqual([/<title>Error: Administration/.test(html), done], [true, []], username);
  }
});

test('settings are saved where they differ, and the rest is left as configured', async () => {
  const { redirect, done } = await send('/ckan-admin/config', { 'ckan.site_title': 'Data', 'ckan.site_about': 'All\r\nabout' });

  assert.equal(redirect, '/ckan-admin/config?done=saved');
  assert.deepEqual(done, [['config_option_update', { 'ckan.site_about': 'All\nabout' }]]);
});

test('a refused setting is told beside its field, with everything as it was typed', async () => {
  const refusing = {
    config_option_update: () => {
      throw new ValidationError({ 'ckan.site_title': ['Missing value'], odd: ['Not known'] });
    },
  };
  const { html } = await send(
    '/ckan-admin/config',
    { 'ckan.site_title': ' ', 'ckan.site_custom_css': '</textarea><script>' },
    {},
    refusing,
  );

  assert.match(html, /<a href="#ckan.site_title">Name of the site: Missing value<\/a>/);
  assert.match(html, /odd: Not known/);
  assert.match(html, /id="ckan.site_title-error"/);
  assert.match(html, /&lt;\/textarea>&lt;script>/);
});

test('settings go back to what the site was started with only after a question', async () => {
  assert.match((await send('/ckan-admin/reset_config')).html, /Name of the site.*Records are not affected/s);
  assert.deepEqual((await send('/ckan-admin/reset_config', { cancel: 'x' })).done, []);

  const [[name, input] = ['', {}]] = (await send('/ckan-admin/reset_config', {})).done;
  assert.equal(name, 'config_option_update');
  assert.ok(Object.values(input).every((value) => value === null));
});

test('what was deleted is brought back, or goes for good after a question that names it', async () => {
  assert.match((await send('/ckan-admin/trash')).html, /Lost "roads"|Lost &quot;roads&quot;/);
  assert.match((await send('/ckan-admin/trash?name=package&id=d1')).html, /cannot be undone/);

  assert.deepEqual((await send('/ckan-admin/trash/restore', { kind: 'package', id: 'd1' })).done, [
    ['package_patch', { id: 'd1', state: 'active' }],
  ]);
  assert.deepEqual((await send('/ckan-admin/trash', { action: 'all' })).done, [['dataset_purge', { id: 'd1' }]]);
  assert.deepEqual((await send('/ckan-admin/trash', { action: 'package', cancel: 'x' })).done, []);
});

test('nothing but what lies in the trash goes by its page', async () => {
  for (const form of [
    { action: 'package', id: 'living' },
    { action: 'organization', id: 'd1' },
  ])
    assert.deepEqual([(await send('/ckan-admin/trash', form)).status, (await send('/ckan-admin/trash', form)).done], [404, []]);
  for (const form of [{ action: '' }, { action: 'user' }]) assert.equal((await send('/ckan-admin/trash', form)).status, 400);
  assert.equal((await send('/ckan-admin/trash/restore', { kind: 'all', id: 'd1' })).status, 400);
  assert.equal((await send('/ckan-admin/trash?name=nosuch')).status, 400);
});

test('what cannot go for good is named with the reason', async () => {
  const refusing = {
    dataset_purge: () => {
      throw new ValidationError({ message: ['It is in use'] });
    },
  };

  assert.match((await send('/ckan-admin/trash', { action: 'package' }, {}, refusing)).html, /roads.*: It is in use/);
});

test('nobody stops being a system administrator without a question that says what follows', async () => {
  const two = { 'page sysadmins': () => [root, { ...joe, sysadmin: true }] };
  const list = await send('/ckan-admin', undefined, {}, two);
  const other = await send('/user/sysadmin?username=joe', undefined, {}, two);
  const self = await send('/user/sysadmin?username=root', undefined, {}, two);
  const none = await send('/user/sysadmin?username=nobody', undefined, {}, two);

  assert.match(list.html, /<a class="button secondary small" href="\/user\/sysadmin\?username=joe">/);
  assert.doesNotMatch(list.html, /name="status" value="0"/);
  assert.match(other.html, /Take the rights of a system administrator from Joe\?.*can no longer see and change everything/s);
  assert.match(other.html, /name="username" value="joe".*name="status" value="0"/s);
  assert.match(self.html, /Stop being a system administrator\?.*cannot undo it yourself/s);
  assert.deepEqual([other.done, self.done, none.status], [[], [], 404]);
});
