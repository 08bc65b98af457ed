import assert from 'node:assert/strict';
import { test } from 'node:test';
import { aCatalogue } from '#support/catalogue.ts';
import { browserOf, fieldsOf } from '#support/form-browser.ts';

const catalogue = await aCatalogue();
const { run, aUser } = catalogue;
const people = ['editor', 'other', 'member', 'stranger'];
for (const name of people) await aUser(name);
const organization = await run<{ id: string }>('organization_create', {
  name: 'lakes',
  title: 'Ministry of Lakes',
  users: [
    { name: 'editor', capacity: 'editor' },
    { name: 'other', capacity: 'editor' },
    { name: 'member', capacity: 'member' },
  ],
});
await run('organization_create', { name: 'elsewhere', title: 'Elsewhere' });
const group = await run<{ id: string }>('group_create', { name: 'water', title: 'Water', users: [{ name: 'editor', capacity: 'member' }] });
const { get, send } = await browserOf(catalogue, people);

type Dataset = Readonly<Record<string, unknown>> & {
  readonly id: string;
  readonly name: string;
  readonly extras: readonly { key: string; value: string }[];
  readonly tags: readonly { name: string }[];
};
const stored = (id: string): Promise<Dataset> => run<Dataset>('package_show', { id });

let made = 0;
const aDataset = (more: Record<string, unknown> = {}): Promise<Dataset> =>
  run<Dataset>('package_create', { name: `dataset-${++made}`, title: 'Lake levels', owner_org: organization.id, ...more });

test('the form of a new dataset is for those who may create one somewhere', async () => {
  assert.equal((await get('/dataset/new')).status, 403);
  assert.equal((await get('/dataset/new', 'stranger')).status, 403);
  assert.equal((await get('/dataset/new', 'member')).status, 403);
  assert.equal((await send('/dataset/new', { title: 'Mine', owner_org: organization.id }, 'member')).status, 403);
  const { status, text } = await get('/dataset/new', 'editor');

  assert.equal(status, 200);
  assert.match(text, /<title>Step 1 of 3: Describe the dataset - New dataset/);
  assert.match(text, /Ministry of Lakes/);
  assert.doesNotMatch(text, />Elsewhere</);
});

test('a link may fill in the form, name the organization and the group', async () => {
  const { text } = await get('/dataset/new?title=Fish+%22counts%22&owner_org=lakes&group=water&notes=a%0Ab&nosuch=1', 'editor');
  const fields = fieldsOf(text);

  assert.equal(fields.title, 'Fish "counts"');
  assert.equal(fields.notes, 'a\nb');
  assert.equal(fields.owner_org, organization.id);
  assert.equal(fields.groups__0__id, group.id);
  assert.match(text, /in the group <strong>Water<\/strong>/);
});

test('the first step makes a draft that only editors see, under a name made of the title', async () => {
  const fields = { title: 'Fish of the Okanagan', owner_org: organization.id, tag_string: 'fish, lakes', groups__0__id: group.id };
  const { status, location } = await send('/dataset/new', { ...fields, extras__0__key: 'frequency', extras__0__value: 'yearly' }, 'editor');
  const dataset = await stored('fish-of-the-okanagan');

  assert.deepEqual([status, location], [303, '/dataset/fish-of-the-okanagan/resource/new']);
  assert.equal(dataset.state, 'draft');
  assert.deepEqual(
    dataset.tags.map(({ name }) => name),
    ['fish', 'lakes'],
  );
  assert.deepEqual(dataset.extras, [{ key: 'frequency', value: 'yearly' }]);
  assert.deepEqual(
    (dataset.groups as { name: string }[]).map(({ name }) => name),
    ['water'],
  );
  assert.equal((await get('/dataset/fish-of-the-okanagan')).status, 404);
  assert.match((await get('/dashboard/datasets', 'editor')).text, /Fish of the Okanagan/);
  assert.match((await get('/dataset/edit/fish-of-the-okanagan', 'editor')).text, /Step 1 of 3/);
});

test("CKAN's form of a draft that goes back to the first step changes that draft", async () => {
  const { id, name } = await aDataset({ state: 'draft', notes: 'kept' });
  const { location } = await send('/dataset/new', { pkg_name: id, title: 'Changed', _ckan_phase: 'dataset_new_1', save: '' }, 'editor');
  const after = await stored(id);

  assert.equal(location, `/dataset/${name}/resource/new`);
  assert.deepEqual([after.title, after.notes, after.state], ['Changed', 'kept', 'draft']);
});

