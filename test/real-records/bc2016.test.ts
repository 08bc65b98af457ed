/**
 * The province's catalogue as it stood in 2016: 179 organizations, 3,610 datasets with 4,636
 * resources, 1,278 of them not public. Read from the folder that KOKANEE_BC2016 names, or from
 * beside the repository; it is no part of it.
 */
import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { exportFolder } from '#cli/export/export-folder.ts';
import { importFile } from '#cli/import/import-file.ts';
import { anOpenedCatalogue, type TestOpened } from '#cli/test-opened.ts';
import { anonymous } from '#domain/actor.ts';
import { Spliced } from '#domain/spliced.ts';

const folder = process.env.KOKANEE_BC2016 ?? join(import.meta.dirname, '../../../shared/data/bc-2016');
const skip = existsSync(join(folder, 'datasets.jsonl'))
  ? false
  : `no records of 2016 in ${process.env.KOKANEE_BC2016 ?? '../shared/data/bc-2016'}; KOKANEE_BC2016 names another folder`;
const PUBLIC = 2_332;
const ORGANIZATION = 'information-management-cfd';
const ORGANIZATION_ID = 'a1a9c5cc-b601-4190-b206-13ba08c54292';
const RECORD = 'b67255a7-8040-43c0-935c-d74f168af215';

type Record2016 = {
  readonly id: string;
  readonly name: string;
  readonly private: boolean;
  readonly metadata_modified: string;
  readonly resources: readonly { readonly id: string; readonly name: string }[];
};
type Listed = { readonly name: string; readonly package_count: number };

const linesOf = (file: string): Record2016[] =>
  readFileSync(file, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Record2016);

async function loaded(from: string, kinds: readonly string[]): Promise<{ catalogue: TestOpened; said: string[]; added: number[] }> {
  const catalogue = await anOpenedCatalogue();
  const [said, added]: [string[], number[]] = [[], []];
  for (const kind of kinds)
    added.push((await importFile(catalogue, { file: join(from, `${kind}.jsonl`), onMessage: (message) => said.push(message) })).added);
  return { catalogue, said, added };
}

const opening = skip === false ? loaded(folder, ['organizations', 'datasets']) : undefined;

/** An action as nobody, its answer plain. */
async function ask<Result>(action: string, input: Record<string, unknown> = {}): Promise<Result> {
  const { app } = (await imported()).catalogue;
  const found = app.site.actions.get(action);
  assert.ok(found !== undefined, action);
  const result = await app.execute(found, input, anonymous);
  return (result instanceof Spliced ? result.parse() : result) as Result;
}

async function imported(): Promise<Awaited<ReturnType<typeof loaded>>> {
  assert.ok(opening !== undefined);
  return opening;
}

test('all lines of 2016 are taken in, and none is refused', { skip }, async () => {
  const { catalogue, said, added } = await imported();

  const { rows } = await catalogue.app.store.pool.query(
    'select (select count(*)::integer from catalog_group) as organizations, (select count(*)::integer from dataset) as datasets, (select count(*)::integer from resource) as resources, (select count(*)::integer from dataset where private) as hidden',
  );
  assert.deepEqual(
    said.filter((line) => line.includes('refused')),
    [],
  );
  assert.deepEqual(added, [179, 3_610]);
  assert.deepEqual(rows, [{ organizations: 179, datasets: 3_610, resources: 4_636, hidden: 1_278 }]);
});

test('the organization of the guide has its real id', { skip }, async () => {
  const { id, name } = await ask<Record2016>('organization_show', { id: ORGANIZATION });

  assert.deepEqual([name, id], [ORGANIZATION, ORGANIZATION_ID]);
});

test('a search by owner gives its seven records', { skip }, async () => {
  const { count, results } = await ask<{ count: number; results: Record2016[] }>('package_search', {
    fq: `owner_org:${ORGANIZATION_ID}`,
    rows: 1000,
  });

  const expected = linesOf(join(folder, 'datasets.jsonl')).filter(
    (line) => 'owner_org' in line && line.owner_org === ORGANIZATION_ID && !line.private,
  );
  assert.deepEqual([count, results.length], [7, 7]);
  assert.deepEqual(results.map(({ id }) => id).sort(), expected.map(({ id }) => id).sort());
});

