/** Old addresses on a whole catalogue: what they lead to is there. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ValidationError } from '#domain/errors.ts';
import { extensions } from '#extensions-in-use';
import { Upload } from '#domain/upload.ts';
import { aCatalogue } from '#support/catalogue.ts';

const { app, run } = await aCatalogue({ extensions });
const door = await app.door();
await run('organization_create', { name: 'org' });
/** Names that are pages of a dataset somewhere. */
const NAMES =
  'create resources delete follow unfollow followers groups collaborators activity changes changes_multiple list history rate related'.split(
    ' ',
  );

const status = async (url: string): Promise<number> => (await door.inject({ url })).status;

test('a dataset may have the name of a page, as in CKAN, and is reached by it', async () => {
  for (const name of NAMES) {
    await run('package_create', { name, owner_org: 'org', resources: [{ url: 'http://example.org/a' }] });
    const { resources } = await run<{ resources: { id: string }[] }>('package_show', { id: name });

    assert.equal(await status(`/dataset/${name}`), 200, name);
    assert.equal(await status(`/dataset/${name}/resource/${resources[0]?.id}`), 200, `${name}, its resource`);
    assert.equal(await status(`/dataset/activity/${name}`), 200, `${name}, its activity`);
  }
  for (const name of ['new', 'edit', 'search']) await assert.rejects(run('package_create', { name, owner_org: 'org' }), ValidationError);
});

test('a file of the old storage is found under its new address', async () => {
  const { file, start } = await app.files.put(
    (async function* () {
      yield Buffer.from('a,b\n1,2\n');
    })(),
    { maxBytes: 1e6 },
  );
  const upload = new Upload('Lake levels-2013 (v1.0).csv', 'text/csv', file, start);
  await run('package_create', { name: 'lakes', owner_org: 'org' });
  await run('resource_create', { package_id: 'lakes', upload });

  const moved = await door.inject({ url: '/storage/f/2013-05-01T10:00:00Z/Lake%20levels-2013%20(v1.0).csv' });

  assert.equal(moved.status, 301);
  const there = await door.inject({ url: new URL(String(moved.headers['location'])).pathname });
  assert.deepEqual([there.status, there.text], [200, 'a,b\n1,2\n']);
  assert.equal(await status('/storage/f/2013/none.csv'), 404);
  assert.equal(await status('/storage/f/x/%22)%20OR%20*:*.csv'), 404);
});

test('what is renamed keeps its old page', async () => {
  await run('package_create', { name: 'before', owner_org: 'org' });
  await run('package_patch', { id: 'before', name: 'after' });

  const old = await door.inject({ url: '/dataset/before' });

  assert.deepEqual([old.status, old.headers['location']], [301, 'http://kokanee.test/dataset/after']);
});
