import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Actor, anonymous } from '#domain/actor.ts';
import { NotAuthorized, NotFound, ValidationError } from '#domain/errors.ts';
import { aCatalogue, system } from '#support/catalogue.ts';

const { app, run, aUser, again } = await aCatalogue();

type Shown = {
  package_count: number;
  packages: { name: string; private: boolean; resources?: unknown[] }[];
  users: Record<string, unknown>[];
  member_count: number;
};

const [ann, outsider] = [await aUser('ann'), await aUser('outsider')];
await run('organization_create', { name: 'org', users: [{ name: 'ann', capacity: 'member' }] });
const member = await again(ann);
for (const name of ['one', 'two']) await run('package_create', { name, owner_org: 'org' });
await run('package_create', { name: 'secret', owner_org: 'org', private: true, resources: [{ url: 'http://example.org/a.csv' }] });
await run('package_create', { name: 'sketch', owner_org: 'org', state: 'draft' });

const countFor = async (actor: Actor): Promise<number> => (await run<Shown>('organization_show', { id: 'org' }, actor)).package_count;

test('everybody counts the datasets he may see, and no drafts', async () => {
  assert.deepEqual(await Promise.all([anonymous, outsider, member, system].map(countFor)), [2, 2, 3, 3]);
});

test('the datasets are listed as the caller sees them, the last changed first', async () => {
  const names = async (actor: Actor): Promise<string[]> =>
    (await run<Shown>('organization_show', { id: 'org', include_datasets: true }, actor)).packages.map(({ name }) => name);

  assert.deepEqual(await names(anonymous), ['two', 'one']);
  assert.deepEqual(await names(member), ['secret', 'two', 'one']);
});

test('lists of objects inside the datasets are left out, as CKAN leaves them out', async () => {
  const { packages } = await run<Shown>('organization_show', { id: 'org', include_datasets: true }, member);

  assert.deepEqual(
    packages.map((dataset) => dataset.resources),
    [undefined, [], []],
  );
});

test('members are shown without their addresses', async () => {
  const { users, member_count: count } = await run<Shown>('organization_show', { id: 'org', include_member_count: true }, anonymous);

  assert.equal(count, 1);
  assert.deepEqual(
    users.map(({ name, capacity }) => [name, capacity]),
    [['ann', 'member']],
  );
  assert.equal(
    users.some((user) => 'email' in user || 'apikey' in user),
    false,
  );
});

test('an organization is no group, and names of nothing are not found', async () => {
  await assert.rejects(run('group_show', { id: 'org' }), NotFound);
  await assert.rejects(run('organization_show', { id: 'nothing' }), NotFound);
  await assert.rejects(run('organization_show', { id: null }), NotFound);
});

test('ids that are no texts and flags that are neither are refused', async () => {
  await assert.rejects(run('organization_show', { id: ['org'] }), ValidationError);
  await assert.rejects(run('organization_show', { id: 'org', include_users: 'maybe' }), ValidationError);
  await assert.rejects(run('organization_show', { id: 'org', include_datasets: 'maybe' }), ValidationError);
});

test('a deleted organization is shown to sysadmins only, once nobody is a member', async () => {
  await run('organization_create', { name: 'closing', state: 'deleted' });

  await assert.rejects(run('organization_show', { id: 'closing' }, outsider), NotAuthorized);
  assert.equal((await run<{ state: string }>('organization_show', { id: 'closing' })).state, 'deleted');
});

test('members, counts and datasets cost three questions to the database at most', async (t) => {
  const query = t.mock.method(app.store.pool, 'query');

  await run('organization_show', { id: 'org', include_datasets: true, include_member_count: true }, member);

  const asked = query.mock.calls
    .map((call) => JSON.stringify(call.arguments[0]))
    .filter((text) => /group_member|from dataset|from resource/.test(text));
  assert.ok(asked.length <= 3, asked.join('\n'));
});
