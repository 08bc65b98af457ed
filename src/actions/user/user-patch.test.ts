import assert from 'node:assert/strict';
import { test } from 'node:test';
import { anonymous } from '#domain/actor.ts';
import { NotFound, type ValidationError } from '#domain/errors.ts';
import { aCatalogue } from '#support/catalogue.ts';

const { app, run, aUser } = await aCatalogue();
const [ann, bob] = [await aUser('ann'), await aUser('bob')];

type Shown = Readonly<Record<string, unknown>>;
const patch = (input: Record<string, unknown>, actor?: Parameters<typeof run>[2]): Promise<Shown> => run<Shown>('user_patch', input, actor);
const errorsOf = async (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => undefined,
    (error: ValidationError) => error.errors,
  );

test('what is not given stays, and null gives nothing', async () => {
  await patch({ id: 'ann', fullname: 'Ann', about: 'Likes maps' }, ann);

  const shown = await patch({ id: ann.id, fullname: null, activity_streams_email_notifications: true }, ann);

  assert.deepEqual(
    [shown.fullname, shown.about, shown.activity_streams_email_notifications, shown.email],
    ['Ann', 'Likes maps', true, 'ann@example.org'],
  );
});

test('a blank address is none', async () => {
  for (const email of ['', ' ', '\t\n']) assert.deepEqual(await errorsOf(patch({ id: 'ann', email }, ann)), { email: ['Missing value'] });
});

test('users do not make themselves sysadmins, rename or revive themselves', async () => {
  const shown = await patch({ id: 'ann', sysadmin: true, state: 'deleted', plugin_extras: { a: 1 } }, ann);

  assert.deepEqual([shown.sysadmin, shown.state, 'plugin_extras' in shown], [false, 'active', false]);
  assert.deepEqual(await errorsOf(patch({ id: 'ann', name: 'queen' }, ann)), { name: ['That login name can not be modified.'] });
});

test('others are refused, and told apart from those who do not exist', async () => {
  await assert.rejects(patch({ id: 'ann' }, bob), { message: `User bob not authorized to edit user ${ann.id}` });
  await assert.rejects(patch({ id: 'ann' }, anonymous), { message: 'Have to be logged in to edit user' });
  await assert.rejects(patch({ id: 'nobody' }, bob), { message: 'User not found' });
  await assert.rejects(patch({ id: 'nobody' }), NotFound);
  assert.deepEqual(await errorsOf(patch({}, bob)), { message: 'Missing id, can not get User object' });
});

test('a new password ends the old one and its sessions', async () => {
  const { session } = (await app.logIn('bob', 'correct-horse-9')) ?? { session: '' };

  await patch({ id: 'bob', password: 'another-horse-9' }, bob);

  assert.deepEqual([await app.sessionOf(session), await app.logIn('bob', 'correct-horse-9')], [undefined, undefined]);
  assert.notEqual(await app.logIn('bob', 'another-horse-9'), undefined);
});

test('a sysadmin takes a user away and brings him back, unless his address has got another owner', async () => {
  const tom = await aUser('tom');
  assert.equal((await patch({ id: 'tom', state: 'deleted' })).state, 'deleted');
  assert.equal(await app.logIn('tom', 'correct-horse-9'), undefined);

  await run('user_create', { name: 'newcomer', email: 'tom@example.org', password: 'correct-horse-9' });

  assert.deepEqual(await errorsOf(patch({ id: tom.id, state: 'active' })), {
    email: ["The email address 'tom@example.org' belongs to a registered user."],
  });
});

test('changes at once are all kept', async () => {
  await Promise.all([patch({ id: 'ann', fullname: 'A' }), patch({ id: 'ann', about: 'B' }), patch({ id: 'ann', image_url: 'c.png' })]);

  const shown = await run<Shown>('user_show', { id: 'ann' });
  assert.deepEqual([shown.fullname, shown.about, shown.image_display_url], ['A', 'B', 'http://kokanee.test/uploads/user/c.png']);
});
