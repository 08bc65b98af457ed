/** What a provider types into the forms of a dataset and its resources is neither lost, doubled nor told of piece by piece. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { aCatalogue } from '#support/catalogue.ts';
import { browserOf, fieldsOf } from '#support/form-browser.ts';

const catalogue = await aCatalogue();
const { run, aUser } = catalogue;
const people = ['editor', 'other'];
for (const name of people) await aUser(name);
const organization = await run<{ id: string }>('organization_create', {
  name: 'lakes',
  title: 'Ministry of Lakes',
  users: people.map((name) => ({ name, capacity: 'editor' })),
});
const { get, send, sendFile } = await browserOf(catalogue, people);

type Dataset = {
  readonly id: string;
  readonly name: string;
  readonly title: string;
  readonly state: string;
  readonly resources: { url: string }[];
};
const stored = (id: string): Promise<Dataset> => run<Dataset>('package_show', { id });
let made = 0;
const aDataset = (more: Record<string, unknown> = {}): Promise<Dataset> =>
  run<Dataset>('package_create', { name: `record-${++made}`, title: 'Lake levels', owner_org: organization.id, ...more });

const textOf = (html: string): string =>
  html
    .slice(html.indexOf('<main'))
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ');

test('what was typed stands on the page that refuses it, by the names of the form', async () => {
  const { id, name } = await aDataset();
  await run('organization_member_delete', { id: 'lakes', username: 'other' });
  const typed = { title: 'An hour of work', notes: 'Long text', tag_string: 'snow, ice', owner_org: organization.id, private: 'True' };
  const refused = await send(
    `/dataset/edit/${name}`,
    { ...typed, extras__0__key: 'season', extras__0__value: 'all', _base: '{}' },
    'other',
  );
  await run('organization_member_create', { id: 'lakes', username: 'other', role: 'editor' });
  await run('dataset_purge', { id });
  const gone = await send(`/dataset/edit/${name}`, typed, 'other');

  assert.deepEqual([refused.status, gone.status], [403, 404]);
  for (const { text } of [refused, gone]) {
    const told = textOf(text);
    assert.match(told, /Nothing is saved/);
    assert.match(told, /What you typed Title An hour of work Description Long text Tags snow, ice/);
    assert.match(told, /Organization Ministry of Lakes Visibility Private/);
    assert.doesNotMatch(told, /Tag string|Owner org|Notes Long/);
  }
  assert.match(textOf(refused.text), /Further field 1 season: all/);
});

test('a refused form with a password is not shown again', async () => {
  const { status, text } = await send('/user/edit/editor', { about: 'Mine', old_password: '', password1: 'hidden-one' }, 'other');

  assert.equal(status, 403);
  assert.doesNotMatch(text, /Mine|hidden-one/);
});

test('a second field of one name is marked as such', async () => {
  const rows = { extras__0__key: 'dup', extras__0__value: '1', extras__1__key: 'dup', extras__1__value: '2' };
  const fresh = await send('/dataset/new', { title: 'Doubled', owner_org: organization.id, ...rows }, 'editor');
  const { name } = await aDataset();
  const changed = await send(`/dataset/edit/${name}`, { title: 'Doubled', ...rows }, 'editor');

  for (const { text } of [fresh, changed]) {
    assert.match(text, /<a href="#extras__1__key">Further field 2, Name: Duplicate key/);
    assert.match(text, /id="extras__1__key-error"/);
    assert.doesNotMatch(text, /extras_validation/);
  }
});

test('a title in any writing makes a name that is free', async () => {
  const names: string[] = [];
  for (const title of ['日本語', '日本語', 'Данные', 'Fish counts', 'Fish counts', 'New']) {
    const { status, location } = await send('/dataset/new', { title, owner_org: organization.id }, 'editor');
    assert.equal(status, 303, title);
    names.push(location.split('/')[2] ?? '');
  }
  const made = await send('/dataset/new', { title: 'Fish counts', _made_name: 'fish-counts', owner_org: organization.id }, 'editor');
  const typed = await send('/dataset/new', { title: 'Fish counts', name: 'fish-counts', owner_org: organization.id }, 'editor');

  for (const name of names.slice(0, 3)) assert.match(name, /^dataset-\d{4}-\d\d-\d\d-\w{4}$/);
  assert.deepEqual(names.slice(3), ['fish-counts', 'fish-counts-2', 'new-2']);
  assert.equal(made.location, '/dataset/fish-counts-3/resource/new');
  assert.match(typed.text, /URL: That URL is already in use/);
});

test('what else is wrong is told without a word about a name that nobody typed', async () => {
  await aDataset({ name: 'taken-already' });
  const { text } = await send('/dataset/new', { title: 'Taken already', author_email: 'none', owner_org: organization.id }, 'editor');

  assert.match(text, /href="#author_email"/);
  assert.doesNotMatch(text, /id="name-error"/);
  assert.equal(fieldsOf(text).name, '');
});

test('all that is wrong is told at once, in the order of the fields', async () => {
  const wrong = { title: '', name: 'Not A Name', tag_string: 'ok, a!, b?', author_email: 'none', owner_org: organization.id };
  const { text } = await send('/dataset/new', wrong, 'editor');
  const summary = text.slice(text.indexOf('id="errors"'), text.indexOf('</ul>', text.indexOf('id="errors"')));

  assert.deepEqual(
    [...summary.matchAll(/href="#(\w+)"/g)].map(([, id]) => id),
    ['title', 'name', 'tag_string', 'author_email'],
  );
  assert.match(summary, /Tag (?:"|&quot;)a!.*Tag (?:"|&quot;)b\?/);
});

test('a form sent twice makes one record, at once and afterwards', async () => {
  const { text } = await get('/dataset/new', 'editor');
  assert.match(fieldsOf(text)._once ?? '', /^[\w-]{16}$/);
  const fields = { ...fieldsOf(text), title: 'Pressed twice', owner_org: organization.id };
  const [first, second] = await Promise.all([send('/dataset/new', fields, 'editor'), send('/dataset/new', fields, 'editor')]);
  const third = await send('/dataset/new', fields, 'editor');
  const other = await send('/dataset/new', { ...fields, title: 'Changed before it was sent again' }, 'editor');

  assert.equal(first.location, '/dataset/pressed-twice/resource/new');
  assert.deepEqual([second.location, third.location], [first.location, first.location]);
  assert.equal(other.location, '/dataset/changed-before-it-was-sent-again/resource/new');
});

test('a resource sent twice is made once, its file too', async () => {
  const { id, name } = await aDataset();
  const fields = { ...fieldsOf((await get(`/dataset/${name}/resource/new`, 'editor')).text), name: 'Once', upload_source: 'upload' };
  const file = { name: 'a.csv', text: 'a,b\n1,2\n' };
  const sendIt = () => sendFile(`/dataset/${name}/resource/new`, fields, file, 'editor');
  const [first, second] = await Promise.all([sendIt(), sendIt()]);

  assert.deepEqual([first.status, second.location], [303, first.location]);
  assert.equal((await stored(id)).resources.length, 1);
});

test('a form that was refused can be sent again', async () => {
  const number = { _once: 'a-number', title: 'Refused first', name: 'refused-first', owner_org: organization.id };
  const other = await aDataset({ name: 'refused-first' });
  assert.equal((await send('/dataset/new', number, 'editor')).status, 200);
  await run('dataset_purge', { id: other.id });

  assert.equal((await send('/dataset/new', number, 'editor')).status, 303);
});

test('who saves what somebody else deleted meanwhile is told so and keeps what he typed', async () => {
  const { id, name } = await aDataset();
  const before = fieldsOf((await get(`/dataset/edit/${name}`, 'editor')).text);
  await run('package_delete', { id });
  const { status, text } = await send(`/dataset/edit/${name}`, { ...before, title: 'Typed meanwhile' }, 'editor');

  assert.equal(status, 200);
  assert.match(text, /Somebody else deleted this while you were editing/);
  assert.equal(fieldsOf(text).title, 'Typed meanwhile');
  assert.equal((await stored(id)).title, 'Lake levels');
  const again = await send(`/dataset/edit/${name}`, { ...fieldsOf(text) }, 'editor');
  assert.deepEqual([again.status, (await stored(id)).title], [303, 'Typed meanwhile']);
});

test('an address that nobody could open is refused, and one without a scheme gets one', async () => {
  const { id, name } = await aDataset();
  const add = (url: string) => send(`/dataset/${name}/resource/new`, { name: 'Link', upload_source: 'link', url }, 'editor');
  for (const url of ['javascript:alert(1)', 'data:text/html,x', 'mailto:a@example.org', 'two words', '/x']) {
    const { text } = await add(url);
    assert.match(text, /<a href="#url">Address: Nobody could open this address/, url);
    assert.equal(fieldsOf(text).url, url.replace(/&/g, '&amp;'));
  }
  for (const url of ['example.org/a.csv', 'example.org:8080/b', 'ftp://example.org/c', 'HTTPS://example.org/d']) await add(url);

  assert.deepEqual(
    (await stored(id)).resources.map(({ url }) => url),
    ['http://example.org/a.csv', 'http://example.org:8080/b', 'ftp://example.org/c', 'HTTPS://example.org/d'],
  );
});

test('the review names an address that cannot be opened', async () => {
  const { name } = await aDataset({ state: 'draft', resources: [{ name: 'Odd', url: 'javascript:alert(1)', format: 'CSV' }] });

  assert.match((await get(`/dataset/review/${name}`, 'editor')).text, /An address that can be opened for “Odd”/);
});

test('a long text is taken from a form with a file as from one without', async () => {
  const { id, name } = await aDataset();
  const description = 'x'.repeat(1_100_000);
  const file = { name: 'a.csv', text: 'a\n' };
  const { status } = await sendFile(`/dataset/${name}/resource/new`, { description, upload_source: 'upload' }, file, 'editor');
  const tooLong = await sendFile(`/dataset/${name}/resource/new`, { description: description.repeat(4) }, file, 'editor');

  assert.deepEqual([status, (await stored(id)).resources.length], [303, 1]);
  assert.equal(tooLong.status, 413);
  assert.match(textOf(tooLong.text), /most of all the field (?:"|&quot;)description/);
});

test('a file that is too large is told at its field, and what was typed is kept', async () => {
  const { id, name } = await aDataset();
  const most = catalogue.app.site.settings['ckan.max_resource_size'] * 1024 * 1024;
  const file = { name: 'a.csv', text: 'x'.repeat(most + 1) };
  const { status, text } = await sendFile(`/dataset/${name}/resource/new`, { name: 'Kept', upload_source: 'upload' }, file, 'editor');

  assert.equal(status, 200);
  assert.match(text, /id="upload-error"[^>]*>.*?larger than the site takes/);
  assert.equal(fieldsOf(text).name, 'Kept');
  assert.equal((await stored(id)).resources.length, 0);
});
