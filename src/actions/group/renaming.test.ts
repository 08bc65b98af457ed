import assert from 'node:assert/strict';
import { test } from 'node:test';
import { aCatalogue } from '#support/catalogue.ts';

const { app, run } = await aCatalogue();

/** More than the index takes in at once. */
const MANY = 250;

type Named = { readonly name: string; readonly title: string };
type Found = {
  readonly count: number;
  readonly facets: Readonly<Record<string, Readonly<Record<string, number>>>>;
  readonly search_facets: Readonly<Record<string, { readonly items: readonly { readonly name: string; readonly display_name: string }[] }>>;
  readonly results: readonly { readonly organization: Named; readonly groups: readonly Named[] }[];
};

const [{ id: owner }, { id: topic }] = [
  await run<{ id: string }>('organization_create', { name: 'owner', title: 'Owner' }),
  await run<{ id: string }>('group_create', { name: 'topic', title: 'Topic' }),
];
for (let n = 0; n < MANY; n += 50) {
  const many = Array.from({ length: 50 }, (_, i) => ({ name: `record-${n + i}`, owner_org: owner, groups: [{ id: topic }] }));
  await Promise.all(many.map((dataset) => run('package_create', dataset)));
}
const revisions = async (): Promise<unknown> =>
  (await app.store.pool.query('select sum(rev) as revs, max(metadata_modified) as modified from dataset')).rows;
const search = (fq: string): Promise<Found> => run<Found>('package_search', { fq, rows: 1, 'facet.field': ['organization', 'groups'] });

test('another name of an organization or group with many datasets is right at once, everywhere, and writes no dataset', async () => {
  await search('*:*');
  const before = await revisions();

  await run('organization_patch', { id: owner, name: 'new-owner', title: 'New Owner' });
  await run('group_patch', { id: topic, name: 'new-topic', title: 'New Topic' });

  const shown = await run<Found['results'][number]>('package_show', { id: 'record-7' });
  assert.deepEqual([shown.organization.name, shown.organization.title], ['new-owner', 'New Owner']);
  assert.deepEqual([shown.groups[0]?.name, shown.groups[0]?.title], ['new-topic', 'New Topic']);
  const found = await search('organization:new-owner AND groups:new-topic');
  assert.equal(found.count, MANY);
  assert.deepEqual(found.facets, { organization: { 'new-owner': MANY }, groups: { 'new-topic': MANY } });
  assert.deepEqual(found.search_facets.organization?.items[0]?.display_name, 'New Owner');
  assert.equal(found.results[0]?.organization.title, 'New Owner');
  assert.equal((await search('(organization:owner OR groups:topic)')).count, 0);
  assert.equal((await run<{ package_count: number }>('group_show', { id: topic })).package_count, MANY);
  assert.deepEqual(await revisions(), before);
});

test('another title shows at once where only the title changes', async () => {
  await run('organization_patch', { id: owner, title: 'Newest' });

  const found = await search('*:*');

  assert.equal(found.search_facets.organization?.items[0]?.display_name, 'Newest');
  assert.equal(found.results[0]?.organization.title, 'Newest');
});
