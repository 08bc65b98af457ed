import assert from 'node:assert/strict';
import { test } from 'node:test';
import { aCatalogue } from '#support/catalogue.ts';
import { browserOf, fieldsOf } from '#support/form-browser.ts';

const open = await aCatalogue({
  settings: {
    'ckan.dataset.create_on_ui_requires_resources': 'false',
    'ckan.auth.create_unowned_dataset': 'true',
    'ckan.uploads_enabled': 'false',
  },
});
await open.aUser('joe');
const plain = await browserOf(open, ['joe']);

const forAll = await aCatalogue({ settings: { 'ckan.auth.create_unowned_dataset': 'true', 'ckan.auth.anon_create_dataset': 'true' } });
const anonymous = await browserOf(forAll, []);

type Dataset = { readonly state: string; readonly organization: unknown; readonly private: boolean };

test('where data is not asked for, the form publishes at once and says so', async () => {
  const { text } = await plain.get('/dataset/new', 'joe');
  const { status, location } = await plain.send('/dataset/new', { title: 'At once' }, 'joe');

  assert.match(text, /published as soon as you save it/);
  assert.doesNotMatch(text, /Step 1 of 3: Describe the dataset<\/a>|class="steps"/);
  assert.deepEqual([status, location], [303, '/dataset/at-once?done=published']);
  assert.equal((await plain.get('/dataset/at-once')).status, 200);
});

test('where datasets may stand without an organization, none may be chosen, and such a dataset is not private', async () => {
  const { text } = await plain.get('/dataset/new', 'joe');
  const refused = await plain.send('/dataset/new', { title: 'Hidden', private: 'True' }, 'joe');

  assert.match(text, /<option value[^>]*>No organization/);
  assert.match(refused.text, /id="private-error"/);
  assert.equal(fieldsOf(refused.text).private, 'True');
});

test('where no files are taken, a resource is a link', async () => {
  await plain.send('/dataset/new', { title: 'Linked' }, 'joe');
  const { text } = await plain.get('/dataset/linked/resource/new', 'joe');

  assert.doesNotMatch(text, /type="file"/);
  assert.equal(fieldsOf(text).upload_source, 'link');
  assert.equal((await plain.send('/dataset/linked/resource/new', { url: 'http://example.org/a.csv' }, 'joe')).status, 303);
});

test('a dataset of an anonymous visitor is no draft, which nobody could find again', async () => {
  assert.equal((await anonymous.get('/dataset/new')).status, 200);
  const door = await forAll.app.door();
  const page = await door.inject({ url: '/dataset/new' });
  const cookie = String(page.headers['set-cookie']).split(';')[0] ?? '';
  const fields = { ...fieldsOf(page.text), title: 'Of nobody' };
  const answer = await door.inject({
    method: 'POST',
    url: '/dataset/new',
    headers: { cookie, 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams(fields).toString(),
  });

  assert.equal(answer.status, 303, answer.text.slice(0, 2000));
  assert.equal((await forAll.run<Dataset>('package_show', { id: 'of-nobody' })).state, 'active');
});
