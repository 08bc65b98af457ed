import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { ValidationError } from '#domain/errors.ts';
import type { PageRequest, PageResponse } from '#domain/page.ts';
import { prepareWeb } from '../../compile.ts';
import { type TestCatalogue, pageRequest, someone, testCatalogue } from '../../test-catalogue.ts';

const cache = mkdtempSync(join(tmpdir(), 'kokanee-web-'));
test.after(() => rmSync(cache, { recursive: true, force: true }));
await prepareWeb(cache);
const { makePages } = await import('#web/handler.tsx');

const user = { id: 'id-of-joe', name: 'joe', display_name: 'Joe', email: 'joe@example.org' };
const answers: TestCatalogue['answers'] = {
  user_show: () => user,
  user_patch: () => user,
  api_token_list: () => [],
  'page organizations of a user': () => [],
  'page groups of a user': () => [],
  organization_list: () => [],
  group_list: () => [],
};

async function send(
  url: string,
  form: PageRequest['form'] | undefined,
  more: Partial<PageRequest> = {},
  catalogue: Partial<TestCatalogue> = {},
): Promise<PageResponse & { html: string }> {
  const answer = await makePages(testCatalogue({ answers, ...catalogue }))(
    pageRequest(url, { ...(form !== undefined && { form }), ...more }),
  );
  assert.ok(answer !== undefined);
  return { ...answer, html: String(answer.body ?? '') };
}

const logIn: NonNullable<TestCatalogue['accounts']> = {
  logIn: async (name, password) => (name === 'joe' && password === 'right-password' ? { session: 'fresh', csrf: '' } : undefined),
};

test('logging in starts a new session and leads back, to this site only', async () => {
  const enter = async (cameFrom: string): Promise<PageResponse> =>
    send(`/user/login?came_from=${encodeURIComponent(cameFrom)}`, { login: ' joe ', password: 'right-password' }, {}, { accounts: logIn });
  const good = await enter('/dataset?q=a');

  assert.deepEqual([good.status, good.redirect, good.session], [303, '/dataset?q=a', 'fresh']);
  for (const evil of ['//evil.example', 'https://evil.example', '/\\evil.example', 'javascript:alert(1)'])
    assert.equal((await enter(evil)).redirect, '/dashboard/datasets');
});

test('an old session ends when another begins', async () => {
  const ended: string[] = [];
  await send(
    '/user/login',
    { login: 'joe', password: 'right-password' },
    { session: 'old', actor: someone() },
    { accounts: { ...logIn, logOut: async (session) => void ended.push(session) } },
  );

  assert.deepEqual(ended, ['old']);
});

test('a failed log-in says so beside its field, keeps the name and not the password', async () => {
  const { html, session, status } = await send('/user/login', { login: 'joe', password: 'wrong-password' }, {}, { accounts: logIn });

  assert.equal(status, 200);
  assert.equal(session, undefined);
  assert.match(html, /<title>Error: Log in/);
  assert.match(html, /value="joe"/);
  assert.doesNotMatch(html, /wrong-password/);
  assert.match(html, /aria-invalid="true" aria-describedby="login-error"/);
});

test('who must change his password sees nothing else before', async () => {
  const must = { actor: someone(), mustChangePassword: true };

  for (const url of ['/', '/dataset', '/user', '/nosuch']) assert.equal((await send(url, undefined, must)).redirect, '/dashboard/password');
  assert.match((await send('/dashboard/password', undefined, must)).html, /Choose your own password/);
  assert.equal((await send('/user/_logout', {}, must)).session, null);
});

