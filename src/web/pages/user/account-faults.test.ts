/** Forms of people, groups and tokens in a whole catalogue: all that is wrong at once, and nothing made twice. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { aCatalogue } from '#support/catalogue.ts';
import { browserOf, fieldsOf } from '#support/form-browser.ts';

const catalogue = await aCatalogue();
const { run, aUser, app } = catalogue;
await aUser('root', { sysadmin: true });
await aUser('joe');
const { get, send, sendFile } = await browserOf(catalogue, ['root', 'joe']);

const summaryOf = (html: string): string[] => {
  const from = html.indexOf('id="errors"');
  return [...html.slice(from, html.indexOf('</ul>', from)).matchAll(/href="#(\w+)"/g)].map(([, id]) => id ?? '');
};

test('a registration tells all that is wrong at once', async () => {
  const typed = { name: 'Not A Name', email: 'none', password1: 'short', password2: 'other' };
  const { text } = await send('/user/register', typed, 'root');

  assert.deepEqual(summaryOf(text), ['name', 'email', 'password1', 'password2']);
});

test('an account tells all that is wrong at once', async () => {
  const typed = { name: 'Not A Name', email: 'none', password1: 'short', password2: 'other', old_password: '' };
  const { text } = await send('/user/edit/joe', typed, 'root');

  assert.deepEqual(summaryOf(text), ['name', 'email', 'password1', 'password2', 'old_password']);
});

test('a new password and the present one are looked at together', async () => {
  const { text } = await send('/dashboard/password', { old_password: 'wrong-one', password1: 'short', password2: 'other' }, 'joe');

  assert.deepEqual(summaryOf(text), ['old_password', 'password1', 'password2']);
});

test('organizations and groups in any writing get a free name', async () => {
  for (const kind of ['organization', 'group'])
    for (const title of ['日本語', '日本語']) {
      const { status, location } = await send(`/${kind}/new`, { title }, 'root');

      assert.equal(status, 303);
      assert.match(location, new RegExp(`^/${kind}/${kind}-\\d{4}-\\d\\d-\\d\\d-\\w{4}\\?done=created$`));
    }
});

test('a second field of one name is told with all else that is wrong', async () => {
  const rows = { extras__0__key: 'dup', extras__0__value: '1', extras__1__key: 'dup', extras__1__value: '2' };
  const { text } = await send('/group/new', { title: 'T', name: 'Not A Name', ...rows }, 'root');

  assert.deepEqual(summaryOf(text), ['name', 'extras__1__key']);
});

test('an account, an organization and a token are made once though sent twice', async () => {
  const user = { ...fieldsOf((await get('/user/register', 'root')).text), name: 'ann', email: 'ann@example.org' };
  const account = { ...user, password1: 'right-password', password2: 'right-password' };
  const organization = { ...fieldsOf((await get('/organization/new', 'root')).text), title: 'Once' };
  const token = { ...fieldsOf((await get('/user/joe/api-tokens', 'joe')).text), name: 'nightly' };
  const twice = async (url: string, fields: Record<string, string>, as: string) =>
    Promise.all([send(url, fields, as), send(url, fields, as)]);
  const accounts = await twice('/user/register', account, 'root');
  const organizations = await twice('/organization/new', organization, 'root');
  const tokens = await twice('/user/joe/api-tokens', token, 'joe');

  assert.deepEqual(
    accounts.map(({ location }) => location),
    ['/user/ann?done=created', '/user/ann?done=created'],
  );
  assert.deepEqual(
    organizations.map(({ location }) => location),
    ['/organization/once?done=created', '/organization/once?done=created'],
  );
  assert.equal(tokens[0]?.text, tokens[1]?.text);
  assert.equal((await run<{ name: string }[]>('api_token_list', { user_id: 'joe' })).filter(({ name }) => name === 'nightly').length, 1);
});

test('a picture that is too large is told at its field, and what was typed is kept', async () => {
  const bytes = Buffer.alloc(app.site.settings['ckan.max_image_size'] * 1024 * 1024 + 1, 'x');
  const picture = { name: 'a.png', field: 'image_upload', bytes };
  const group = await sendFile('/group/new', { title: 'Kept', name: 'kept' }, picture, 'root');
  const user = await sendFile('/user/edit', { about: 'Kept too' }, picture, 'joe');
  const site = await sendFile('/ckan-admin/config', { 'ckan.site_about': 'Kept here' }, { ...picture, field: 'logo_upload' }, 'root');

  for (const { status, text } of [group, user, site]) {
    assert.equal(status, 200);
    assert.match(text, /larger than the site takes/);
  }
  assert.equal(fieldsOf(group.text).title, 'Kept');
  assert.equal(fieldsOf(user.text).about, 'Kept too');
  assert.equal(fieldsOf(site.text)['ckan.site_about'], 'Kept here');
});

test('a form that says it is too large is refused with the header of the one who sent it', async () => {
  const { session } = (await app.logIn('joe', 'correct-horse-9')) ?? {};
  const door = await app.door();
  const length = String(500 * 1024 * 1024);
  const headers = { cookie: `kokanee=${session}`, 'content-type': 'multipart/form-data; boundary=b', 'content-length': length };
  const { status, text, headers: told } = await door.inject({ method: 'POST', url: '/user/edit', headers, body: '' });

  assert.equal(status, 413);
  assert.match(text, /nothing is saved\. Go back/);
  assert.match(text, /Logged in as <strong>joe/);
  assert.equal(told['cache-control'], 'no-store');
});

test('who saves a group or an account that somebody else deleted meanwhile is told so and keeps what he typed', async () => {
  await run('group_create', { name: 'passing', title: 'Passing' });
  await aUser('leaver');
  const opened = async (url: string) => fieldsOf((await get(url, 'root')).text);
  const [group, user] = [await opened('/group/edit/passing'), await opened('/user/edit/leaver')];
  await run('group_delete', { id: 'passing' });
  await run('user_delete', { id: 'leaver' });
  const answers = [
    await send('/group/edit/passing', { ...group, description: 'Typed meanwhile' }, 'root'),
    await send('/user/edit/leaver', { ...user, about: 'Typed meanwhile' }, 'root'),
  ];

  for (const { status, text } of answers) {
    assert.equal(status, 200);
    assert.match(text, /Somebody else deleted this while you were editing/);
    assert.match(text, />Typed meanwhile<\/textarea>/);
  }
});
