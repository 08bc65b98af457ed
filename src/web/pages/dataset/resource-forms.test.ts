import assert from 'node:assert/strict';
import { test } from 'node:test';
import { aCatalogue } from '#support/catalogue.ts';
import { browserOf, fieldsOf } from '#support/form-browser.ts';

const catalogue = await aCatalogue();
const { run, aUser } = catalogue;
for (const name of ['editor', 'other', 'stranger']) await aUser(name);
const organization = await run<{ id: string }>('organization_create', {
  name: 'lakes',
  title: 'Ministry of Lakes',
  users: [
    { name: 'editor', capacity: 'editor' },
    { name: 'other', capacity: 'editor' },
  ],
});
const { get, send, sendFile } = await browserOf(catalogue, ['editor', 'other', 'stranger']);

type Resource = Readonly<Record<string, unknown>> & { readonly id: string; readonly name: string; readonly url: string };
type Dataset = { readonly id: string; readonly name: string; readonly state: string; readonly resources: readonly Resource[] };
const stored = (id: string): Promise<Dataset> => run<Dataset>('package_show', { id });
const link = (name: string, more: Record<string, unknown> = {}): Record<string, unknown> => ({
  name,
  url: `http://example.org/${name}.csv`,
  ...more,
});

let made = 0;
const aDataset = (more: Record<string, unknown> = {}): Promise<Dataset> =>
  run<Dataset>('package_create', { name: `dataset-${++made}`, title: 'Lake levels', owner_org: organization.id, ...more });
const aDraft = (more: Record<string, unknown> = {}): Promise<Dataset> => aDataset({ state: 'draft', ...more });
const table = { name: 'Lake Levels.csv', text: 'a,b\n1,2\n' };

test('a file or a link is added, its format guessed where nothing is said', async () => {
  const { id, name } = await aDataset();
  const path = `/dataset/${name}/resource/new`;
  const sent = await sendFile(path, { name: 'Levels', upload_source: 'upload' }, table, 'editor');
  await send(path, { name: 'Map', url: 'http://example.org/map.geojson', upload_source: 'link' }, 'editor');
  await send(path, { name: 'Page', url: 'http://example.org/', format: 'HTML', upload_source: 'link' }, 'editor');
  const [file, map, page] = (await stored(id)).resources;

  assert.deepEqual([sent.status, sent.location], [303, `/dataset/resources/${name}?done=added`]);
  assert.deepEqual([file?.format, file?.url_type, file?.size], ['CSV', 'upload', 8]);
  assert.deepEqual([map?.format, map?.url], ['GeoJSON', 'http://example.org/map.geojson']);
  assert.equal(page?.format, 'HTML');
  assert.equal((await get(new URL(file?.url ?? '').pathname)).text, table.text);
});

test('the buttons of a draft lead on, again, back, and out', async () => {
  const { id, name } = await aDraft();
  const path = `/dataset/${name}/resource/new`;
  assert.match((await get(path, 'editor')).text, /<title>Step 2 of 3/);
  const by = async (save: string, more: Record<string, string> = {}): Promise<string> =>
    (await send(path, { save, ...more }, 'editor')).location;

  assert.equal(await by('again', { url: 'http://example.org/a.csv' }), `${path}?done=added`);
  assert.equal(await by('go-metadata-preview'), `/dataset/review/${name}`);
  assert.equal(await by('go-dataset', { url: 'http://example.org/b.csv' }), `/dataset/edit/${name}`);
  assert.equal((await stored(id)).resources.length, 2);
  assert.equal((await stored(id)).state, 'draft');
  assert.equal(await by('go-metadata', { url: 'http://example.org/c.csv' }), `/dataset/${name}?done=published`);
  const after = await stored(id);
  assert.deepEqual([after.state, after.resources.length], ['active', 3]);
});