test('a password is changed by those who know the present one, and the session with it', async () => {
  const patched: unknown[] = [];
  let right = 'right-password';
  const catalogue: Partial<TestCatalogue> = {
    answers: {
      ...answers,
      user_patch: (input) => {
        patched.push(input);
        right = String(input.password);
        return user;
      },
    },
    accounts: { logIn: async (_name, password) => (password === right ? { session: `for ${password}`, csrf: '' } : undefined) },
  };
  const change = (old: string, first: string, second = first): ReturnType<typeof send> =>
    send(
      '/dashboard/password',
      { old_password: old, password1: first, password2: second },
      { actor: someone(), session: 'old' },
      catalogue,
    );

  assert.match((await change('wrong-password', 'a new password')).html, /not your current password/);
  assert.match((await change(right, 'short')).html, /8 characters/);
  assert.match((await change(right, 'a new password', 'another')).html, /not the same/);
  assert.match((await change(right, right)).html, /must be another one/);
  assert.deepEqual(patched, []);
  const done = await change(right, 'a new password');
  assert.deepEqual(patched, [{ id: 'id-of-joe', password: 'a new password' }]);
  assert.deepEqual([done.redirect, done.session], ['/user?done=password', 'for a new password']);
});

test('what the catalogue says of a password stands beside its field', async () => {
  const { html } = await send(
    '/dashboard/password',
    { old_password: 'right-password', password1: 'a new password', password2: 'a new password' },
    { actor: someone() },
    {
      answers: {
        ...answers,
        user_patch: () => {
          throw new ValidationError({ password: ['Too common'] });
        },
      },
      accounts: logIn,
    },
  );

  assert.match(html, /id="password1-error"><span class="unseen">Error: <\/span>Too common/);
});

test('the account key stands last in the card on the left, covered', async () => {
  const { html } = await send('/user', undefined, { actor: someone() });
  const card = /<section class="card profile-card".*?<div class="account-main">/s.exec(html)?.[0] ?? '';

  assert.match(
    card,
    /<details class="reveal"><summary>.*?<\/summary><code id="key-text"[^>]*>11111111-2222-4333-8444-555555555555<\/code><\/details>/s,
  );
  assert.ok(card.indexOf('account-key') > card.indexOf('Change password'));
  assert.doesNotMatch((await send('/user', undefined)).html, /11111111-2222/);
  assert.doesNotMatch(
    (
      await send(
        '/user/joe',
        undefined,
        { actor: someone() },
        { answers: { ...answers, package_search: () => ({ count: 0, results: [] }) } },
      )
    ).html,
    /11111111-2222/,
  );
});

test('the key is regenerated by a form, for oneself only', async () => {
  const renewed: unknown[] = [];
  const accounts: TestCatalogue['accounts'] = {
    accountKey: async (actor, renew) => {
      renewed.push([actor.kind === 'user' && actor.name, renew]);
      return '';
    },
  };

  assert.equal((await send('/dashboard/key', {}, { actor: someone() }, { accounts })).redirect, '/user?done=key');
  assert.equal((await send('/dashboard/key', {}, {}, { accounts })).status, 403);
  assert.equal((await send('/dashboard/key', undefined, { actor: someone() }, { accounts })).status, 405);
  assert.deepEqual(renewed, [['joe', true]]);
});

test('a token is shown once, in the answer to its making', async () => {
  const catalogue: Partial<TestCatalogue> = {
    answers: { ...answers, api_token_create: (input) => ({ token: `token for ${String(input.name)}` }) },
    mayRun: (action) => action === 'api_token_list',
  };

  assert.match((await send('/user/joe/api-tokens', { name: 'night' }, { actor: someone() }, catalogue)).html, /value="token for night"/);
  assert.match((await send('/user/joe/api-tokens', { name: ' ' }, { actor: someone() }, catalogue)).html, /Give the token a name/);
  assert.equal(
    (await send('/user/joe/api-tokens', { name: 'x' }, { actor: someone('eve') }, { ...catalogue, mayRun: () => false })).status,
    403,
  );
});

test('tokens are revoked by their ids', async () => {
  const revoked: unknown[] = [];
  const catalogue: Partial<TestCatalogue> = {
    answers: {
      ...answers,
      api_token_revoke: (input) => {
        revoked.push(input);
        return null;
      },
    },
    mayRun: () => true,
  };
  const { redirect } = await send('/user/joe/api-tokens/revoke', { token: ['a', 'b'] }, { actor: someone() }, catalogue);

  assert.deepEqual(revoked, [{ jti: 'a' }, { jti: 'b' }]);
  assert.equal(redirect, '/user?done=revoked');
});
