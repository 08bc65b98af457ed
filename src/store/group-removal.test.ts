/** An organization that goes while somebody gives it a dataset: one of the two is refused, whoever comes first. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type pg from 'pg';
import { ValidationError } from '#domain/errors.ts';
import { newId } from '#domain/ids.ts';
import { aCatalogue } from '#support/catalogue.ts';
import { contradictions } from './bulk-check.ts';
import { compose, Stale, type Write } from './commit.ts';
import { changeDatasets } from './dataset-changes.ts';
import { findDataset, insertDatasets, type NewDataset } from './dataset.ts';
import { loadGroups } from './group.ts';
import { deleteGroup, purgeGroup, type Removal } from './group-removal.ts';

const { app, run } = await aCatalogue();
const { store } = app;
const open = await aCatalogue({ settings: { 'ckan.auth.create_unowned_dataset': 'true' } });

type Dataset = { readonly id: string; readonly owner_org: string | null };

const anOrganization = async (name: string, { run: create } = { run }): Promise<string> =>
  (await create<{ id: string }>('organization_create', { name })).id;
const removalOf = async (id: string): Promise<Removal> => {
  const [group] = await loadGroups(store.pool, [id]);
  assert.ok(group);
  return { group, children: [], disowns: false };
};
const aDatasetOf = (ownerOrg: string, name: string): NewDataset => {
  const id = newId();
  const [created, type, state] = ['2026-11-23T10:00:00.000000', 'dataset', 'active'];
  const doc = { id, name, title: '', owner_org: ownerOrg, type, state, private: false, tags: [], extras: [] };
  return {
    id,
    name,
    type,
    state,
    private: false,
    ownerOrg,
    creator: null,
    licenseId: null,
    created,
    modified: created,
    doc,
    groups: [],
    resources: [],
    pluginData: undefined,
  };
};

/** Writes in a transaction that stays open until `meanwhile`, which waits for it, has begun to wait. */
async function before(pool: pg.Pool, write: Write, meanwhile: () => Promise<unknown>): Promise<unknown> {
  const client = await pool.connect();
  try {
    await client.query('begin');
    const { text, values } = compose([write]);
    await client.query(text, values);
    const outcome = meanwhile().catch((error: unknown) => error);
    for (let waiting = 0; waiting === 0; )
      waiting = Number(
        (await pool.query("select count(*) as n from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'"))
          .rows[0].n,
      );
    await client.query('commit');
    return await outcome;
  } finally {
    client.release();
  }
}

const messagesOf = (error: unknown): unknown => (error instanceof ValidationError ? error.errors : error);

for (const end of ['purge', 'delete']) {
  test(`an organization that gets a dataset while it is to be ${end}d is refused to go`, async () => {
    const organization = await anOrganization(`busy-${end}`);
    const dataset = aDatasetOf(organization, `just-in-time-${end}`);

    const refused = await before(store.pool, insertDatasets([dataset], newId), () => run(`organization_${end}`, { id: organization }));

    assert.deepEqual(messagesOf(refused), { message: `Organization cannot be ${end}d while it still has datasets` });
    assert.equal((await run<Dataset>('package_show', { id: dataset.id })).owner_org, organization);
  });
}

for (const [end, remove] of [
  ['purged', purgeGroup],
  ['deleted', (removal: Removal) => deleteGroup(removal, false)],
] as const) {
  test(`a dataset whose organization is ${end} while it is made is refused`, async () => {
    const organization = await anOrganization(`going-${end}`);
    const write = remove(await removalOf(organization));

    const refused = await before(store.pool, write, () => run('package_create', { name: `late-${end}`, owner_org: organization }));

    assert.deepEqual(messagesOf(refused), { owner_org: ['Organization does not exist'] });
    assert.deepEqual(await contradictions(store.pool), []);
  });
}

test('where datasets may stand without an owner, one that comes at the last moment loses it with the others', async () => {
  const { pool } = open.app.store;
  const organization = await anOrganization('generous', open);
  const dataset = aDatasetOf(organization, 'orphan');

  await before(pool, insertDatasets([dataset], newId), () => open.run('organization_purge', { id: organization }));

  assert.equal((await open.run<Dataset>('package_show', { id: dataset.id })).owner_org, null);
  assert.deepEqual(await contradictions(pool), []);
});

test('no write gives a dataset to an organization that is not there', async () => {
  const organization = await anOrganization('there');
  const { id } = await run<Dataset>('package_create', { name: 'settled', owner_org: organization });
  const stored = await findDataset(store.pool, id);
  assert.ok(stored);

  await assert.rejects(store.commit([insertDatasets([aDatasetOf('nowhere', 'lost')], newId)]), Stale);
  await assert.rejects(store.commit([changeDatasets([{ ...stored, ownerOrg: 'nowhere' }], stored.modified)]), Stale);
});
