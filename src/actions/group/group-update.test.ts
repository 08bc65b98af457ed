import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Actor } from '#domain/actor.ts';
import { NotAuthorized, NotFound, ValidationError } from '#domain/errors.ts';
import { aCatalogue } from '#support/catalogue.ts';

const { app, run, aUser, again } = await aCatalogue();

type Dict = {
  readonly id: string;
  readonly name: string;
  readonly title: string;
  readonly state: string;
  readonly users: readonly { readonly name: string; readonly capacity: string }[];
  readonly groups: readonly { readonly name: string; readonly groups: readonly { readonly name: string }[] }[];
  readonly extras: readonly { readonly id: string; readonly key: string; readonly value: string }[];
  readonly packages: readonly { readonly name: string; readonly resources: readonly unknown[] }[];
  readonly package_count: number;
};

const [ann, bob, eve] = [await aUser('ann'), await aUser('bob'), await aUser('eve')];
await run('organization_create', { name: 'ministry' });
await run('organization_create', { name: 'division', groups: [{ name: 'ministry' }] });

let count = 0;
/** An organization with a parent, two members and two further fields. */
async function anOrganization(): Promise<Dict> {
  return run<Dict>('organization_create', {
    name: `branch-${++count}`,
    title: 'Branch',
    description: 'Text',
    groups: [{ name: 'division' }],
    users: [
      { name: 'ann', capacity: 'admin' },
      { name: 'bob', capacity: 'editor' },
    ],
    extras: [
      { key: 'a', value: '1' },
      { key: 'b', value: '2' },
    ],
  });
}
const rolesOf = ({ users }: Dict): string[] => users.map(({ name, capacity }) => `${name} ${capacity}`);
const show = (id: string): Promise<Dict> => run<Dict>('organization_show', { id });
const errorsOf = async (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => undefined,
    (error: ValidationError) => error.errors,
  );

test('an update keeps texts and extras that are left out, and lets members and parents go', async () => {
  const { id } = await anOrganization();

  await run('organization_update', { id, title: 'New' });

  const { title, users, groups, extras } = await show(id);
  assert.deepEqual({ title, users, groups, keys: extras.map(({ key }) => key) }, { title: 'New', users: [], groups: [], keys: ['a', 'b'] });
});

test('a patch keeps everything that it does not name', async () => {
  const before = await anOrganization();

  await run('organization_patch', { id: before.id, title: 'New' });

  const { title, ...rest } = await show(before.id);
  const { title: _old, ...same } = await show(before.name);
  assert.equal(title, 'New');
  assert.deepEqual(rest, same);
  assert.deepEqual(rolesOf(await show(before.id)), ['ann admin', 'bob editor']);
});

test('a list in a patch replaces the present one, and what stays in it keeps its id', async () => {
  const { id, extras } = await anOrganization();

  const patched = await run<Dict>('organization_patch', {
    id,
    users: [{ name: 'ann', capacity: 'editor' }],
    groups: [],
    extras: [
      { key: 'b', value: '3' },
      { key: 'c', value: '4' },
    ],
  });

  assert.deepEqual(rolesOf(patched), ['ann editor']);
  assert.deepEqual(patched.groups, []);
  assert.deepEqual(
    patched.extras.map(({ key, value }) => `${key}=${value}`),
    ['b=3', 'c=4'],
  );
  assert.equal(patched.extras[0]?.id, extras[1]?.id);
});

test('the answer tells everything above, the whole datasets and what it is called now', async () => {
  const { id } = await anOrganization();
  await run('package_create', { name: `of-${id}`, owner_org: id, private: true, resources: [{ url: 'http://example.org/a' }] });

  const { title, groups, packages, package_count } = await run<Dict>('organization_patch', { id, title: 'Told' });

  assert.deepEqual({ title, package_count }, { title: 'Told', package_count: 1 });
  assert.deepEqual(
    groups.map(({ name, groups: above }) => [name, above.map((one) => one.name)]),
    [['division', ['ministry']]],
  );
  assert.equal(packages[0]?.resources.length, 1);
});

test('members count from the next call: an admin who is replaced changes nothing any more', async () => {
  const { id } = await anOrganization();
  await run('organization_patch', { id, users: [{ name: 'bob', capacity: 'admin' }] }, await again(ann));

  await assert.rejects(run('organization_patch', { id, title: 'Late' }, await again(ann)), NotAuthorized);
  assert.equal((await run<Dict>('organization_patch', { id, title: 'Now' }, await again(bob))).title, 'Now');
});

