import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Actor, anonymous } from '#domain/actor.ts';
import { NotAuthorized, NotFound, ValidationError } from '#domain/errors.ts';
import { aCatalogue } from '#support/catalogue.ts';

const { app, run, aUser, again } = await aCatalogue();
const discreet = await aCatalogue({ settings: { 'ckan.auth.public_user_details': 'false' } });

type Listed = { readonly name: string; readonly capacity: string; readonly package_count: number; readonly member_count: number };

const ann = await aUser('ann');
await run('organization_create', { name: 'top', title: 'Top', users: [{ name: 'ann', capacity: 'admin' }] });
await run('organization_create', { name: 'low', title: 'low', groups: [{ name: 'top' }], users: [{ name: 'ann', capacity: 'member' }] });
await run('organization_create', { name: 'far', title: 'Äther', users: [{ name: 'ann', capacity: 'editor' }] });
await run('organization_create', { name: 'strange' });
await run('group_create', { name: 'theme', title: 'Water', users: [{ name: 'ann', capacity: 'member' }] });
await run('group_create', { name: 'other-theme', title: 'Land' });
for (const [name, hidden] of [
  ['d1', false],
  ['d2', false],
  ['d3', true],
] as const)
  await run('package_create', {
    name,
    owner_org: 'top',
    private: hidden,
    groups: [{ name: 'theme' }],
    resources: [{ url: 'http://example.org' }],
  });

const organizationsFor = async (input: Record<string, unknown>, actor?: Actor): Promise<string[]> =>
  (await run<Listed[]>('organization_list_for_user', input, actor)).map(({ name, capacity }) => `${name} ${capacity}`);

test('the organizations of a user stand by title with his own role, or where that is not enough with one from above', async () => {
  const user = await again(ann);

  assert.deepEqual(await organizationsFor({}, user), ['far editor', 'low member', 'top admin']);
  assert.deepEqual(await organizationsFor({ permission: 'admin' }, user), ['low admin', 'top admin']);
  assert.deepEqual(await organizationsFor({ permission: 'create_dataset', id: 'ann' }, anonymous), [
    'far editor',
    'low admin',
    'top admin',
  ]);
  assert.deepEqual(await organizationsFor({ permission: 'constructor' }, user), ['low admin', 'top admin']);
  assert.equal((await organizationsFor({})).length, 4);
  assert.deepEqual(await organizationsFor({}, anonymous), []);
});

test('counts are of what the caller sees', async () => {
  const [, , top] = await run<Listed[]>(
    'organization_list_for_user',
    { id: 'ann', include_dataset_count: true, include_member_count: true },
    anonymous,
  );

  assert.deepEqual([top?.name, top?.package_count, top?.member_count], ['top', 2, 1]);
});

test('an unknown user has none, and while users are not public nobody asks about others', async () => {
  await assert.rejects(run('organization_list_for_user', { id: 'nobody' }), NotFound);
  await discreet.aUser('bob');
  for (const id of ['bob', 'nobody']) await assert.rejects(discreet.run('organization_list_for_user', { id }, anonymous), NotAuthorized);
});

test('a caller may choose datasets for the groups he is in, a sysadmin for all', async () => {
  const namesFor = async (actor?: Actor, input = {}): Promise<string[]> =>
    (await run<Listed[]>('group_list_authz', input, actor)).map(({ name }) => name);

  assert.deepEqual(await namesFor(await again(ann)), ['theme']);
  assert.deepEqual(await namesFor(), ['other-theme', 'theme']);
  assert.deepEqual(await namesFor(undefined, { am_member: true }), []);
  assert.deepEqual(await namesFor(anonymous), []);
});

test('a text is looked for in names and titles of active ones, and the limit holds', async () => {
  const found = async (q: unknown, limit?: unknown): Promise<string[]> =>
    (await run<Listed[]>('organization_autocomplete', { q, limit })).map(({ name }) => name);
  await run('organization_create', { name: 'deleted-top' });
  await run('organization_delete', { id: 'deleted-top' });

  assert.deepEqual(await found('TO'), ['top']);
  assert.deepEqual(await found('äth'), ['far']);
  assert.deepEqual(await found('', '2'), ['strange', 'far']);
  await assert.rejects(found(['to']), ValidationError);
  await assert.rejects(found(undefined), ValidationError);
  await assert.rejects(found('to', -1), ValidationError);
});

test('the datasets of a group are whole, public and as many as asked for', async () => {
  type Dataset = { readonly name: string; readonly resources: readonly unknown[] };
  const shown = async (limit?: unknown): Promise<readonly Dataset[]> => run<Dataset[]>('group_package_show', { id: 'theme', limit });

  const all = await shown(1000);
  assert.deepEqual(all.map(({ name }) => name).sort(), ['d1', 'd2']);
  assert.deepEqual(all[0], await run<Dataset>('package_show', { id: all[0]?.name }));
  assert.equal((await shown('1')).length, 1);
  assert.equal((await shown(0)).length, 0);
  for (const limit of [-1, 'many', 1.5, []]) await assert.rejects(shown(limit), ValidationError, String(limit));
});

test('datasets inside a group are those of its show action, one or many', async () => {
  type Group = { readonly name: string; readonly packages: readonly { readonly name: string }[]; readonly package_count: number };
  const one = await run<Group>('organization_show', { id: 'top', include_datasets: true }, anonymous);
  const many = await run<Group[]>('organization_list', { organizations: ['top'], all_fields: true, include_datasets: true }, anonymous);

  assert.deepEqual([one.package_count, one.packages.map(({ name }) => name).sort()], [2, ['d1', 'd2']]);
  assert.deepEqual(many[0]?.packages, one.packages);
  assert.ok(app.store.directory.find('top') !== undefined);
});

test('the roles are those of organizations or of groups', async () => {
  const valuesOf = async (type?: unknown): Promise<string[]> =>
    (await run<{ value: string }[]>('member_roles_list', { group_type: type })).map(({ value }) => value);

  assert.deepEqual(await valuesOf(), ['admin', 'editor', 'member']);
  assert.deepEqual(await valuesOf('group'), ['admin', 'member']);
  assert.deepEqual(await valuesOf({ odd: true }), ['admin', 'editor', 'member']);
});
