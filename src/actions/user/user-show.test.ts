import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Actor, anonymous } from '#domain/actor.ts';
import { NotAuthorized, NotFound, ValidationError } from '#domain/errors.ts';
import { aCatalogue, system } from '#support/catalogue.ts';

const { run, aUser, again } = await aCatalogue();
const [ann, bob] = [await aUser('ann'), await aUser('bob')];
await run('organization_create', { name: 'org', users: [{ name: 'ann', capacity: 'editor' }] });
const editor = await again(ann);
for (const [name, more] of [
  ['open', {}],
  ['closed', { private: true }],
  ['sketch', {}],
] as const)
  await run('package_create', { name, owner_org: 'org', ...more }, editor);
await run('package_patch', { id: 'sketch', state: 'draft' }, editor);

type Shown = Readonly<Record<string, unknown>> & { number_created_packages: number; datasets: { name: string }[] };
const show = (actor: Actor, more: Record<string, unknown> = {}): Promise<Shown> => run<Shown>('user_show', { id: 'ann', ...more }, actor);

test('the address is told to the user himself and to sysadmins', async () => {
  assert.deepEqual([(await show(editor)).email, (await show(system)).email], ['ann@example.org', 'ann@example.org']);
  for (const actor of [anonymous, bob]) assert.equal('email' in (await show(actor)), false);
});

test('everybody counts public datasets, the user all of his own', async () => {
  assert.deepEqual([(await show(anonymous)).number_created_packages, (await show(editor)).number_created_packages], [1, 3]);
});

test('his datasets are listed as far as the caller may see them', async () => {
  const names = async (actor: Actor): Promise<string[]> =>
    (await show(actor, { include_datasets: true })).datasets.map(({ name }) => name).sort();

  assert.deepEqual(await names(bob), ['open']);
  assert.deepEqual(await names(editor), ['closed', 'open', 'sketch']);
});

test('hashes and data of plug-ins are for sysadmins who ask', async () => {
  const asked = { include_password_hash: true, include_plugin_extras: true };

  assert.deepEqual(['password_hash' in (await show(editor, asked)), 'plugin_extras' in (await show(editor, asked))], [false, false]);
  assert.match(String((await show(system, asked)).password_hash), /^\$scrypt\$/);
  assert.equal('password_hash' in (await show(system)), false);
});

test('without an id one sees oneself, and nobody sees nothing', async () => {
  assert.equal((await run<{ name: string }>('user_show', {}, bob)).name, 'bob');
  await assert.rejects(run('user_show', {}, anonymous), NotFound);
  await assert.rejects(run('user_show', { id: 'nobody' }), NotFound);
  await assert.rejects(run('user_show', { id: ['ann'] }), ValidationError);
});

test('while people are not public, strangers do not learn who exists', async () => {
  const closed = await aCatalogue({ settings: { 'ckan.auth.public_user_details': 'false' } });

  await assert.rejects(closed.run('user_show', { id: 'nobody' }, anonymous), NotAuthorized);
});