test('an empty form adds nothing and says so', async () => {
  const [draft, dataset] = [await aDraft(), await aDataset()];
  const again = await send(`/dataset/${draft.name}/resource/new`, { save: 'again', upload_source: 'upload' }, 'editor');
  const plain = await send(`/dataset/${dataset.name}/resource/new`, {}, 'editor');

  for (const { status, text } of [again, plain]) {
    assert.equal(status, 200);
    assert.match(text, /<title>Error: /);
    assert.match(text, /Choose a file or give an address/);
  }
  assert.deepEqual([(await stored(draft.id)).resources, (await stored(dataset.id)).resources], [[], []]);
});

test('a file outlives an error in another field', async () => {
  const { id, name } = await aDataset();
  const path = `/dataset/${name}/resource/new`;
  const failed = await sendFile(path, { name: 'A\0B', description: 'kept', upload_source: 'upload' }, table, 'editor');
  assert.equal(failed.status, 200);
  assert.match(failed.text, /Null characters are not allowed/);
  assert.match(failed.text, /Lake Levels\.csv<\/strong> \(8 bytes\) is kept/);
  const fields = fieldsOf(failed.text);
  assert.equal(fields.description, 'kept');
  const stolen = await send(path, { ...fields, name: 'Stolen' }, 'other');
  assert.match(stolen.text, /The file is kept no longer/);
  assert.equal((await send(path, { ...fields, name: 'Levels' }, 'editor')).status, 303);
  const [resource] = (await stored(id)).resources;

  assert.deepEqual([resource?.name, resource?.size], ['Levels', 8]);
  assert.equal((await get(new URL(resource?.url ?? '').pathname)).text, table.text);
});

test('an edit keeps the file, the order and what the form does not ask for', async () => {
  const { id, name } = await aDataset({ resources: [link('a'), link('b', { colour: 'blue' }), link('c')] });
  const resource = (await stored(id)).resources[1];
  const path = `/dataset/${name}/resource/${resource?.id}/edit`;
  const fields = fieldsOf((await get(path, 'editor')).text);
  const { location } = await send(path, { ...fields, description: 'New' }, 'editor');
  const after = (await stored(id)).resources;

  assert.equal(location, `/dataset/resources/${name}?done=saved#resource-${resource?.id}`);
  assert.deepEqual(
    after.map((one) => one.name),
    ['a', 'b', 'c'],
  );
  assert.deepEqual([after[1]?.description, after[1]?.colour, after[1]?.url], ['New', 'blue', 'http://example.org/b.csv']);
});

test('a file is kept, replaced and taken away', async () => {
  const { id, name } = await aDataset();
  await sendFile(`/dataset/${name}/resource/new`, { name: 'Levels', upload_source: 'upload' }, table, 'editor');
  const { id: resource, url } = (await stored(id)).resources[0] as Resource;
  const path = `/dataset/${name}/resource/${resource}/edit`;
  const now = async (): Promise<Resource> => (await stored(id)).resources[0] as Resource;
  const form = async (): Promise<Record<string, string>> => fieldsOf((await get(path, 'editor')).text);

  assert.equal((await form()).upload_source, 'keep');
  await send(path, { ...(await form()), name: 'Renamed' }, 'editor');
  assert.deepEqual([(await now()).name, (await now()).url], ['Renamed', url]);
  await sendFile(path, { ...(await form()) }, { name: 'levels.json', text: '{}' }, 'editor');
  assert.deepEqual([(await now()).format, (await now()).size, (await now()).mimetype], ['JSON', 2, 'application/json']);
  assert.equal((await get(new URL((await now()).url).pathname)).text, '{}');
  await send(path, { ...(await form()), upload_source: 'link', url: 'http://example.org/x.csv' }, 'editor');
  const after = await now();
  assert.deepEqual([after.url, after.url_type, after.size], ['http://example.org/x.csv', '', 0]);
});

test("a plain form in CKAN's manner keeps a file that it does not clear", async () => {
  const { id, name } = await aDataset();
  await sendFile(`/dataset/${name}/resource/new`, { name: 'Levels' }, table, 'editor');
  const [resource] = (await stored(id)).resources;
  await send(`/dataset/${name}/resource/${resource?.id}/edit`, { name: 'Other', url: 'lake-levels.csv', url_type: 'upload' }, 'editor');

  assert.deepEqual([(await stored(id)).resources[0]?.name, (await stored(id)).resources[0]?.url], ['Other', resource?.url]);
});

