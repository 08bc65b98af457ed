/** Many datasets changed in one write. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { extensions } from '#extensions-in-use';
import { anonymous } from '#domain/actor.ts';
import { NotAuthorized, NotFound } from '#domain/errors.ts';
import { aCatalogue } from '#support/catalogue.ts';

const { app, run, aUser, again } = await aCatalogue({ extensions });
const [admin, editor] = [await aUser('admin'), await aUser('editor')];
await run('organization_create', {
  name: 'org',
  users: [
    { name: 'admin', capacity: 'admin' },
    { name: 'editor', capacity: 'editor' },
  ],
});
await run('organization_create', { name: 'far' });
const { id: org } = await run<{ id: string }>('organization_show', { id: 'org' });

type Shown = { readonly id: string; readonly private: boolean; readonly state: string; readonly metadata_modified: string };
const show = (id: string): Promise<Shown> => run('package_show', { id });
const aDataset = async (name: string, owner = 'org'): Promise<string> =>
  (await run<Shown>('package_create', { name, owner_org: owner, notes: 'Ö "x" \\ y' })).id;
const countOf = async (sql: string): Promise<number> => Number((await app.store.pool.query<{ n: string }>(sql)).rows[0]?.n);

test('five hundred datasets are hidden by one statement, each logged and told of once', async () => {
  const ids = await Promise.all(Array.from({ length: 500 }, (_, n) => aDataset(`many-${n}`)));
  const [changes, activities] = [await countOf('select count(*) as n from change'), await countOf('select count(*) as n from activity')];

  assert.equal(await run('bulk_update_private', { datasets: ids, org_id: org }, await again(admin)), null);

  const { rows } = await app.store.pool.query<{ xids: string; n: string }>(
    "select count(distinct xid)::text as xids, count(*)::text as n from (select xid from change where kind = 'dataset' order by seq desc limit 500) last",
  );
  assert.deepEqual(rows, [{ xids: '1', n: '500' }]);
  assert.equal((await countOf('select count(*) as n from change')) - changes, 500);
  assert.equal((await countOf('select count(*) as n from activity')) - activities, 500);
  assert.equal((await run<{ count: number }>('package_search', { rows: 0 }, anonymous)).count, 0);
  assert.equal((await show(ids[250] ?? '')).private, true);
});

test('an unknown dataset among them leaves all as they were', async () => {
  const id = await aDataset('alone');
  const before = await show(id);

  await assert.rejects(run('bulk_update_delete', { datasets: [id, 'nowhere'], org_id: org }), NotFound);

  assert.deepEqual(await show(id), before);
});

test('datasets of other organizations, and names in the place of ids, are passed over', async () => {
  const [near, far] = [await aDataset('near'), await aDataset('far-away', 'far')];

  await run('bulk_update_private', { datasets: [near, far, 'alone'], org_id: org });
  await run('bulk_update_delete', { datasets: [near], org_id: 'org' });

  assert.deepEqual([(await show(near)).private, (await show(far)).private, (await show('alone')).private], [true, false, false]);
  assert.equal((await show(near)).state, 'active');
});

test('what is so already stays untouched', async () => {
  const id = await aDataset('public-already');
  const before = await show(id);

  await run('bulk_update_public', { datasets: [id], org_id: org });

  assert.deepEqual(await show(id), before);
});

test('deleted datasets leave the search, keep their resources, and their change is dated', async () => {
  const id = await aDataset('goes');
  const { id: resource } = await run<{ id: string }>('resource_create', { package_id: id, url: 'http://example.org' });
  const before = await show(id);

  await run('bulk_update_delete', { datasets: [id], org_id: org });

  const after = await show(id);
  assert.deepEqual([after.state, after.metadata_modified > before.metadata_modified], ['deleted', true]);
  assert.equal((await run<{ package_id: string }>('resource_show', { id: resource })).package_id, id);
  assert.equal((await run<{ count: number }>('package_search', { fq: 'name:goes' }, anonymous)).count, 0);
});

test('editors may not, nobody learns whether an organization exists, and text for a list is refused', async () => {
  const id = await aDataset('guarded');
  for (const actor of [anonymous, await again(editor)])
    for (const ref of [org, 'org', 'no-such-org'])
      await assert.rejects(run('bulk_update_public', { datasets: [id], org_id: ref }, actor), NotAuthorized);
  await assert.rejects(run('bulk_update_public', { datasets: [id], org_id: 'no-such-org' }), NotFound);
  for (const datasets of [id, 5, {}, [5], [null], [[id]]])
    await assert.rejects(run('bulk_update_public', { datasets, org_id: org }), { errors: { datasets: ['Must be a list of ids'] } });
});

test('of two bulk changes at once each dataset gets both', async () => {
  const ids = await Promise.all(Array.from({ length: 20 }, (_, n) => aDataset(`both-${n}`)));

  await Promise.all([
    run('bulk_update_private', { datasets: ids, org_id: org }),
    run('bulk_update_delete', { datasets: [...ids].reverse(), org_id: org }),
  ]);

  for (const id of ids) {
    const { private: hidden, state } = await show(id);
    assert.deepEqual([hidden, state], [true, 'deleted']);
  }
});