test('what is wrong stands beside its field and in the summary, and everything typed stays', async () => {
  await aDataset({ name: 'taken' });
  const typed = {
    title: 'A <b>title</b> & "more"',
    name: 'taken',
    notes: 'Long\n\nnotes </textarea><script>alert(1)</script>',
    tag_string: 'ok, a!',
    owner_org: organization.id,
    author_email: 'no address',
    private: 'True',
    extras__0__key: '',
    extras__0__value: 'without a name',
    extras__4__key: 'frequency',
    extras__4__value: 'yearly',
  };
  const { status, text } = await send('/dataset/new', typed, 'editor');
  const fields = fieldsOf(text);

  assert.equal(status, 200);
  assert.match(text, /<title>Error: Step 1/);
  assert.match(text, /id="name-error"[^>]*>.*?That URL is already in use/);
  assert.match(text, /<a href="#name">URL: That URL is already in use/);
  assert.match(text, /id="author_email-error"/);
  assert.match(text, /id="tag_string-error"/);
  assert.match(text, /id="extras__0__key-error"[^>]*>.*?Missing value/);
  for (const name of ['title', 'name', 'notes', 'tag_string', 'owner_org', 'author_email', 'private'] as const)
    if (name !== 'notes') assert.equal(fields[name], typed[name], name);
  assert.doesNotMatch(text, /<script>alert/);
  assert.deepEqual([fields.extras__0__value, fields.extras__1__key, fields.extras__1__value], ['without a name', 'frequency', 'yearly']);
});

test('who gives neither title nor name is asked for the title', async () => {
  const { text } = await send('/dataset/new', { owner_org: organization.id }, 'editor');

  assert.match(text, /id="title-error"[^>]*>.*?Missing value/);
  assert.doesNotMatch(text, /id="name-error"/);
});

test('a row is added and removed without a script, and nothing is saved by it', async () => {
  const typed = {
    title: 'Rows',
    owner_org: organization.id,
    extras__0__key: 'a',
    extras__0__value: '1',
    extras__1__key: 'b',
    extras__1__value: '2',
  };
  const fields = fieldsOf((await send('/dataset/new', { ...typed, remove_row: 'extras__0' }, 'editor')).text);

  assert.deepEqual([fields.title, fields.extras__0__key, fields.extras__0__value, fields.extras__1__key], ['Rows', 'b', '2', '']);
  await assert.rejects(stored('rows'));
});

test('an edit changes what was changed and keeps what the form does not ask for', async () => {
  const dataset = await aDataset({
    notes: null,
    groups: [{ name: 'water' }],
    tags: [{ name: 'one' }],
    extras: [{ key: 'k', value: 'v' }],
    resources: [{ url: 'http://example.org/a.csv', name: 'A', colour: 'blue' }],
  });
  const fields = fieldsOf((await get(`/dataset/edit/${dataset.name}`, 'editor')).text);
  const { status, location } = await send(
    `/dataset/edit/${dataset.name}`,
    { ...fields, title: 'New title', tag_string: 'one, two' },
    'editor',
  );
  const after = await stored(dataset.id);

  assert.deepEqual([status, location], [303, `/dataset/${dataset.name}?done=saved`]);
  assert.equal(after.title, 'New title');
  assert.equal(after.notes, null);
  assert.deepEqual(
    after.tags.map(({ name }) => name),
    ['one', 'two'],
  );
  assert.deepEqual([after.groups, after.resources, after.extras], [dataset.groups, dataset.resources, dataset.extras]);
  assert.match((await get(location, 'editor')).text, /The changes are saved/);
});

test('nothing changed is nothing written', async () => {
  const dataset = await aDataset({ notes: 'a\r\nb' });
  const fields = fieldsOf((await get(`/dataset/edit/${dataset.name}`, 'editor')).text);
  await send(`/dataset/edit/${dataset.name}`, { ...fields, notes: 'a\r\nb' }, 'editor');

  assert.equal((await stored(dataset.id)).metadata_modified, dataset.metadata_modified);
});

test('the form of a dataset is closed to those who may not change it, and tells no stranger of a private one', async () => {
  const dataset = await aDataset({ private: true });
  const open = await aDataset();
  const paths = (name: string): string[] => [
    ...['edit', 'delete', 'resources', 'review'].map((page) => `/dataset/${page}/${name}`),
    `/dataset/${name}/resource/new`,
  ];
  for (const path of paths(dataset.name)) {
    assert.equal((await get(path)).status, 404, path);
    assert.equal((await get(path, 'stranger')).status, 404, path);
    assert.equal((await get(path, 'member')).status, 403, path);
    assert.equal((await send(path, {}, 'stranger')).status, 404, path);
  }
  for (const path of paths(open.name)) {
    assert.equal((await get(path)).status, 403, path);
    assert.equal((await send(path, { title: 'mine', save: 'publish' }, 'stranger')).status, 403, path);
  }
  assert.equal((await get('/dataset/edit/nosuch')).status, 404);
  assert.equal((await stored(open.id)).title, 'Lake levels');
});