test('of two editors of one resource the second sees what the first changed', async () => {
  const { id, name } = await aDataset({ resources: [link('a')] });
  const resource = (await stored(id)).resources[0] as Resource;
  const path = `/dataset/${name}/resource/${resource.id}/edit`;
  const mine = fieldsOf((await get(path, 'editor')).text);
  await run('resource_patch', { id: resource.id, description: 'Of the first', url: 'http://example.org/first.csv' });
  const met = await send(path, { ...mine, description: 'Of the second' }, 'editor');
  const shown = fieldsOf(met.text);

  assert.match(met.text, /Somebody else changed this/);
  assert.match(met.text, /http:\/\/example\.org\/first\.csv/);
  assert.deepEqual([shown.description, shown.url], ['Of the second', 'http://example.org/first.csv']);
  await send(path, shown, 'editor');
  const after = (await stored(id)).resources[0];
  assert.deepEqual([after?.description, after?.url], ['Of the second', 'http://example.org/first.csv']);
});

test('resources are put in order by buttons and by numbers', async () => {
  const { id, name } = await aDataset({ resources: ['a', 'b', 'c', 'd'].map((one) => link(one)) });
  const path = `/dataset/resources/${name}`;
  const ids = new Map((await stored(id)).resources.map((one) => [one.name, one.id]));
  const order = async (): Promise<string> => (await stored(id)).resources.map((one) => one.name).join('');
  const { location } = await send(path, { move: `up:${ids.get('c')}` }, 'editor');

  assert.equal(location, `${path}?done=order#resource-${ids.get('c')}`);
  assert.equal(await order(), 'acbd');
  await send(path, { move: `down:${ids.get('a')}` }, 'editor');
  assert.equal(await order(), 'cabd');
  const fields = fieldsOf((await get(path, 'editor')).text);
  assert.equal(fields[`position__${ids.get('d')}`], '4');
  await send(path, { ...fields, [`position__${ids.get('d')}`]: '1' }, 'editor');
  assert.equal(await order(), 'dcab');
  await send(path, { ...fields, [`position__${ids.get('d')}`]: 'x' }, 'editor');
  assert.equal((await send(path, { move: 'up:nosuch' }, 'editor')).status, 303);
  assert.equal((await send(path, { move: `up:${ids.get('a')}` }, 'stranger')).status, 403);
});

test('a resource is deleted after a question, with its file', async () => {
  const { id, name } = await aDataset();
  await sendFile(`/dataset/${name}/resource/new`, { name: 'Levels' }, table, 'editor');
  const { id: resource, url } = (await stored(id)).resources[0] as Resource;
  const path = `/dataset/${name}/resource/${resource}/delete`;

  assert.match((await get(path, 'editor')).text, /Delete the resource “Levels”\?.*cannot be undone/s);
  assert.equal((await send(path, {}, 'stranger')).status, 403);
  assert.equal((await send(path, { cancel: '1' }, 'editor')).location, `/dataset/${name}/resource/${resource}/edit`);
  assert.equal((await send(path, {}, 'editor')).location, `/dataset/resources/${name}?done=deleted`);
  assert.deepEqual((await stored(id)).resources, []);
  assert.equal((await get(new URL(url).pathname)).status, 404);
});

test('a resource of another dataset is not there', async () => {
  const [one, two] = [await aDataset({ resources: [link('a')] }), await aDataset()];
  const resource = (await stored(one.id)).resources[0]?.id;

  for (const page of ['edit', 'delete']) {
    assert.equal((await get(`/dataset/${two.name}/resource/${resource}/${page}`, 'editor')).status, 404);
    assert.equal((await send(`/dataset/${two.name}/resource/${resource}/${page}`, {}, 'editor')).status, 404);
  }
});
