/** Resources and formats, found by parts of their fields. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Unavailable } from '#domain/errors.ts';
import { anonymous } from '#domain/actor.ts';
import { aCatalogue } from '#support/catalogue.ts';

const { app, run } = await aCatalogue({ settings: { 'ckan.extra_resource_fields': 'bcdc_type' } });
await run('organization_create', { name: 'org' });
const aDataset = (name: string, resources: readonly Record<string, unknown>[], more: Record<string, unknown> = {}): Promise<unknown> =>
  run('package_create', { name, owner_org: 'org', resources, ...more });
await aDataset('rivers', [
  { name: 'Fraser River', url: 'http://example.org/fraser.csv', format: 'CSV', description: '100% of it', hash: 'ABCdef', size: 12 },
  {
    name: 'Skeena River',
    url: 'http://example.org/skeena_1',
    format: 'abc',
    bcdc_type: 'geographic',
    size: 9,
    last_modified: '2020-01-02',
  },
]);
await aDataset('lakes', [{ name: 'Été Lake', url: 'http://example.org/a', format: 'ABC' }]);
await aDataset('hidden', [{ name: 'Hidden River', url: 'u', format: 'secretformat' }], { private: true });
await aDataset('sketch', [{ name: 'Sketched River', url: 'u', format: 'sketchformat' }]);
await run('package_patch', { id: 'sketch', state: 'draft' });

type Found = { readonly count: number; readonly results: readonly Record<string, unknown>[] };
const search = (query: unknown, more: Record<string, unknown> = {}): Promise<Found> =>
  run('resource_search', { query, ...more }, anonymous);
const names = async (query: unknown, more: Record<string, unknown> = {}): Promise<unknown[]> =>
  (await search(query, more)).results.map(({ name }) => name);

test('a text is found anywhere in a field, in any case and letter for letter; several must all fit', async () => {
  assert.deepEqual(await names('name:RIVER'), ['Fraser River', 'Skeena River']);
  assert.deepEqual(await names('name:ÉTÉ'), ['Été Lake']);
  assert.deepEqual(await names(['name:river', 'format:csv']), ['Fraser River']);
  assert.deepEqual(await names(['name:fraser', 'name:skeena']), ['Skeena River']);
  assert.deepEqual(
    [await names('description:0% o'), await names('url:skeena_'), await names('url:%')],
    [['Fraser River'], ['Skeena River'], []],
  );
  assert.deepEqual([await names('hash:abc'), await names('hash:def')], [['Fraser River'], []]);
  assert.deepEqual([await names('size:12'), await names('size:1'), await names('size:many')], [['Fraser River'], [], []]);
  assert.deepEqual(await names('last_modified:2020-01-02T00:00:00'), ['Skeena River']);
  assert.deepEqual(await names('bcdc_type:GEO'), ['Skeena River']);
});

test('the uploaded file of a resource is found by its name', async () => {
  await aDataset('uploads', [{ name: 'kept here', url: 'Plan-2020.pdf', url_type: 'upload' }]);

  assert.deepEqual(await names('url:plan-2020'), ['kept here']);
});

test('the order chooses the page, and all are counted', async () => {
  const page = async (more: Record<string, unknown>): Promise<unknown> => {
    const { count, results } = await search('name:e', more);
    return [count, results.map(({ name }) => name)];
  };
  assert.deepEqual(await page({ order_by: 'size', limit: 1 }), [4, ['Skeena River']]);
  assert.deepEqual(await page({ order_by: 'url', limit: 1 }), [4, ['kept here']]);
  assert.deepEqual(await page({ order_by: 'no field', limit: 1, offset: 1 }), [4, ['Skeena River']]);
  assert.deepEqual(await page({ limit: 0 }), [4, []]);
  assert.deepEqual(await page({ offset: 100 }), [4, []]);
});

test('a resource shows its place among its siblings, and the fields that it has', async () => {
  const { results } = await search('name:skeena');

  const { id } = results[0] ?? {};
  const { datastore_active: _table, ...shown } = await run<Record<string, unknown>>('resource_show', { id });
  assert.deepEqual(results, [shown]);
  assert.equal(results[0]?.['position'], 1);
});

test('what is wrong with the query is said', async () => {
  const errors = [
    [undefined, 'Missing value'],
    [null, 'Missing value'],
    ['river', 'Must be <field>:<value> pair(s)'],
    [5, 'Must be <field>:<value> pair(s)'],
    [['name:a', {}], 'Must be <field>:<value> pair(s)'],
    ['id:5', 'Field "id" not recognised in resource_search.'],
    ["doc'--:x", 'Field "doc\'--" not recognised in resource_search.'],
  ] as const;
  for (const [query, message] of errors) await assert.rejects(search(query), { errors: { query: message } });
  await assert.rejects(search('name:a', { limit: 'x' }), { errors: { limit: ['Invalid integer'] } });
});

test('formats of public datasets are completed, the most used first', async () => {
  await aDataset('more', [{ url: 'u', format: 'ABC' }]);

  assert.deepEqual(await run('format_autocomplete', { q: 'aB' }, anonymous), ['abc', 'abc']);
  assert.deepEqual(await run('format_autocomplete', { q: 'c' }, anonymous), ['abc', 'csv', 'abc']);
  assert.deepEqual(await run('format_autocomplete', { q: 'c', limit: 1 }, anonymous), ['abc']);
  for (const q of ['', 'secret', 'sketch', 'nothing']) assert.deepEqual(await run('format_autocomplete', { q }), []);
});

test('of very many who look at all resources at once some are told to try again', async () => {
  const asked = await Promise.allSettled(Array.from({ length: 30 }, () => run<{ count: number }>('resource_search', { query: 'name:' })));

  const refused = asked.flatMap((one) => (one.status === 'rejected' ? [one.reason as unknown] : []));
  assert.ok(refused.length > 0 && refused.every((reason) => reason instanceof Unavailable));
  assert.ok(asked.some(({ status }) => status === 'fulfilled'));
  await run('resource_search', { query: 'name:' });
});

test('the old helper addresses give the same', async () => {
  const door = await app.door();
  const ask = async (url: string): Promise<unknown> => JSON.parse((await door.inject({ method: 'GET', url })).text);

  for (const root of ['/api', '/api/1', '/api/2']) {
    assert.deepEqual(await ask(`${root}/util/resource/format_autocomplete?incomplete=cs`), { ResultSet: { Result: [{ Format: 'csv' }] } });
    assert.deepEqual(await ask(`${root}/util/dataset/autocomplete?incomplete=lakes`), {
      ResultSet: { Result: [{ name: 'lakes', title: 'lakes', match_field: 'name', match_displayed: 'lakes' }] },
    });
  }
});
