import assert from 'node:assert/strict';
import { test } from 'node:test';
import { anonymous } from '#domain/actor.ts';
import { NotAuthorized, NotFound, ValidationError } from '#domain/errors.ts';
import { aCatalogue } from '#support/catalogue.ts';

const { app, run, aUser } = await aCatalogue();
const [ann, bob, boss] = [await aUser('ann'), await aUser('bob'), await aUser('boss', { sysadmin: true })];

type Listed = { id: string; name: string; last_access: string | null };
const make = async (actor = ann, user = 'ann', name: unknown = 'n'): Promise<string> =>
  (await run<{ token: string }>('api_token_create', { user, name }, actor)).token;
const listed = (actor = ann): Promise<Listed[]> => run<Listed[]>('api_token_list', { user_id: 'ann' }, actor);
const idOf = (token: string): string => (JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as { jti: string }).jti;

test('a token names its owner, is listed by its id, and its text is stored nowhere', async () => {
  const token = await make();

  const actor = await app.actorOf(token);
  assert.equal(actor?.kind === 'user' && actor.id, ann.id);
  assert.equal(
    (await listed()).some(({ id }) => id === idOf(token)),
    true,
  );
  const { rows } = await app.store.pool.query<{ text: string }>('select t::text as text from api_token t');
  assert.equal(
    rows.some(({ text }) => text.includes(token.split('.')[2] ?? '')),
    false,
  );
});

test('the last use is told at once', async () => {
  const token = await make();
  await app.actorOf(token);

  assert.match((await listed()).find(({ id }) => id === idOf(token))?.last_access ?? '', /^\d{4}-/);
});

test('a revoked token stops at once, by its text or its id', async () => {
  const [one, two] = [await make(), await make()];
  await app.actorOf(one);

  await run('api_token_revoke', { token: one }, ann);
  await run('api_token_revoke', { jti: idOf(two) }, ann);

  assert.deepEqual([await app.actorOf(one), await app.actorOf(two)], [undefined, undefined]);
});

test('nobody makes, lists or revokes tokens of others, or learns which exist', async () => {
  const token = await make();

  for (const actor of [bob, anonymous] as (typeof bob)[]) {
    await assert.rejects(make(actor), NotAuthorized);
    await assert.rejects(listed(actor), NotAuthorized);
    await assert.rejects(run('api_token_list', { user_id: 'nobody' }, actor), NotAuthorized);
    await assert.rejects(run('api_token_revoke', { token }, actor), NotAuthorized);
    await assert.rejects(run('api_token_revoke', { jti: 'nothing' }, actor), NotAuthorized);
  }
  assert.notEqual(await app.actorOf(token), undefined);
});

test('a sysadmin may all of it, and revoking nothing does nothing', async () => {
  const token = await make(boss);

  assert.equal(
    (await listed(boss)).some(({ id }) => id === idOf(token)),
    true,
  );
  assert.equal(await run('api_token_revoke', { jti: idOf(token) }, boss), null);
  assert.equal(await run('api_token_revoke', { jti: idOf(token) }, boss), null);
});

test('missing and unknown things are refused', async () => {
  await assert.rejects(run('api_token_create', { user: 'nobody', name: 'n' }, bob), NotFound);
  await assert.rejects(make(ann, 'ann', ''), ValidationError);
  await assert.rejects(run('api_token_list', {}, ann), ValidationError);
  await assert.rejects(run('api_token_revoke', {}, ann), ValidationError);
  await assert.rejects(run('api_token_list', { user_id: 'nobody' }, boss), NotFound);
});
