import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Actor, anonymous } from '#domain/actor.ts';
import { NotAuthorized, ValidationError } from '#domain/errors.ts';
import { aCatalogue, system } from '#support/catalogue.ts';

const { app, run, aUser, again } = await aCatalogue();
const [ann, bob] = [await aUser('ann'), await aUser('bob')];
await aUser('per_cent');
await run('user_patch', { id: 'bob', fullname: 'Anna Lund' });
await run('organization_create', { name: 'org', users: [{ name: 'bob', capacity: 'editor' }] });
const editor = await again(bob);
for (const more of [{}, { private: true }])
  await run('package_create', { name: `by-bob-${Object.keys(more).length}`, owner_org: 'org', ...more }, editor);

type Shown = Readonly<Record<string, unknown>> & { readonly name: string };
const list = (actor: Actor, input: Record<string, unknown> = {}): Promise<Shown[]> => run<Shown[]>('user_list', input, actor);
const names = (actor: Actor, input: Record<string, unknown>): Promise<string[]> =>
  run<string[]>('user_list', { all_fields: false, ...input }, actor);
const complete = (actor: Actor, input: Record<string, unknown>): Promise<Shown[]> => run<Shown[]>('user_autocomplete', input, actor);

test('addresses are told to sysadmins, and each user his own', async () => {
  const told = async (actor: Actor): Promise<string[]> => (await list(actor)).filter((user) => 'email' in user).map(({ name }) => name);

  assert.deepEqual(await told(anonymous), []);
  assert.deepEqual(await told(ann), ['ann']);
  assert.deepEqual((await told(system)).sort(), ['ann', 'bob', 'per_cent']);
});

test('nobody finds users by their addresses but sysadmins', async () => {
  for (const actor of [anonymous, bob] as Actor[]) {
    assert.deepEqual([await names(actor, { q: 'ann@example' }), await complete(actor, { q: 'ann@example' })], [[], []]);
    await assert.rejects(list(actor, { email: 'ann@example.org' }), NotAuthorized);
  }
  assert.deepEqual(await names(system, { q: 'ann@example' }), ['ann']);
  assert.deepEqual(await names(system, { email: 'ann@example.org' }), ['ann']);
});

test('a text is looked for as it is, in any case', async () => {
  assert.deepEqual(await names(anonymous, { q: 'ANN' }), ['bob', 'ann']);
  assert.deepEqual(await names(anonymous, { q: '_' }), ['per_cent']);
  assert.deepEqual(await names(anonymous, { q: '%' }), []);
});

test('users can be ordered by what they made, and listed in parts', async () => {
  assert.deepEqual((await names(anonymous, { order_by: 'number_created_packages' }))[0], 'bob');
  assert.deepEqual(await names(anonymous, { order_by: 'name', limit: 1, offset: 1 }), ['bob']);
  assert.deepEqual((await list(editor, { q: 'bob' }))[0]?.number_created_packages, 1);
});

test('a list of many takes as many questions as a list of one', async () => {
  const { pool } = app.store;
  let asked = 0;
  const query = pool.query;
  pool.query = ((...args: Parameters<typeof query>) => {
    asked++;
    return Reflect.apply(query, pool, args);
  }) as typeof query;
  await list(system);
  pool.query = query;

  assert.ok(asked <= 2, `${asked} questions`);
});

test('values that make no sense are refused by name', async () => {
  for (const [input, field] of [
    [{ all_fields: 'maybe' }, 'all_fields'],
    [{ limit: -1 }, 'limit'],
    [{ order_by: 'edits' }, 'message'],
  ] as const)
    await assert.rejects(list(system, input), (error) => error instanceof ValidationError && field in error.errors);
});

test('names that begin with the text are completed first', async () => {
  assert.deepEqual(
    (await complete(anonymous, { q: 'an' })).map(({ name }) => name),
    ['ann', 'bob'],
  );
  assert.deepEqual(await complete(ann, { q: 'an', ignore_self: 'true', limit: '1' }), [{ id: bob.id, name: 'bob', fullname: 'Anna Lund' }]);
  assert.deepEqual(await complete(ann, { q: 'an', limit: 0 }), []);
});

test('while people are not public, strangers are not told of any', async () => {
  const closed = await aCatalogue({ settings: { 'ckan.auth.public_user_details': 'false' } });

  await assert.rejects(closed.run('user_list', {}, anonymous), NotAuthorized);
  await assert.rejects(closed.run('user_autocomplete', { q: 'a' }, anonymous), NotAuthorized);
});

test('names can stand as people read them, whatever their case and accents', async () => {
  for (const [name, fullname] of Object.entries({ reader1: 'Zoe', reader2: 'Édith', reader3: 'eva', reader4: 'Łukasz', reader5: 'Ana' }))
    await run('user_patch', { id: (await aUser(name)).id, fullname });
  const shown = (await list(system, { order_by: 'name_as_read' })).map((user) => user['display_name']);

  assert.deepEqual(shown, ['Ana', 'ann', 'Anna Lund', 'Édith', 'eva', 'Łukasz', 'per_cent', 'Zoe']);
});