test('a form that comes by a session needs its token', async () => {
  const dataset = await aDataset();
  const { session } = (await catalogue.app.logIn('editor', 'correct-horse-9')) as { session: string };
  const door = await catalogue.app.door();
  const forged = await door.inject({
    method: 'POST',
    url: `/dataset/delete/${dataset.name}`,
    headers: {
      cookie: `kokanee=${session}`,
      'content-type': 'application/x-www-form-urlencoded',
      origin: 'http://evil.example',
      'sec-fetch-site': 'cross-site',
    },
    body: '',
  });

  assert.equal(forged.status, 400);
  assert.equal((await stored(dataset.id)).state, 'active');
});

test('of two editors the second sees what the first changed, and loses nothing', async () => {
  const dataset = await aDataset({ notes: 'Old notes', version: '1' });
  const path = `/dataset/edit/${dataset.name}`;
  const mine = fieldsOf((await get(path, 'editor')).text);
  const first = fieldsOf((await get(path, 'other')).text);
  await send(path, { ...first, notes: 'Notes of the first', version: '2' }, 'other');
  const met = await send(path, { ...mine, notes: 'Notes of the second', title: 'Title of the second' }, 'editor');
  const shown = fieldsOf(met.text);

  assert.equal(met.status, 200);
  assert.match(met.text, /Somebody else changed this/);
  assert.match(met.text, /Notes of the first/);
  assert.deepEqual([shown.notes, shown.title, shown.version], ['Notes of the second', 'Title of the second', '2']);
  assert.equal((await stored(dataset.id)).notes, 'Notes of the first');
  assert.equal((await send(path, shown, 'editor')).status, 303);
  const after = await stored(dataset.id);
  assert.deepEqual([after.notes, after.title, after.version], ['Notes of the second', 'Title of the second', '2']);
});

test('the second may let the version of the first stand', async () => {
  const dataset = await aDataset({ notes: 'Old notes' });
  const path = `/dataset/edit/${dataset.name}`;
  const mine = fieldsOf((await get(path, 'editor')).text);
  await run('package_patch', { id: dataset.id, notes: 'Notes of the first' });
  const shown = fieldsOf((await send(path, { ...mine, notes: 'Mine', title: 'Mine' }, 'editor')).text);
  await send(path, { ...shown, _take__notes: 'theirs' }, 'editor');
  const after = await stored(dataset.id);

  assert.deepEqual([after.notes, after.title], ['Notes of the first', 'Mine']);
});

test('a resource that came meanwhile does not stand in the way', async () => {
  const dataset = await aDataset();
  const path = `/dataset/edit/${dataset.name}`;
  const mine = fieldsOf((await get(path, 'editor')).text);
  await run('resource_create', { package_id: dataset.id, url: 'http://example.org/new.csv' });
  const { status } = await send(path, { ...mine, title: 'Changed' }, 'editor');
  const after = await stored(dataset.id);

  assert.deepEqual([status, after.title, (after.resources as unknown[]).length], [303, 'Changed', 1]);
});

test('of saves at the same moment none is lost unseen', async () => {
  const dataset = await aDataset();
  const path = `/dataset/edit/${dataset.name}`;
  const mine = fieldsOf((await get(path, 'editor')).text);
  const names = ['author', 'maintainer', 'version', 'url', 'notes'];
  const answers = await Promise.all(names.map((name) => send(path, { ...mine, [name]: `by ${name}` }, 'editor')));
  const after = await stored(dataset.id);

  for (const [at, name] of names.entries())
    assert.equal(after[name], answers[at]?.status === 303 ? `by ${name}` : dataset[name], `${name} ${answers[at]?.status}`);
  assert.ok(answers.some(({ status }) => status === 303));
});

test('a renamed dataset is led to by its old address', async () => {
  const dataset = await aDataset();
  const fields = fieldsOf((await get(`/dataset/edit/${dataset.name}`, 'editor')).text);
  const { location } = await send(`/dataset/edit/${dataset.name}`, { ...fields, name: 'renamed-lakes' }, 'editor');
  const old = await get(`/dataset/${dataset.name}`);

  assert.equal(location, '/dataset/renamed-lakes?done=saved');
  assert.deepEqual([old.status, old.location], [301, '/dataset/renamed-lakes']);
});

