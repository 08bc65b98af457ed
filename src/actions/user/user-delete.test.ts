import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Actor, anonymous } from '#domain/actor.ts';
import { NotAuthorized, NotFound } from '#domain/errors.ts';
import { aCatalogue } from '#support/catalogue.ts';

const { app, run, aUser } = await aCatalogue();
const PASSWORD = 'correct-horse-9';
const bob = await aUser('bob');

async function someone(name: string): Promise<{ actor: Actor; session: string; token: string; key: string }> {
  const actor = await aUser(name);
  const { session } = (await app.logIn(name, PASSWORD)) ?? { session: '' };
  const { token } = await run<{ token: string }>('api_token_create', { user: name, name: 't' });
  const key = await app.accountKey(actor);
  for (const credential of [token, key]) assert.equal((await app.actorOf(credential))?.kind, 'user');
  assert.notEqual(await app.sessionOf(session), undefined);
  return { actor, session, token, key };
}

test('a deleted user is nobody from that moment: session, token, key, password', async () => {
  const { session, token, key } = await someone('ann');

  assert.equal(await run('user_delete', { id: 'ann' }), null);

  assert.deepEqual(
    [await app.sessionOf(session), await app.actorOf(token), await app.actorOf(key), await app.logIn('ann', PASSWORD)],
    [undefined, undefined, undefined, undefined],
  );
});

test('he leaves his organizations, and what he made stays', async () => {
  await aUser('eve');
  await run('organization_create', { name: 'org', users: [{ name: 'eve', capacity: 'admin' }] });

  await run('user_delete', { id: 'eve' });

  const { users } = await run<{ users: { name: string }[] }>('organization_show', { id: 'org', include_users: true });
  assert.deepEqual(
    users.filter(({ name }) => name === 'eve'),
    [],
  );
});

test('a sysadmin brings him back with his tokens, but no session wakes up', async () => {
  const { session, token } = await someone('carl');
  await run('user_delete', { id: 'carl' });

  await run('user_patch', { id: 'carl', state: 'active' });

  assert.equal((await app.actorOf(token))?.kind, 'user');
  assert.equal(await app.sessionOf(session), undefined);
  assert.notEqual(await app.logIn('carl', PASSWORD), undefined);
});

test('one who is only set aside loses his sessions as well', async () => {
  const { session } = await someone('dora');

  await run('user_patch', { id: 'dora', state: 'pending' });
  await run('user_patch', { id: 'dora', state: 'active' });

  assert.equal(await app.sessionOf(session), undefined);
});

test('only sysadmins delete users, and others do not learn who exists', async () => {
  for (const actor of [bob, anonymous] as Actor[])
    for (const id of ['bob', 'nobody']) await assert.rejects(run('user_delete', { id }, actor), NotAuthorized);
  await assert.rejects(run('user_delete', { id: 'nobody' }), NotFound);
});

test('deleting twice is no mistake, and the name stays taken', async () => {
  await aUser('twice');

  for (let n = 0; n < 2; n++) assert.equal(await run('user_delete', { id: 'twice' }), null);

  await assert.rejects(run('user_create', { name: 'twice', email: 'new@example.org', password: PASSWORD }));
});
