/** Keys, tokens and passwords: what opens, what no longer does, and what is nowhere to be read. */
import assert from 'node:assert/strict';
import { createHmac, pbkdf2Sync, randomBytes } from 'node:crypto';
import { test } from 'node:test';
import { anonymous } from '#domain/actor.ts';
import { aCatalogue } from '#support/catalogue.ts';
import { secretsOf } from './secrets.ts';

const { app, run, aUser, again } = await aCatalogue();
const ann = await aUser('ann');
const bob = await aUser('bob');
const root = await aUser('root', { sysadmin: true });
const door = await app.door();

/** Who the door takes the bearer for, by what he alone may see. */
async function whoIs(headers: Record<string, string>): Promise<string | undefined> {
  const { text } = await door.inject({ url: '/api/3/action/user_show', headers });
  const { success, result } = JSON.parse(text) as { success: boolean; result?: { name: string } };
  return success ? result?.name : undefined;
}

async function everyText(): Promise<string> {
  const { rows: tables } = await app.store.pool.query<{ name: string }>(
    "select tablename as name from pg_tables where schemaname = 'public'",
  );
  const texts = await Promise.all(
    tables.map(
      async ({ name }) =>
        (await app.store.pool.query<{ text: string | null }>(`select string_agg(row_to_json(t)::text, ' ') as text from ${name} t`)).rows[0]
          ?.text ?? '',
    ),
  );
  return texts.join(' ');
}

const tokenOf = async (user: string): Promise<string> => (await run<{ token: string }>('api_token_create', { user, name: 'test' })).token;