test('of two who patch different fields at once neither loses anything', async () => {
  const { id } = await anOrganization();

  await Promise.all([
    ...Array.from({ length: 5 }, (_, n) => run('organization_patch', { id, title: `T${n}` })),
    run('organization_patch', { id, description: 'Both' }),
  ]);

  const { title, description } = (await show(id)) as Dict & { description: string };
  assert.match(title, /^T\d$/);
  assert.equal(description, 'Both');
});

test('groups and organizations are not changed as the other kind, not even by sysadmins', async () => {
  const { id } = await anOrganization();

  for (const action of ['group_update', 'group_patch', 'group_delete', 'group_purge', 'group_member_delete']) {
    await assert.rejects(run(action, { id, username: 'ann', title: 'x' }), NotFound, action);
  }
  await assert.rejects(run('group_patch', { id, title: 'x' }, await again(ann)), NotAuthorized);
  assert.equal((await show(id)).title, 'Branch');
});

test('a name in use, a loop, an unknown state and another type are refused', async () => {
  const { id, name } = await anOrganization();
  await run('group_create', { name: 'in-use' });

  assert.deepEqual(await errorsOf(run('organization_patch', { id, name: 'in-use' })), { name: ['Group name already exists in database'] });
  assert.deepEqual(await errorsOf(run('organization_patch', { id: 'ministry', groups: [{ name }] })), {
    groups: [{ name: ['This parent would create a loop in the hierarchy'] }],
  });
  assert.deepEqual(await errorsOf(run('organization_patch', { id, type: 'ministry' })), { message: 'Type cannot be updated' });
  assert.deepEqual(await errorsOf(run('organization_patch', { id, state: 'lost' })), {
    state: ["Value must be one of ['active', 'deleted']"],
  });
  assert.deepEqual(await errorsOf(run('organization_patch', { title: 'x' })), { message: 'Missing id, can not get Group object' });
  assert.deepEqual(await errorsOf(run('organization_update', { title: 'x' })), { id: ['Missing value'] });
});

test('of many who want one name at once, one gets it', async () => {
  const ids = await Promise.all(Array.from({ length: 4 }, async () => (await anOrganization()).id));

  const tries = await Promise.allSettled(ids.map((id) => run('organization_patch', { id, name: 'sought-after' })));

  assert.equal(tries.filter(({ status }) => status === 'fulfilled').length, 1);
  for (const one of tries) if (one.status === 'rejected') assert.ok(one.reason instanceof ValidationError, String(one.reason));
});

test('what may not be deleted is not made deleted by a change of state', async () => {
  const { id } = await anOrganization();
  await run('package_create', { name: `stays-${count}`, owner_org: id });

  assert.deepEqual(await errorsOf(run('organization_patch', { id, state: 'deleted' })), {
    message: 'Organization cannot be deleted while it still has datasets',
  });
  assert.equal((await show(id)).state, 'active');
});

test('datasets given to a group replace those that the caller sees in it, and leave the rest', async () => {
  const owner = await anOrganization();
  const made = ['open-1', 'open-2', 'closed-1'].map((name) =>
    run('package_create', { name, owner_org: owner.id, private: name.startsWith('closed') }),
  );
  await Promise.all(made);
  const group = await run<Dict>('group_create', {
    name: 'topic',
    packages: [{ id: 'open-1' }, { id: 'closed-1' }],
    users: [{ name: 'eve', capacity: 'admin' }],
  });

  const patched = await run<Dict>('group_patch', { id: group.id, packages: [{ id: 'open-2' }] }, await again(eve));

  assert.deepEqual(
    patched.packages.map(({ name }) => name),
    ['open-2'],
  );
  assert.deepEqual(await groupsOf('open-1'), []);
  assert.deepEqual(await groupsOf('open-2'), ['topic']);
  assert.deepEqual(await groupsOf('closed-1', await again(ann)), ['topic']);
  const { count: found } = await run<{ count: number }>('package_search', { fq: 'groups:topic', rows: 0 });
  assert.equal(found, 1);
});

async function groupsOf(id: string, actor?: Actor): Promise<string[]> {
  const { groups } = await run<{ groups: readonly { name: string }[] }>('package_show', { id }, actor);
  return groups.map(({ name }) => name);
}

test('a refused change leaves nothing behind', async () => {
  const { id } = await anOrganization();
  const state = async (): Promise<unknown> =>
    (
      await app.store.pool.query(
        'select (select json_agg(g order by id) from catalog_group g) as groups, (select count(*) from change) as changes',
      )
    ).rows;
  const before = await state();

  await assert.rejects(run('organization_patch', { id, name: 'renamed', extras: [{ value: 'no key' }] }), ValidationError);
  await assert.rejects(run('organization_update', { id, name: 'renamed', users: [] }, await again(eve)), NotAuthorized);

  assert.deepEqual(await state(), before);
});
