import assert from 'node:assert/strict';
import { test } from 'node:test';
import { anonymous } from '#domain/actor.ts';
import { NotAuthorized, ValidationError } from '#domain/errors.ts';
import { aCatalogue } from '#support/catalogue.ts';

const { app, run, aUser } = await aCatalogue();

type Shown = {
  id: string;
  users: { name: string; capacity: string }[];
  groups: { name: string }[];
  package_count: number;
  extras: { key: string; value: string }[];
};
const rolesOf = (group: Shown): string[] => group.users.map(({ name, capacity }) => `${name} ${capacity}`);

test('whoever makes an organization becomes its admin, whatever else is asked for', async () => {
  const ann = await aUser('ann');
  await aUser('bob');

  const made = await run<Shown>(
    'organization_create',
    {
      name: 'water',
      users: [
        { name: 'bob', capacity: 'editor' },
        { name: 'ann', capacity: 'member' },
        { name: 'nobody', capacity: 'admin' },
      ],
    },
    ann,
  );

  assert.deepEqual(rolesOf(made), ['ann admin', 'bob editor']);
});

test('nobody makes one without an account', async () => {
  await assert.rejects(run('group_create', { name: 'anon' }, anonymous), NotAuthorized);
});

test('of many who ask for one name at once, one gets it and the others are told', async () => {
  const tries = await Promise.allSettled(Array.from({ length: 8 }, () => run('group_create', { name: 'wanted' })));

  const refused = tries.filter((one) => one.status === 'rejected').map((one) => (one.reason as ValidationError).errors);
  assert.deepEqual(
    refused,
    Array.from({ length: 7 }, () => ({ name: ['Group name already exists in database'] })),
  );
});

test('a name is one for groups and organizations together', async () => {
  await run('organization_create', { name: 'shared' });

  await assert.rejects(run('group_create', { name: 'shared' }), ValidationError);
});

test('groups do not become organizations by their type', async () => {
  await assert.rejects(run('group_create', { name: 'sly', type: 'organization' }), ValidationError);
});

test('parents that exist are kept, unknown and deleted ones passed over', async () => {
  await run('organization_create', { name: 'top' });
  await run('organization_create', { name: 'gone', state: 'deleted' });

  const made = await run<Shown>('organization_create', { name: 'child', groups: [{ name: 'top' }, { name: 'gone' }, { name: 'nowhere' }] });

  assert.deepEqual(made.groups, [{ name: 'top', capacity: 'public' }]);
});

test('of two further fields with one key the later counts', async () => {
  const made = await run<Shown>('group_create', {
    name: 'extras',
    extras: [
      { key: 'b', value: '1' },
      { key: 'a', value: '2' },
      { key: 'b', value: '3' },
    ],
  });

  assert.deepEqual(
    made.extras.map(({ key, value }) => `${key}=${value}`),
    ['a=2', 'b=3'],
  );
});

test('datasets given to a group show it at once; only public ones are counted', async () => {
  await run('organization_create', { name: 'owner' });
  await run('package_create', { name: 'open', owner_org: 'owner' });
  await run('package_create', { name: 'closed', owner_org: 'owner', private: true });

  const made = await run<Shown>('group_create', { name: 'both', packages: [{ id: 'open' }, { id: 'closed' }, { id: 'open' }] });

  assert.equal(made.package_count, 1);
  const { groups } = await run<{ groups: { name: string }[] }>('package_show', { id: 'open' });
  assert.deepEqual(
    groups.map(({ name }) => name),
    ['both'],
  );
});

test('a private dataset of others does not exist for whoever makes a group', async () => {
  const eve = await aUser('eve');
  await run('organization_create', { name: 'secretive' });
  await run('package_create', { name: 'secret', owner_org: 'secretive', private: true });

  await assert.rejects(run('group_create', { name: 'prying', packages: [{ id: 'secret' }] }, eve), (error: ValidationError) => {
    assert.deepEqual(error.errors, { packages: [{ id: ['Not found: Dataset'] }] });
    return true;
  });
});

test('a refused group leaves nothing behind', async () => {
  const before = await app.store.pool.query('select count(*) as n from catalog_group');

  await assert.rejects(run('group_create', { name: 'half', extras: [{ value: 'no key' }] }), ValidationError);

  assert.deepEqual((await app.store.pool.query('select count(*) as n from catalog_group')).rows, before.rows);
});