test('an account key is made when first shown and is the same when shown again', async () => {
  const key = await app.accountKey(ann);

  assert.match(key, /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
  assert.equal(await app.accountKey(ann), key);
  assert.notEqual(await app.accountKey(bob), key);
});

test('two who ask for the first key at once are shown the same one', async () => {
  const eve = await aUser('eve');

  const keys = await Promise.all(Array.from({ length: 5 }, () => app.accountKey(eve)));

  assert.equal(new Set(keys).size, 1);
  assert.equal(await whoIs({ authorization: keys[0] ?? '' }), 'eve');
});

test('key and token open in either header, with Bearer and without', async () => {
  for (const credential of [await app.accountKey(ann), await tokenOf('ann')])
    for (const headers of [
      { authorization: credential },
      { authorization: `Bearer ${credential}` },
      { 'x-ckan-api-key': credential },
      { 'x-ckan-api-key': `Bearer ${credential}` },
      { authorization: 'nonsense', 'x-ckan-api-key': credential },
    ])
      assert.equal(await whoIs(headers as Record<string, string>), 'ann', JSON.stringify(headers));
});

test('a key renewed kills the old one at once', async () => {
  const old = await app.accountKey(ann);
  assert.equal(await whoIs({ authorization: old }), 'ann');

  const fresh = await app.accountKey(ann, true);

  assert.equal(await whoIs({ authorization: old }), undefined);
  assert.equal(await whoIs({ authorization: fresh }), 'ann');
  assert.equal(await app.accountKey(ann), fresh);
});

test('neither key nor token nor password stands anywhere in the database', async () => {
  const [key, token] = [await app.accountKey(ann), await tokenOf('ann')];
  const { session } = (await app.logIn('ann', 'correct-horse-9')) ?? { session: '' };

  const text = await everyText();

  assert.ok(session !== '' && text.includes('"ann"'));
  for (const secret of [
    key,
    key.replaceAll('-', ''),
    Buffer.from(key).toString('base64'),
    token,
    token.split('.')[2] ?? '',
    session,
    'correct-horse-9',
  ])
    assert.ok(!text.includes(secret), secret);
});

test('no action shows a key, a hash or a token of anybody, but the hash that a sysadmin asks for', async () => {
  const [key, token] = [await app.accountKey(ann), await tokenOf('ann')];
  const { rows } = await app.store.pool.query<{ key_hash: string; key_cipher: string; password: string }>(
    'select key_hash, key_cipher, password from user_account where id = $1',
    [ann.id],
  );
  const secrets = [key, token, ...Object.values(rows[0] ?? {})];
  await run('organization_create', { name: 'office', users: [{ name: 'ann', capacity: 'admin' }] });

  for (const actor of [anonymous, bob, await again(ann), root])
    for (const [action, input] of [
      ['user_show', { id: 'ann', include_plugin_extras: true }],
      ['user_show', { id: 'ann', include_password_hash: actor !== root }],
      ['organization_show', { id: 'office', include_users: true }],
      ['api_token_list', { user_id: 'ann' }],
    ] as const) {
      const text = await run(action, input, actor).then(
        (result) => JSON.stringify(result),
        (error: unknown) => String(error),
      );
      assert.deepEqual(
        secrets.filter((secret) => text.includes(secret)),
        [],
        action,
      );
      assert.doesNotMatch(text, /key_hash|key_cipher|"password"|"apikey":"/, action);
    }
});

test('nobody but its owner can be shown a key: there is no action for it, and a system has none', async () => {
  await assert.rejects(app.accountKey(anonymous));
  await assert.rejects(app.accountKey({ kind: 'system', name: 'x' }));
});

test('a token is good until it is revoked, and not a moment longer', async () => {
  const token = await tokenOf('ann');
  assert.equal(await whoIs({ authorization: token }), 'ann');

  await run('api_token_revoke', { token }, ann);

  assert.equal(await whoIs({ authorization: token }), undefined);
});

const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

test('tokens that name no algorithm, or another, or were signed with another secret, mean nobody', async () => {
  const token = await tokenOf('ann');
  const [header = '', payload = '', signature = ''] = token.split('.');
  const { jti } = JSON.parse(Buffer.from(payload, 'base64url').toString()) as { jti: string };
  const signed = (head: unknown, secret: string): string =>
    `${part(head)}.${payload}.${createHmac('sha256', secret)
      .update(`${part(head)}.${payload}`)
      .digest('base64url')}`;
  const forged = [
    `${part({ alg: 'none' })}.${payload}.`,
    `${part({ alg: 'none' })}.${payload}.${signature}`,
    `${part({ alg: 'HS512' })}.${payload}.${signature}`,
    signed({ alg: 'HS256', typ: 'JWT' }, 'another secret'),
    signed({ alg: 'HS256' }, ''),
    signed({ alg: 'HS256' }, 'a secret for tests'),
    secretsOf('another secret').signToken(jti, 1),
    `${header}.${part({ jti })}.${signature}`,
    `${token}x`,
    token.slice(0, -2),
    `${token}.${signature}`,
    jti,
    '..',
    '.'.repeat(500),
  ];

  for (const text of forged) assert.equal(await whoIs({ authorization: text }), undefined, text.slice(0, 80));
  assert.equal(await whoIs({ authorization: token }), 'ann');
});

test('whoever is deleted is nobody at once, by token, key and session, and cannot log in', async () => {
  const gone = await aUser('gone');
  const [token, key, session] = [
    await tokenOf('gone'),
    await app.accountKey(gone),
    (await app.logIn('gone', 'correct-horse-9'))?.session ?? '',
  ];
  assert.equal(await whoIs({ authorization: token }), 'gone');
  assert.equal((await app.sessionOf(session))?.actor.kind, 'user');

  await run('user_patch', { id: 'gone', state: 'deleted' });

  assert.deepEqual(
    [
      await whoIs({ authorization: token }),
      await whoIs({ authorization: key }),
      await app.sessionOf(session),
      await app.logIn('gone', 'correct-horse-9'),
    ],
    [undefined, undefined, undefined, undefined],
  );
});

test('a hash of CKAN opens, and is made anew at that log-in', async () => {
  const salt = randomBytes(16);
  const ab64 = (bytes: Buffer): string => bytes.toString('base64').replaceAll('+', '.').replace(/=+$/, '');
  const hash = `$pbkdf2-sha512$25000$${ab64(salt)}$${ab64(pbkdf2Sync('from-ckan-7', salt, 25_000, 64, 'sha512'))}`;
  await run('user_create', { name: 'carol', email: 'carol@example.org', password_hash: hash });
  const stored = async (): Promise<string> =>
    (await app.store.pool.query<{ password: string }>("select password from user_account where name = 'carol'")).rows[0]?.password ?? '';
  assert.equal(await stored(), hash);

  assert.equal(await app.logIn('carol', 'from-ckan-8'), undefined);
  assert.equal(await stored(), hash);
  assert.ok(await app.logIn('carol', 'from-ckan-7'));

  assert.match(await stored(), /^\$scrypt\$/);
  assert.ok(await app.logIn('carol@example.org', 'from-ckan-7'));
});

test('who must change his password is told so by his session, and calls nothing by it before', async () => {
  await app.store.pool.query("update user_account set must_change_password = true where name = 'bob'");
  const { session } = (await app.logIn('bob', 'correct-horse-9')) ?? { session: '' };

  assert.equal((await app.sessionOf(session))?.mustChangePassword, true);
  assert.equal(await whoIs({ cookie: `kokanee=${session}` }), undefined);
});

test('a new password ends the sessions that the old one opened', async () => {
  const { session } = (await app.logIn('ann', 'correct-horse-9')) ?? { session: '' };
  assert.ok(await app.sessionOf(session));

  await run('user_patch', { id: 'ann', password: 'battery-staple-8' });

  assert.equal(await app.sessionOf(session), undefined);
  assert.equal(await app.logIn('ann', 'correct-horse-9'), undefined);
  assert.ok(await app.logIn('ann', 'battery-staple-8'));
});