test('the record of the guide shows its three resources in their order', { skip }, async () => {
  const { resources } = await ask<Record2016>('package_show', { id: RECORD });

  const line = linesOf(join(folder, 'datasets.jsonl')).find(({ id }) => id === RECORD);
  assert.equal(resources.length, 3);
  assert.deepEqual(
    resources.map(({ id, name }) => ({ id, name })),
    line?.resources.map(({ id, name }) => ({ id, name })),
  );
});

test('ids and dates are those of the file', { skip }, async () => {
  const { catalogue } = await imported();

  const { rows } = await catalogue.app.store.pool.query<{ id: string; metadata_modified: string }>(
    'select id, metadata_modified from dataset order by id collate "C"',
  );
  const seconds = (list: readonly { id: string; metadata_modified: string }[]): string[] =>
    list.map(({ id, metadata_modified: at }) => `${id} ${at.slice(0, 19)}`).sort();
  assert.deepEqual(seconds(rows), seconds(linesOf(join(folder, 'datasets.jsonl'))));
});

test('anonymous counts 2,332 records by every door that counts', { skip }, async () => {
  const { catalogue } = await imported();
  const organizations = await ask<Listed[]>('organization_list', { all_fields: true, limit: 25 });
  const names = await ask<string[]>('organization_list');
  const counts: number[] = [];
  for (const id of names) counts.push((await ask<Listed>('organization_show', { id, include_users: false })).package_count);
  const found = await ask<{ count: number; facets: { organization: Record<string, number> } }>('package_search', {
    rows: 0,
    include_private: true,
    include_drafts: true,
    'facet.field': ['organization'],
    'facet.limit': -1,
  });
  const feed = (await (await catalogue.app.door()).inject({ url: '/feeds/dataset.atom' })).text;
  const page = (await (await catalogue.app.door()).inject({ url: '/dataset' })).text;
  const sum = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0);

  assert.equal(found.count, PUBLIC);
  assert.equal(sum(Object.values(found.facets.organization)), PUBLIC);
  assert.equal((await ask<string[]>('package_list')).length, PUBLIC);
  assert.equal(sum(counts), PUBLIC);
  assert.deepEqual(
    organizations.map(({ name, package_count: count }) => [name, count]),
    organizations.map(({ name }) => [name, counts[names.indexOf(name)]]),
  );
  assert.match(page.replaceAll(/<[^>]+>/g, ''), /2,?332/);
  assert.match(feed, /rel="last"[^>]*page=117|page=117[^>]*rel="last"/);
});

test('anonymous finds no record by its name that is not public', { skip }, async () => {
  const hidden = new Set(linesOf(join(folder, 'datasets.jsonl')).flatMap((line) => (line.private ? [line.name] : [])));

  assert.equal(hidden.size, 1_278);
  assert.deepEqual(
    (await ask<string[]>('package_list')).filter((name) => hidden.has(name)),
    [],
  );
});

test('export, import into an empty catalogue and export again give the same bytes', { skip }, async () => {
  const { catalogue } = await imported();
  const out = mkdtempSync(join(tmpdir(), 'kokanee-2016-'));
  after(() => rmSync(out, { recursive: true, force: true }));
  const [first, second] = [join(out, 'first'), join(out, 'second')];

  await exportFolder(catalogue, first, false);
  const again = await loaded(first, ['organizations', 'groups', 'users', 'datasets']);
  await exportFolder(again.catalogue, second, false);

  for (const kind of ['organizations', 'groups', 'users', 'datasets'])
    assert.ok(readFileSync(join(first, `${kind}.jsonl`)).equals(readFileSync(join(second, `${kind}.jsonl`))), kind);
  assert.deepEqual(again.said, []);
});
