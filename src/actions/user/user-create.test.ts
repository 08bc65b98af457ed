import assert from 'node:assert/strict';
import { test } from 'node:test';
import { anonymous } from '#domain/actor.ts';
import { NotAuthorized, type ValidationError } from '#domain/errors.ts';
import { aCatalogue } from '#support/catalogue.ts';

const { app, run, aUser } = await aCatalogue();
const PASSWORD = 'correct-horse-9';

type Made = Readonly<Record<string, unknown>> & { id: string; token?: string };
const make = (name: string, more: Record<string, unknown> = {}): Promise<Made> =>
  run<Made>('user_create', { name, email: `${name}@example.org`, password: PASSWORD, ...more });
const errorsOf = async (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => undefined,
    (error: ValidationError) => error.errors,
  );

test('a new user can log in, and no answer tells his password or a key', async () => {
  const made = await make('ann');

  assert.notEqual(await app.logIn('ann', PASSWORD), undefined);
  assert.deepEqual([made.email, made.apikey], ['ann@example.org', null]);
  assert.equal(
    Object.keys(made).some((key) => key.startsWith('password') || key === 'reset_key'),
    false,
  );
});

test('only sysadmins make users unless the site says otherwise', async () => {
  const eve = await aUser('eve');

  for (const actor of [anonymous, eve])
    await assert.rejects(run('user_create', { name: 'x1', email: 'x1@example.org', password: PASSWORD }, actor), NotAuthorized);
});

test('of many who ask for one name at once, one gets it', async () => {
  const tries = await Promise.allSettled(Array.from({ length: 5 }, (_, i) => make('wanted', { email: `wanted${i}@example.org` })));

  const refused = tries.filter((one) => one.status === 'rejected').map((one) => (one.reason as ValidationError).errors);
  assert.deepEqual(
    refused,
    Array.from({ length: 4 }, () => ({ name: ['That login name is not available.'] })),
  );
});

test('an id that is taken is not heard', async () => {
  const { id } = await make('first');

  assert.notEqual((await make('second', { id })).id, id);
});

test('a token that is asked for works at once', async () => {
  const { token } = await make('tom', { with_apitoken: true });

  assert.equal((await app.actorOf(token ?? ''))?.kind, 'user');
});

test('a hash of another catalogue takes the place of a password', async () => {
  const hash = '$pbkdf2-sha512$1000$c2FsdHNhbHQ$BVM2m9pXVRy6GTKyW12nr0rc3WNFwGeVeJ4bTRtiAjECWIQkFQOtS0ZlOSr/4i9xNDFUaTVFIQJmx5GHcPMIvQ';
  await run('user_create', { name: 'moved', email: 'moved@example.org', password_hash: hash });

  assert.equal((await run<Made>('user_show', { id: 'moved', include_password_hash: true })).password_hash, hash);
});

test('an address belongs to one active user, whatever its case', async () => {
  await make('owner');

  assert.deepEqual(await errorsOf(make('other', { email: 'Owner@EXAMPLE.org' })), {
    email: ["The email address 'Owner@EXAMPLE.org' belongs to a registered user."],
  });
});

test('everything wrong is told at once', async () => {
  assert.deepEqual(await errorsOf(run('user_create', { name: 5, password: 'short', about: 'see http://example.org' })), {
    name: ['Names must be strings', 'User names must be strings'],
    email: ['Missing value'],
    password: ['Your password must be 8 characters or longer'],
    about: ['Edit not allowed as it looks like spam. Please avoid links in your description.'],
  });
});
