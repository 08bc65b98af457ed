import assert from 'node:assert/strict';
import { test } from 'node:test';
import { anonymous } from '#domain/actor.ts';
import { NotAuthorized, type ValidationError } from '#domain/errors.ts';
import { aCatalogue } from '#support/catalogue.ts';

const { app, run } = await aCatalogue({
  settings: {
    'ckan.group_and_organization_list_max': '4',
    'ckan.group_and_organization_list_all_fields_max': '2',
    'ckan.auth.public_user_details': 'false',
  },
});

await run('organization_create', { name: 'bb', title: 'alpha', description: 'looks after RIVERS' });
await run('organization_create', { name: 'aa', title: 'Gamma' });
await run('organization_create', { name: 'cc', title: 'Beta' });
await run('organization_create', { name: 'dd', title: 'Delta', state: 'deleted' });
await run('organization_create', { name: 'mm', title: 'Ministry', type: 'ministry' });
for (const [name, owner, hidden] of [
  ['d1', 'aa', false],
  ['d2', 'aa', true],
  ['d3', 'aa', true],
  ['d4', 'cc', false],
  ['d5', 'cc', false],
] as const)
  await run('package_create', { name, owner_org: owner, private: hidden });

const list = (input: Record<string, unknown>): Promise<string[]> => run<string[]>('organization_list', input, anonymous);

test('active organizations of the ordinary type are listed by title, whatever its case', async () => {
  assert.deepEqual(await list({}), ['bb', 'cc', 'aa']);
  assert.deepEqual(await list({ type: 'ministry' }), ['mm']);
});

test('the order may be that of names or titles, either way', async () => {
  assert.deepEqual(await list({ sort: 'name' }), ['aa', 'bb', 'cc']);
  assert.deepEqual(await list({ sort: 'title DESC' }), ['aa', 'cc', 'bb']);
  assert.deepEqual(await list({ order_by: 'name desc' }), ['cc', 'bb', 'aa']);
});

test('ordered by count, those stand first of which the caller sees most, and empty ones not at all', async () => {
  assert.deepEqual(await list({ sort: 'package_count' }), ['cc', 'aa']);
  assert.deepEqual(await run('organization_list', { sort: 'package_count' }), ['aa', 'cc']);
  assert.deepEqual(await list({ sort: 'package_count asc' }), ['aa', 'cc']);
});

test('a text is looked for in name, title and description', async () => {
  assert.deepEqual(await list({ q: 'rivers' }), ['bb']);
  assert.deepEqual(await list({ q: 'ETA' }), ['cc']);
  assert.deepEqual(await list({ q: '%' }), []);
});

test('names confine the list, in a list or between commas', async () => {
  assert.deepEqual(await list({ organizations: ['aa', 'dd', 'nothing'] }), ['aa']);
  assert.deepEqual(await list({ organizations: 'aa, cc' }), ['cc', 'aa']);
});

test('pages are cut, and never longer than the site allows', async () => {
  assert.deepEqual(await list({ sort: 'name', limit: 1, offset: '1' }), ['bb']);
  assert.equal((await run<unknown[]>('organization_list', { all_fields: true, limit: 100 })).length, 2);
  assert.equal((await run<unknown[]>('organization_list', { all_fields: true, limit: 0 })).length, 2);
});

for (const [input, key] of [
  [{ sort: 'colour' }, 'message'],
  [{ sort: 'name up' }, 'message'],
  [{ sort: 'name,title' }, 'message'],
  [{ sort: 'packages asc' }, 'sort'],
  [{ limit: '' }, 'limit'],
  [{ limit: -1 }, 'limit'],
  [{ offset: 'x' }, 'offset'],
  [{ all_fields: 'maybe' }, 'all_fields'],
  [{ q: 5 }, 'q'],
  [{ organizations: [5] }, 'organizations'],
] as const) {
  test(`${JSON.stringify(input)} is refused under ${key}`, async () => {
    await assert.rejects(list(input), (error: ValidationError) => {
      assert.deepEqual(Object.keys(error.errors), [key]);
      return true;
    });
  });
}

test('members are not listed for strangers while people are not public', async () => {
  await assert.rejects(list({ all_fields: true, include_users: true }), NotAuthorized);
});

test('whole records with counts and members cost one question to the database', async (t) => {
  const query = t.mock.method(app.store.pool, 'query');

  const shown = await run<{ package_count: number; users: unknown[] }[]>('organization_list', {
    all_fields: true,
    include_users: true,
    include_extras: true,
    include_groups: true,
  });

  assert.deepEqual(
    shown.map((group) => group.package_count),
    [0, 2],
  );
  const asked = query.mock.calls
    .map((call) => JSON.stringify(call.arguments[0]))
    .filter((text) => /catalog_group|group_member|from dataset|user_account/.test(text));
  assert.equal(asked.length, 1, asked.join('\n'));
});
