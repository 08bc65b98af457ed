/** Replacing many datasets at once, and emptying the catalogue under those who write. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { newId } from '#domain/ids.ts';
import { aCatalogue } from '#support/catalogue.ts';
import { withBinaryTexts } from './binary-arrays.ts';
import { findHeld, replaceDatasets, replacedAll } from './bulk.ts';
import { resetCatalogue } from './bulk-reset.ts';
import { type NewDataset, loadDatasetRows } from './dataset.ts';
import { changeFact, findFact, recordFact } from './facts.ts';
import { Stale } from './commit.ts';

const { app, run, aUser } = await aCatalogue({ settings: { 'ckan.auth.create_unowned_dataset': 'true' } });
const { store } = app;

const aNewDataset = (id: string, name: string): NewDataset => ({
  id,
  name,
  type: 'dataset',
  state: 'active',
  private: false,
  ownerOrg: null,
  creator: null,
  licenseId: null,
  created: '2010-01-01T00:00:00',
  modified: '2011-01-01T00:00:00',
  doc: { id, name, title: 'replaced' },
  groups: [],
  resources: [{ id: newId(), doc: { url: 'x' }, uploadName: null, file: null }],
  pluginData: undefined,
});

test('what is taken is found by id, by name and by resource', async () => {
  const { id, resources } = await run<{ id: string; resources: { id: string }[] }>('package_create', {
    name: 'taken',
    resources: [{ url: 'http://example.org' }],
  });

  const held = await findHeld(store.pool, { ids: [id, newId()], names: ['taken', 'free'], resources: [resources[0]?.id ?? ''] });

  assert.deepEqual([...held.byId.keys()], [id]);
  assert.deepEqual([...held.byName.keys()], ['taken']);
  assert.deepEqual([...held.resourceOwners.values()], [id]);
});

test('a replaced dataset has the new dates and resources, and counts one revision on', async () => {
  const { id } = await run<{ id: string }>('package_create', {
    name: 'old-name',
    resources: [{ url: 'http://example.org/1' }, { url: 'http://example.org/2' }],
  });

  const [written] = await store.commit([withBinaryTexts(replaceDatasets([aNewDataset(id, 'new-name')], newId))]);

  const [row] = await loadDatasetRows(store.pool, [id]);
  assert.ok(replacedAll(written, 1));
  assert.deepEqual(
    [row?.head.name, row?.head.created, row?.head.modified, row?.head.rev],
    ['new-name', '2010-01-01T00:00:00', '2011-01-01T00:00:00', 2],
  );
  assert.equal(row?.resources.length, 1);
});

test('a dataset that is not there is not made, and that shows', async () => {
  const [written] = await store.commit([replaceDatasets([{ ...aNewDataset(newId(), 'nowhere'), resources: [] }], newId)]);

  assert.ok(!replacedAll(written, 1));
});

test('a fact is stated once', async () => {
  await store.commit([recordFact('weather', 'rain')]);

  await assert.rejects(store.commit([recordFact('weather', 'sun')]), Stale);
  await changeFact(store.pool, 'weather', 'snow');
  assert.equal(await findFact(store.pool, 'weather'), 'snow');
});

test('a reset empties everything but sysadmins, their tokens and facts, also while others write', async () => {
  const root = await aUser('root', { sysadmin: true });
  await aUser('visitor');
  await run('api_token_create', { user: 'root', name: 'kept' });
  await run('organization_create', { name: 'org' });
  let writing = true;
  const writer = (async () => {
    for (let n = 0; writing; n++) await run('package_create', { name: `busy-${n}`, owner_org: 'org' }).catch(() => {});
  })();
  await new Promise((done) => setTimeout(done, 50));

  const emptied = await resetCatalogue(store.pool);
  writing = false;
  await writer;

  const { rows } = await store.pool.query<{ users: string[]; tokens: number; groups: number }>(
    'select array(select name from user_account) as users, (select count(*) from api_token) as tokens, (select count(*) from catalog_group) as groups',
  );
  assert.ok(emptied.datasets > 0);
  assert.deepEqual(rows[0], { users: [root.name], tokens: 1, groups: 0 });
  assert.equal(await findFact(store.pool, 'weather'), 'snow');
});
