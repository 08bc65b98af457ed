// The action endpoint: addresses, methods, envelopes, errors, identity.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { type House, aHouse, ann, ANNS_CSRF, ANNS_SESSION, ANNS_TOKEN, SITE } from './test-catalogue.ts';
import type { InjectedAnswer, InjectedRequest } from './server.ts';

let house: House;
before(async () => {
  house = await aHouse();
});
after(() => house.remove());

const ask = (request: InjectedRequest): Promise<InjectedAnswer> => house.server.inject(request);
const get = (url: string, headers: Record<string, string> = {}): Promise<InjectedAnswer> => ask({ url, headers });
const postJson = (url: string, body: string, headers: Record<string, string> = {}): Promise<InjectedAnswer> =>
  ask({ method: 'POST', url, body, headers: { 'content-type': 'application/json', ...headers } });

test('a success is wrapped in help, success and result', async () => {
  const answer = await get('/api/3/action/echo?id=1');

  assert.equal(answer.status, 200);
  assert.equal(answer.headers['content-type'], 'application/json;charset=utf-8');
  assert.deepEqual(JSON.parse(answer.text), {
    help: `${SITE}/api/3/action/help_show?name=echo`,
    success: true,
    result: { input: { id: '1' }, who: '' },
  });
});

test('a result that is bytes already is sent as it is, with its length in bytes', async () => {
  const answer = await get('/api/3/action/spliced');

  assert.deepEqual(JSON.parse(answer.text).result, { a: 'é' });
  assert.equal(Number(answer.headers['content-length']), answer.body.length);
});

test('the answer names itself, may be kept by nobody and cannot be taken for another type', async () => {
  const { headers } = await get('/api/3/action/echo');

  assert.match(String(headers['x-request-id']), /^\w+-\w+$/);
  assert.equal(headers['cache-control'], 'public, max-age=0, must-revalidate');
  assert.equal(headers['vary'], 'Cookie');
  assert.equal(headers['x-content-type-options'], 'nosniff');
  assert.equal(headers['x-powered-by'], undefined);
  assert.equal(headers['set-cookie'], undefined);
});

test('every address of an action answers the same, and similar ones do not', async () => {
  for (const url of ['/api/action/echo', '/api/3/action/echo?', '/api/3/action/ech%6F', '/fr/api/3/action/echo'])
    assert.equal((await get(url)).status, 200, url);
  for (const url of [
    '/api/1/action/echo',
    '/api/v3/action/echo',
    '/api/3/action/echo/',
    '/api/3/action//echo',
    '/API/3/action/echo',
    '/api/3/action',
    '/api/3/action/x/y',
    '/api/3/action/x%2Fy',
  ])
    assert.equal((await get(url)).status, 404, url);
});

test('a language before the path stands in the help address too', async () => {
  assert.equal(JSON.parse((await get('/fr/api/3/action/echo')).text).help, `${SITE}/fr/api/3/action/help_show?name=echo`);
});

test('an unknown action is a bare text, whatever the body holds', async () => {
  const expected = JSON.stringify('Bad request - Action name not known: no such');

  assert.deepEqual([(await get('/api/3/action/no%20such')).status, (await get('/api/3/action/no%20such')).text], [400, expected]);
  assert.equal((await postJson('/api/3/action/no%20such', 'not json')).text, expected);
  for (const name of ['__proto__', 'constructor', 'ECHO', 'echo%20']) assert.equal((await get(`/api/3/action/${name}`)).status, 400, name);
});

test('an action that writes is refused to GET and HEAD', async () => {
  const answer = await get('/api/3/action/change?id=1');

  assert.equal(answer.status, 400);
  assert.equal(answer.text, '"Bad request - JSON Error: Invalid request. Please use POST method for your request"');
  assert.equal((await ask({ method: 'HEAD', url: '/api/3/action/change' })).status, 400);
});

test('HEAD answers like GET without a body', async () => {
  const answer = await ask({ method: 'HEAD', url: '/api/3/action/spliced' });

  assert.equal(answer.status, 200);
  assert.equal(answer.body.length, 0);
  assert.equal(Number(answer.headers['content-length']), (await get('/api/3/action/spliced')).body.length);
});

test('other methods are refused as HTML, and OPTIONS tells which there are', async () => {
  for (const method of ['PUT', 'PATCH', 'DELETE', 'TRACE']) {
    const answer = await ask({ method, url: '/api/3/action/echo' });
    assert.deepEqual([answer.status, answer.headers['content-type']], [405, 'text/html; charset=utf-8'], method);
  }
  const options = await ask({ method: 'OPTIONS', url: '/api/3/action/echo', headers: { origin: 'https://example.org' } });
  assert.deepEqual([options.status, options.text, options.headers['allow']], [200, '', 'GET, HEAD, OPTIONS, POST']);
  assert.equal(options.headers['access-control-allow-origin'], undefined);
});

test('each class of error has its status and type', async () => {
  const expected: Record<string, [number, object]> = {
    missing: [404, { __type: 'Not Found Error', message: 'Not found' }],
    forbidden: [403, { __type: 'Authorization Error', message: 'Access denied: User  not authorized to read package 1' }],
    invalid: [409, { __type: 'Validation Error', name: ['Missing value'] }],
    structure: [400, { __type: 'Integrity Error', message: 'Only lists', data: { tags: 'x' } }],
    away: [503, { __type: 'Service Unavailable', message: 'The database is away' }],
  };
  for (const [kind, [status, error]] of Object.entries(expected)) {
    const answer = await get(`/api/3/action/refuse?kind=${kind}`);
    assert.equal(answer.status, status);
    assert.deepEqual(JSON.parse(answer.text), { help: `${SITE}/api/3/action/help_show?name=refuse`, success: false, error });
  }
  assert.equal((await get('/api/3/action/refuse?kind=away')).headers['retry-after'], '7');
});

