import assert from 'node:assert/strict';
import { test } from 'node:test';
import { anonymous } from '#domain/actor.ts';
import { NotAuthorized, NotFound, ValidationError } from '#domain/errors.ts';
import { aCatalogue } from '#support/catalogue.ts';

const { run, aUser, again } = await aCatalogue();

type Made = { readonly id: string };
type Member = { readonly id: string; readonly capacity: string };
type Line = readonly [id: string, kind: string, capacity: string];

const [boss, ann, eve] = [await aUser('boss'), await aUser('ann'), await aUser('eve')];
const { id: org } = await run<Made>('organization_create', { name: 'org' }, boss);
const { id: theme } = await run<Made>('group_create', { name: 'theme', users: [{ name: 'ann', capacity: 'member' }] }, boss);
const [admin, member] = [await again(boss), await again(ann)];
const { id: open } = await run<Made>('package_create', { name: 'open', owner_org: 'org' }, admin);
const { id: closed } = await run<Made>('package_create', { name: 'closed', owner_org: 'org', private: true }, admin);

const put = (input: Record<string, unknown>, actor = admin): Promise<Member> =>
  run<Member>('member_create', { capacity: 'public', ...input }, actor);
const linesOf = async (id: string, input: Record<string, unknown> = {}, actor = admin): Promise<Line[]> =>
  run<Line[]>('member_list', { id, ...input }, actor);
const count = async (name: string): Promise<number> =>
  (await run<{ count: number }>('package_search', { fq: `groups:${name}`, rows: 0 })).count;

test('a member of a group puts datasets into it and takes them out; the membership keeps its id', async () => {
  const first = await put({ id: 'theme', object: 'open', object_type: 'package' }, member);
  const again = await put({ id: theme, object: open, object_type: 'package', capacity: 'other' }, member);

  assert.deepEqual(again, { ...first, capacity: 'other' });
  assert.deepEqual(await linesOf('theme', { object_type: 'package' }), [[open, 'package', 'other']]);
  assert.equal(await count('theme'), 1);

  await run('member_delete', { id: 'theme', object: 'open', object_type: 'package' }, member);
  await run('member_delete', { id: 'theme', object: 'open', object_type: 'package' }, member);
  assert.equal(await count('theme'), 0);
});

test('in an organization only its admins do, and the owner stays who it is', async () => {
  await run('organization_create', { name: 'other', users: [{ name: 'ann', capacity: 'editor' }] }, admin);

  await assert.rejects(put({ id: 'other', object: 'open', object_type: 'package' }, await again(ann)), NotAuthorized);
  await put({ id: 'other', object: 'open', object_type: 'package' }, await again(boss));

  assert.equal((await run<{ owner_org: string }>('package_show', { id: 'open' })).owner_org, org);
});

test('users are made members by admins, in whatever capacity', async () => {
  await assert.rejects(put({ id: theme, object: 'eve', object_type: 'user', capacity: 'admin' }, member), NotAuthorized);

  for (const capacity of ['constructor', '__proto__', 'chief']) {
    await put({ id: theme, object: 'eve', object_type: 'user', capacity });
    await assert.rejects(run('group_patch', { id: theme, title: 'x' }, await again(eve)), NotAuthorized, capacity);
  }
  assert.deepEqual(await linesOf(theme, { object_type: 'user', capacity: 'chief' }), [[eve.id, 'user', 'chief']]);

  await run('member_delete', { id: theme, object: 'eve', object_type: 'user' }, admin);
  assert.deepEqual(await linesOf(theme, { capacity: 'chief' }), []);
});

test('who is deleted does not exist for a new role, and a capacity has an end', async () => {
  const { id } = await aUser('left');
  await run('user_delete', { id });

  await assert.rejects(put({ id: theme, object: 'left', object_type: 'user' }), { message: 'User was not found.' });
  for (const action of ['organization_member_create', 'group_member_create'])
    await assert.rejects(
      run(action, { id: action.startsWith('org') ? org : theme, username: 'left', role: 'editor' }, admin),
      ValidationError,
    );
  const users = [{ name: 'left', capacity: 'editor' }];
  await run('organization_create', { name: 'deserted', users }, admin);
  await run('organization_patch', { id: 'deserted', users: [...users, { name: 'boss', capacity: 'admin' }] }, await again(boss));
  assert.deepEqual(await linesOf('deserted', { object_type: 'user' }, await again(boss)), [[boss.id, 'user', 'Admin']]);
  await run('user_patch', { id, state: 'active' });
  assert.deepEqual(await linesOf('deserted', { object_type: 'user' }, await again(boss)), [[boss.id, 'user', 'Admin']]);

  await assert.rejects(put({ id: theme, object: 'eve', object_type: 'user', capacity: 'x'.repeat(101) }), (error: ValidationError) => {
    assert.deepEqual(error.errors, { capacity: ['Must be a maximum of 100 characters long'] });
    return true;
  });
});

