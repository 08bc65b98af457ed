/** Completing names of datasets, whole lists of them, and giving one to another organization. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Actor, anonymous } from '#domain/actor.ts';
import { NotAuthorized, NotFound } from '#domain/errors.ts';
import { aCatalogue } from '#support/catalogue.ts';

const { run, aUser, again } = await aCatalogue();
const open = await aCatalogue({ settings: { 'ckan.auth.create_unowned_dataset': 'true' } });
const member = await aUser('member');
await run('organization_create', { name: 'org', users: [{ name: 'member', capacity: 'member' }] });
await run('organization_create', { name: 'two' });
await run('group_create', { name: 'group' });

type Shown = { readonly id: string; readonly name: string; readonly owner_org: string; readonly organization: { readonly name: string } };
const aDataset = (name: string, more: Record<string, unknown> = {}): Promise<Shown> =>
  run('package_create', { name, owner_org: 'org', ...more });
await aDataset('salmon-runs', { title: 'Returns of the Fraser' });
await aDataset('salmon-secret', { title: 'Hidden returns', private: true });

test('a name or a title is completed, and what matched is told', async () => {
  const complete = (q: unknown, more: Record<string, unknown> = {}): Promise<unknown> =>
    run('package_autocomplete', { q, ...more }, anonymous);
  const found = { name: 'salmon-runs', title: 'Returns of the Fraser' };

  assert.deepEqual(await complete('salm'), [{ ...found, match_field: 'name', match_displayed: 'salmon-runs' }]);
  assert.deepEqual(await complete('Returns of'), [
    { ...found, match_field: 'title', match_displayed: 'Returns of the Fraser (salmon-runs)' },
  ]);
  for (const q of ['', null, 'nothing like it']) assert.deepEqual(await complete(q), []);
  assert.deepEqual(await complete('salm', { limit: 0 }), []);
  for (const q of [5, true, ['salm'], { a: 1 }, '"', '\\', 'a'.repeat(70_000)]) assert.ok(Array.isArray(await complete(q)));
});

test('a private dataset is completed for those who may see it', async () => {
  const names = (await run<readonly Shown[]>('package_autocomplete', { q: 'salmon' }, await again(member))).map(({ name }) => name);

  assert.deepEqual(names.sort(), ['salmon-runs', 'salmon-secret']);
});

test('whole datasets are listed, the last changed first; sysadmins see private ones', async () => {
  const list = async (input: Record<string, unknown>, actor: Actor = anonymous): Promise<string[]> =>
    (await run<readonly Shown[]>('current_package_list_with_resources', input, actor)).map(({ name }) => name);
  await aDataset('later');

  assert.deepEqual(await list({}), ['later', 'salmon-runs']);
  assert.deepEqual(await list({}, await again(member)), ['later', 'salmon-runs']);
  assert.equal((await run<readonly Shown[]>('current_package_list_with_resources')).length, 3);
  assert.deepEqual([await list({ limit: 1, page: 2 }), await list({ limit: 1, offset: 1 })], [['salmon-runs'], ['salmon-runs']]);
  assert.deepEqual([await list({ limit: 0 }), await list({ page: 2 ** 40, limit: 1000 })], [[], []]);
  await assert.rejects(list({ page: 0 }), { errors: { page: ['Must be a positive integer'] } });
  await assert.rejects(list({ page: 'x', limit: -1 }), { errors: { page: ['Invalid integer'], limit: ['Must be a natural number'] } });
});

test('a sysadmin gives a dataset to another organization, past its rules but not to nobody', async () => {
  const { id } = await aDataset('moved', { private: true });
  const move = (organization_id: unknown): Promise<unknown> => run('package_owner_org_update', { id: 'moved', organization_id });

  assert.equal(await move('two'), null);

  const moved = await run<Shown>('package_show', { id });
  assert.equal(moved.organization.name, 'two');
  assert.deepEqual((await run<{ count: number }>('package_search', { fq: 'organization:two', include_private: true })).count, 1);
  await assert.rejects(run('package_show', { id }, await again(member)), NotAuthorized);
  for (const other of ['nowhere', 'group', [], {}]) await assert.rejects(move(other), NotFound);
  for (const none of [undefined, null, ''])
    await assert.rejects(move(none), { errors: { organization_id: ['An organization must be provided'] } });
  await assert.rejects(run('package_owner_org_update', { id, organization_id: 'org' }, await again(member)), NotAuthorized);
  assert.deepEqual(await run<Shown>('package_show', { id }), moved);
});

test('where datasets may stand without an organization, public ones can be taken out of theirs', async () => {
  await open.run('organization_create', { name: 'org' });
  await open.run('package_create', { name: 'public', owner_org: 'org' });
  await open.run('package_create', { name: 'private', owner_org: 'org', private: true });

  assert.equal(await open.run('package_owner_org_update', { id: 'public' }), null);

  assert.deepEqual((await open.run<Shown>('package_show', { id: 'public' })).owner_org, null);
  await assert.rejects(open.run('package_owner_org_update', { id: 'private' }), {
    errors: { private: ["Datasets with no organization can't be private."] },
  });
});