test('a fault of ours shows a reference, which the log has with the cause, and nothing of the cause', async () => {
  const answer = await get('/api/3/action/refuse?kind=fault');

  assert.equal(answer.status, 500);
  assert.equal(JSON.parse(answer.text).error.__type, 'Internal Server Error');
  assert.ok(answer.text.includes(String(answer.headers['x-request-id'])));
  assert.doesNotMatch(answer.text, /select|secret|\.ts/);
  assert.match(String(house.faults.at(-1)), /select \* from secret/);
});

test('a token or key is taken from either header, with or without the word Bearer', async () => {
  const who = async (headers: Record<string, string>): Promise<string> =>
    JSON.parse((await get('/api/3/action/echo', headers)).text).result.who;

  assert.equal(await who({ authorization: ANNS_TOKEN }), 'ann');
  assert.equal(await who({ authorization: `Bearer ${ANNS_TOKEN}` }), 'ann');
  assert.equal(await who({ authorization: `bearer  ${ANNS_TOKEN}` }), 'ann');
  assert.equal(await who({ 'x-ckan-api-key': ANNS_TOKEN }), 'ann');
  assert.equal(await who({ authorization: 'nonsense', 'x-ckan-api-key': ANNS_TOKEN }), 'ann');
});

test('anything else is nobody, and no error', async () => {
  for (const authorization of ['nonsense', '', 'Basic YTpi', `Token ${ANNS_TOKEN}`, `"${ANNS_TOKEN}"`, 'x'.repeat(9000)]) {
    const answer = await get('/api/3/action/echo', { authorization });
    assert.deepEqual([answer.status, JSON.parse(answer.text).result.who], [200, ''], authorization);
  }
});

test('the header that the site names for tokens is read as well', async () => {
  const other = await aHouse({ settings: { apitoken_header_name: 'X-Our-Key' } });

  const answer = await other.server.inject({ url: '/api/3/action/echo', headers: { 'x-our-key': ANNS_TOKEN } });

  assert.equal(JSON.parse(answer.text).result.who, 'ann');
  await other.remove();
});

test('a log-in session counts for the API: for reading at once, for writing with its token', async () => {
  const cookie = `kokanee=${ANNS_SESSION}`;

  assert.equal(JSON.parse((await get('/api/3/action/echo', { cookie })).text).result.who, 'ann');
  assert.equal((await postJson('/api/3/action/change', '{}', { cookie })).status, 400);
  assert.equal((await postJson('/api/3/action/change', '{}', { cookie, 'x-csrftoken': 'wrong' })).status, 400);
  const genuine = await postJson('/api/3/action/change', `{"_csrf_token":"${ANNS_CSRF}","a":1}`, { cookie });
  assert.deepEqual(JSON.parse(genuine.text).result, { input: { a: 1 }, who: 'ann' });
  assert.equal((await postJson('/api/3/action/change', '{}', { cookie, 'x-csrftoken': ANNS_CSRF })).status, 200);
});

test('a token beats the cookie and needs no other proof', async () => {
  const answer = await postJson('/api/3/action/change', '{}', { cookie: `kokanee=${ANNS_SESSION}`, authorization: ANNS_TOKEN });

  assert.equal(JSON.parse(answer.text).result.who, 'ann');
});

test('a session is nobody where the site says so, and until its password is changed', async () => {
  const strict = await aHouse({ settings: { 'ckan.auth.enable_cookie_auth_in_api': 'false' } });
  const fresh = await aHouse({ catalogue: { sessionOf: async () => ({ actor: ann, csrf: 'c', mustChangePassword: true }) } });
  for (const { server, remove } of [strict, fresh]) {
    const answer = await server.inject({ url: '/api/3/action/echo', headers: { cookie: `kokanee=${ANNS_SESSION}` } });
    assert.equal(JSON.parse(answer.text).result.who, '');
    await remove();
  }
});

test('pages of other sites are let in where the settings name them', async () => {
  const open = await aHouse({ settings: { 'ckan.cors.origin_whitelist': 'https://a.example https://b.example' } });
  const asked = (origin: string): Promise<InjectedAnswer> => open.server.inject({ url: '/api/3/action/echo', headers: { origin } });

  const allowed = (await asked('https://b.example')).headers;
  assert.equal(allowed['access-control-allow-origin'], 'https://b.example');
  assert.equal(allowed['access-control-allow-headers'], 'Authorization, X-CKAN-API-Key, Content-Type');
  assert.equal(allowed['vary'], 'Cookie, Origin');
  assert.equal((await asked('https://c.example')).headers['access-control-allow-origin'], undefined);
  const preflight = await open.server.inject({ method: 'OPTIONS', url: '/api/3/action/echo', headers: { origin: 'https://b.example' } });
  assert.equal(preflight.headers['access-control-allow-methods'], 'POST, PUT, GET, DELETE, OPTIONS');
  await open.remove();
});

test('with a lifetime set, only the answers for everybody may be kept', async () => {
  const kept = await aHouse({ settings: { 'ckan.cache_expires': '600' } });

  const anyone = (await kept.server.inject({ url: '/api/3/action/echo' })).headers;
  const known = (await kept.server.inject({ url: '/api/3/action/echo', headers: { authorization: ANNS_TOKEN } })).headers;

  assert.equal(anyone['cache-control'], 'public, max-age=600, must-revalidate');
  assert.equal(known['cache-control'], 'private, max-age=0, must-revalidate');
  assert.match(String(anyone['vary']), /Authorization/);
  await kept.remove();
});