test('a group is put under another one, but in no circle and under none of the other kind', async () => {
  await run('group_create', { name: 'wide' }, admin);
  const owner = await again(boss);

  const first = await put({ id: 'theme', object: 'wide', object_type: 'group', capacity: 'any' }, owner);
  const second = await put({ id: 'theme', object: 'wide', object_type: 'group' }, owner);
  assert.deepEqual(second, first);
  assert.equal(first.capacity, 'public');
  assert.deepEqual((await run<{ groups: unknown }>('group_show', { id: 'theme' })).groups, [{ name: 'wide', capacity: 'public' }]);

  await assert.rejects(put({ id: 'wide', object: 'theme', object_type: 'group' }, owner), ValidationError);
  await assert.rejects(put({ id: 'wide', object: 'wide', object_type: 'group' }, owner), ValidationError);
  await assert.rejects(put({ id: 'wide', object: 'org', object_type: 'group' }, owner), ValidationError);

  await run('member_delete', { id: 'theme', object: 'wide', object_type: 'group' }, owner);
  assert.deepEqual((await run<{ groups: unknown }>('group_show', { id: 'theme' })).groups, []);
});

test('what does not exist, or not for the caller, is told so', async () => {
  await assert.rejects(put({ id: 'nothing', object: 'ann', object_type: 'user' }, eve), { message: 'Group was not found.' });
  await assert.rejects(put({ id: 'theme', object: 'nobody', object_type: 'user' }), { message: 'User was not found.' });
  await assert.rejects(put({ id: 'theme', object: 'nothing', object_type: 'package' }), { message: 'Package was not found.' });
  await assert.rejects(put({ id: 'theme', object: 'closed', object_type: 'package' }, await again(ann)), {
    message: 'Package was not found.',
  });
  await assert.rejects(put({ id: 'theme', object: 'x', object_type: 'planet' }), (error: ValidationError) => {
    assert.deepEqual(error.errors, { message: "Planet isn't a valid model" });
    return true;
  });
});

test('private datasets of a group or organization are listed to those who may see them', async () => {
  await put({ id: 'theme', object: 'closed', object_type: 'package' });

  const packagesFor = async (id: string, actor: Parameters<typeof linesOf>[2]): Promise<string[]> =>
    (await linesOf(id, { object_type: 'package' }, actor)).map(([one]) => one).sort();
  assert.deepEqual(await packagesFor('theme', await again(ann)), []);
  assert.deepEqual(await packagesFor('theme', admin), [closed]);
  assert.deepEqual(await packagesFor('org', anonymous as never), [open]);
  assert.deepEqual(await packagesFor('org', admin), [open, closed].sort());
});

test('members leave by the hand of an admin, who may leave himself', async () => {
  const { id } = await run<Made>('organization_create', { name: 'leaving', users: [{ name: 'ann', capacity: 'editor' }] }, admin);
  const [chief, editor] = [await again(boss), await again(ann)];

  await assert.rejects(run('organization_member_delete', { id, username: 'ann' }, editor), NotAuthorized);
  await assert.rejects(run('organization_member_delete', { id, username: 'ann' }, anonymous), {
    message: 'Action member_delete requires an authenticated user',
  });
  await assert.rejects(run('organization_member_delete', { id }, chief), NotFound);
  await assert.rejects(run('organization_member_delete', { id: 'nothing', username: 'ann' }, chief), NotFound);
  await run('organization_member_delete', { id, user_id: 'ann' }, chief);
  await run('organization_member_delete', { id, username: 'boss' }, chief);

  assert.deepEqual(await linesOf(id, { object_type: 'user' }), []);
});
