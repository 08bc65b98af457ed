import assert from 'node:assert/strict';
import { test } from 'node:test';
import { anonymous } from '#domain/actor.ts';
import { NotAuthorized, type ValidationError } from '#domain/errors.ts';
import { aCatalogue } from '#support/catalogue.ts';

const { run, aUser, again } = await aCatalogue();
const [admin, bob] = [await aUser('admin'), await aUser('bob')];
const { id: orgId } = await run<{ id: string }>('organization_create', { name: 'org' }, admin);
const boss = await again(admin);

const give = (role: unknown, username: unknown = 'bob', actor = boss): Promise<Record<string, unknown>> =>
  run('organization_member_create', { id: 'org', username, role }, actor);
const errorsOf = async (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => undefined,
    (error: ValidationError) => error.errors,
  );

test('a role is given and changed, and stays one membership', async () => {
  const member = await give('member');
  const editor = await give('editor', bob.id);

  assert.deepEqual(editor, { id: member.id, table_name: 'user', table_id: bob.id, capacity: 'editor', group_id: orgId, state: 'active' });
});

test('a role counts from the very next call', async () => {
  await give('member');
  await assert.rejects(run('package_create', { name: 'early', owner_org: 'org' }, await again(bob)), NotAuthorized);

  await give('editor');

  assert.equal((await run<{ name: string }>('package_create', { name: 'early', owner_org: 'org' }, await again(bob))).name, 'early');
});

test('only admins give roles', async () => {
  await give('editor');

  await assert.rejects(give('admin', 'bob', await again(bob)), NotAuthorized);
  await assert.rejects(run('organization_member_create', { id: 'org', username: 'bob', role: 'admin' }, anonymous), NotAuthorized);
  await assert.rejects(run('organization_member_create', { id: 'nothing', username: 'bob', role: 'admin' }, boss), NotAuthorized);
});

test('an admin does not take the role from himself', async () => {
  await assert.rejects(give('editor', 'admin'), { message: 'Administrators cannot revoke their own admin status' });
  assert.equal((await give('admin', 'admin')).capacity, 'admin');
});

test('everything wrong is told at once', async () => {
  assert.deepEqual(await errorsOf(run('organization_member_create', { id: 'nothing', username: '', role: ['admin'] })), {
    id: ['That group name or ID does not exist.'],
    username: ['Not found: User'],
    role: ['role does not exist.'],
  });
  assert.deepEqual(await errorsOf(run('organization_member_create', { role: 'admin' })), {
    id: ['Missing value'],
    username: ['Missing value'],
  });
});
