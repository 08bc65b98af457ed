import assert from 'node:assert/strict';
import { test } from 'node:test';
import { nameOf } from '#domain/actor.ts';
import type { HttpServer, InjectedAnswer } from '#http/server.ts';
import { aCatalogue } from '#support/catalogue.ts';

const PASSWORD = 'correct-horse-9';
const { app, run, aUser } = await aCatalogue({
  settings: { 'kokanee.trusted_proxies': '127.0.0.1', 'ckan.site_url': 'https://data.example.org' },
});
const door = await app.door();
await aUser('ann');

const cookiesIn = ({ headers }: InjectedAnswer): string[] => [headers['set-cookie'] ?? []].flat().map(String);
const sessionIn = (answer: InjectedAnswer): string | undefined =>
  cookiesIn(answer)
    .map((cookie) => /^kokanee=([^;]+)/.exec(cookie)?.[1])
    .find((text) => text !== undefined);

const ownerOf = async (session: string): Promise<string | undefined> => {
  const found = await app.sessionOf(session);
  return found && nameOf(found.actor);
};

/** Sends the form of the log-in page, as a browser at this address would. */
async function logIn(
  login: string,
  password: string,
  { from = '192.0.2.1', session, at = door }: { from?: string; session?: string; at?: HttpServer } = {},
): Promise<InjectedAnswer> {
  const own = session === undefined ? '' : `; kokanee=${session}`;
  const shown = await at.inject({ url: '/user/_logout', headers: session === undefined ? {} : { cookie: `kokanee=${session}` } });
  const token = /name="_csrf_token" value="([^"]+)"/.exec(shown.text)?.[1] ?? '';
  const visitor = (cookiesIn(shown)[0] ?? '').split(';')[0] ?? '';
  return at.inject({
    method: 'POST',
    url: '/user/login',
    headers: { 'content-type': 'application/x-www-form-urlencoded', cookie: `${visitor}${own}`, 'x-forwarded-for': from },
    body: new URLSearchParams({ login, password, _csrf_token: token }).toString(),
  });
}

test('a session comes in a cookie that no script reads, no other site sends and no plain line carries', async () => {
  const answer = await logIn('ann', PASSWORD);

  assert.equal(answer.status, 303);
  assert.match(cookiesIn(answer).join('\n'), /^kokanee=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax; Secure$/m);
});

test('logging in begins a new session and ends the one that was presented', async () => {
  const old = sessionIn(await logIn('ann', PASSWORD)) ?? '';

  const fresh = sessionIn(await logIn('ann', PASSWORD, { session: old })) ?? '';

  assert.notEqual(fresh, old);
  assert.deepEqual([await app.sessionOf(old), await ownerOf(fresh)], [undefined, 'ann']);
});

test('a session that somebody else planted is never taken over', async () => {
  const planted = 'planted-session-text';

  const answer = await logIn('ann', PASSWORD, { session: planted });

  assert.notEqual(sessionIn(answer), planted);
  assert.equal(await app.sessionOf(planted), undefined);
});

test('after ten wrong passwords the eleventh try is refused, right or wrong, with the time to wait', async () => {
  await aUser('bea');
  const { token } = await run<{ token: string }>('api_token_create', { user: 'bea', name: 't' });
  const open = sessionIn(await logIn('bea', PASSWORD, { from: '192.0.2.50' })) ?? '';
  for (let n = 0; n < 10; n++) assert.equal((await logIn('bea', 'wrong-horse-9')).status, 200);

  const refused = await logIn('bea', PASSWORD);

  assert.deepEqual([refused.status, sessionIn(refused)], [429, undefined]);
  const wait = Number(refused.headers['retry-after']);
  assert.ok(wait > 60 && wait <= 90, String(wait));
  assert.match(refused.text, new RegExp(`Too many attempts to log in\\. Try again in ${wait} seconds\\.`));
  assert.equal(await ownerOf(open), 'bea');
  assert.equal((await app.actorOf(token))?.kind, 'user');
  assert.equal((await logIn('bea', PASSWORD, { from: '192.0.2.51' })).status, 303);
});

test('a name that belongs to nobody is answered and refused in the same words', async () => {
  await aUser('cora');
  const told = async (name: string, from: string): Promise<string[]> => {
    const answers: string[] = [];
    for (let n = 0; n < 11; n++) {
      const { status, text } = await logIn(name, 'wrong-horse-9', { from });
      answers.push(`${status} ${/<div class="notice notice-danger".*?<\/div>/s.exec(text)?.[0].replace(/\d+ seconds/, '')}`);
    }
    return answers;
  };

  assert.deepEqual(await told('cora', '192.0.2.60'), await told('nobody', '192.0.2.61'));
});

test('twenty at once are no more than ten', async () => {
  await aUser('dana');

  const answers = await Promise.all(Array.from({ length: 20 }, () => logIn('dana', 'wrong-horse-9', { from: '192.0.2.70' })));

  assert.equal(answers.filter(({ status }) => status === 200).length, 10);
});

test('a header that no proxy of ours wrote does not make another address', async () => {
  const bare = await aCatalogue();
  const at = await bare.app.door();
  await bare.aUser('ann');
  for (let n = 0; n < 10; n++) await logIn('ann', 'wrong-horse-9', { at, from: `192.0.2.${n}` });

  assert.equal((await logIn('ann', PASSWORD, { at, from: '192.0.2.99' })).status, 429);
});

test('the present password is not guessed by changing it either', async () => {
  await aUser('eli');
  const session = sessionIn(await logIn('eli', PASSWORD, { from: '192.0.2.80' })) ?? '';
  const headers = { cookie: `kokanee=${session}`, 'content-type': 'application/x-www-form-urlencoded', 'x-forwarded-for': '192.0.2.80' };
  const { csrf = '' } = (await app.sessionOf(session)) ?? {};
  const change = (old: string): Promise<InjectedAnswer> =>
    door.inject({
      method: 'POST',
      url: '/dashboard/password',
      headers,
      body: new URLSearchParams({
        old_password: old,
        password1: 'another-horse-9',
        password2: 'another-horse-9',
        _csrf_token: csrf,
      }).toString(),
    });
  for (let n = 0; n < 10; n++) assert.equal((await change('wrong-horse-9')).status, 200);

  assert.equal((await change(PASSWORD)).status, 429);
  assert.notEqual(await app.sessionOf(session), undefined);
});