test('after saving one is led to where the link said, on this site only', async () => {
  const dataset = await aDataset();
  const to = async (address: string): Promise<string> => {
    const path = `/dataset/edit/${dataset.name}?return_to=${encodeURIComponent(address)}`;
    return (await send(path, fieldsOf((await get(path, 'editor')).text), 'editor')).location;
  };

  assert.equal(await to('/feeds/<NAME>?x=1'), `/feeds/${dataset.name}?x=1`);
  for (const evil of ['//evil.example', 'https://evil.example', '/\\evil.example'])
    assert.equal(await to(evil), `/dataset/${dataset.name}`);
});

test('the organization of a dataset stays to be chosen by those who could not choose it', async () => {
  const dataset = await aDataset();
  const fields = fieldsOf((await get(`/dataset/edit/${dataset.name}`, 'editor')).text);

  assert.equal(fields.owner_org, organization.id);
});

test('the last step tells what is missing, and publishes', async () => {
  await send('/dataset/new', { title: 'Almost empty', owner_org: organization.id }, 'editor');
  const { text } = await get('/dataset/review/almost-empty', 'editor');
  for (const lack of ['A description', 'Data', 'A licence', 'Tags', 'Somebody to ask']) assert.match(text, new RegExp(`>${lack}</a>`));
  const { status, location } = await send('/dataset/review/almost-empty', { save: 'publish' }, 'editor');

  assert.deepEqual([status, location], [303, '/dataset/almost-empty?done=published']);
  assert.equal((await stored('almost-empty')).state, 'active');
  assert.equal((await get('/dataset/almost-empty')).status, 200);
  assert.equal((await get('/dataset/review/almost-empty', 'editor')).location, '/dataset/almost-empty');
});

test('a published dataset is taken back to a draft by the form', async () => {
  const dataset = await aDataset();
  const path = `/dataset/edit/${dataset.name}`;
  const fields = fieldsOf((await get(path, 'editor')).text);
  await send(path, { ...fields, save: 'go-metadata-unpublish' }, 'editor');

  assert.equal((await stored(dataset.id)).state, 'draft');
  assert.equal((await get(`/dataset/${dataset.name}`)).status, 404);
});

test('deleting asks first, can be thought better of, and can be undone with everything', async () => {
  const dataset = await aDataset({ groups: [{ name: 'water' }] });
  const path = `/dataset/delete/${dataset.name}`;
  assert.match((await get(path, 'editor')).text, /Delete the dataset “Lake levels”\?/);
  assert.equal((await send(path, { cancel: 'Cancel' }, 'editor')).location, `/dataset/edit/${dataset.name}`);
  assert.equal((await stored(dataset.id)).state, 'active');
  await send(path, {}, 'editor');

  assert.equal((await stored(dataset.id)).state, 'deleted');
  assert.equal((await get(`/dataset/${dataset.name}`)).status, 404);
  assert.match((await get(`/dataset/${dataset.name}`, 'editor')).text, /Restore the dataset/);
  assert.match((await get(`/dataset/edit/${dataset.name}`, 'editor')).text, /Restore the dataset/);
  assert.equal((await send(`/dataset/restore/${dataset.name}`, {}, 'member')).status, 403);
  await send(`/dataset/restore/${dataset.name}`, {}, 'editor');
  const after = await stored(dataset.id);
  assert.equal(after.state, 'active');
  assert.deepEqual(after.groups, dataset.groups);
});

test('a dataset is put into groups that one takes part in, and out again', async () => {
  const dataset = await aDataset();
  const path = `/dataset/groups/${dataset.name}`;
  assert.equal((await get(path)).status, 403);
  assert.match((await get(path, 'editor')).text, /<option[^>]*>Water/);
  await send(path, { group_added: group.id }, 'editor');
  assert.match((await get(path, 'editor')).text, /Remove<span[^>]*> from Water/);
  assert.equal(((await stored(dataset.id)).groups as unknown[]).length, 1);
  assert.notEqual((await send(path, { [`group_remove.${group.id}`]: '1' }, 'stranger')).status, 303);
  await send(path, { [`group_remove.${group.id}`]: '1' }, 'editor');

  assert.deepEqual((await stored(dataset.id)).groups, []);
});

test('the page of a dataset shows editors the ways to change it, and nobody else', async () => {
  const dataset = await aDataset();

  assert.match((await get(`/dataset/${dataset.name}`, 'editor')).text, /Manage this dataset/);
  assert.doesNotMatch((await get(`/dataset/${dataset.name}`, 'stranger')).text, /Manage this dataset/);
});
