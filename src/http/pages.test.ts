// The way to the pages: what a page is told, what may be sent to it, what it sends back.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { NotAuthorized, NotFound, Unavailable } from '#domain/errors.ts';
import type { PageRequest, PageResponse } from '#domain/page.ts';
import { type House, aHouse, ANNS_CSRF, ANNS_SESSION, ANNS_TOKEN, type HouseParts, showing, SITE } from './test-catalogue.ts';
import type { InjectedRequest } from './server.ts';

type Seen = { request?: PageRequest };
type Rendered = (request: PageRequest) => PageResponse | undefined | Promise<PageResponse | undefined>;

/** A house whose pages are one function; `seen` holds what it was last asked. */
async function aHouseWith(render: Rendered, parts: HouseParts = {}): Promise<House & { seen: Seen }> {
  const seen: Seen = {};
  const pages = async (request: PageRequest): Promise<PageResponse | undefined> => {
    seen.request = request;
    return render(request);
  };
  return { ...(await aHouse({ ...parts, extras: { pages, ...parts.extras } })), seen };
}

const FORM = { 'content-type': 'application/x-www-form-urlencoded' };
const SESSION = { cookie: `kokanee=${ANNS_SESSION}` };
const form = (body: string, headers: Record<string, string> = {}): InjectedRequest => ({
  method: 'POST',
  url: '/user/login',
  body,
  headers: { ...FORM, ...headers },
});
const cookiesOf = (headers: Readonly<Record<string, unknown>>): string[] => [headers['set-cookie'] ?? []].flat().map(String);

test('a page is told path, language, query, cookies and who asks, and nothing of a signed-in person is kept', async () => {
  const house = await aHouseWith(() => ({ body: 'hello' }));

  const answer = await house.server.inject({
    url: '/fr/dataset/caf%C3%A9/?tags=a&tags=b&q=',
    headers: { cookie: `kokanee=${ANNS_SESSION}; theme="dark"; theme=light; broken` },
  });

  assert.deepEqual(
    [answer.status, answer.text, answer.headers['content-type'], answer.headers['cache-control']],
    [200, 'hello', 'text/html; charset=utf-8', 'no-store'],
  );
  const { request } = house.seen;
  assert.deepEqual(
    [request?.method, request?.path, request?.locale, request?.url],
    ['GET', '/dataset/café', 'fr', '/fr/dataset/caf%C3%A9/?tags=a&tags=b&q='],
  );
  assert.deepEqual(request?.query, { tags: ['a', 'b'], q: '' });
  assert.deepEqual(request?.cookies, { kokanee: ANNS_SESSION, theme: 'dark' });
  assert.deepEqual([request?.actor.kind, request?.session], ['user', ANNS_SESSION]);
  await house.remove();
});

test('no page can run foreign scripts, be framed or be read as another type', async () => {
  const house = await aHouseWith(() => ({
    body: 'x',
    headers: { 'Content-Security-Policy': "script-src 'unsafe-inline'", 'X-Other': '1' },
  }));

  const { headers } = await house.server.inject({ url: '/' });

  assert.match(String(headers['content-security-policy']), /default-src 'none'; script-src 'self';.*frame-ancestors 'none'/);
  assert.doesNotMatch(String(headers['content-security-policy']), /unsafe/);
  assert.deepEqual(
    [headers['x-content-type-options'], headers['referrer-policy'], headers['x-other'], headers['x-powered-by']],
    ['nosniff', 'strict-origin-when-cross-origin', '1', undefined],
  );
  await house.remove();
});

test('HEAD asks for the page as GET does and sends no body', async () => {
  const house = await aHouseWith(({ method }) => ({ body: method }));

  const answer = await house.server.inject({ method: 'HEAD', url: '/' });

  assert.deepEqual([answer.status, answer.text, Number(answer.headers['content-length'])], [200, '', 3]);
  await house.remove();
});

test('a form known by a session must show the token of that session', async () => {
  const house = await aHouseWith(({ form: fields }) => ({ body: JSON.stringify(fields) }));
  const status = async (request: InjectedRequest): Promise<number> => (await house.server.inject(request)).status;

  assert.equal(await status(form('a=1', SESSION)), 400);
  assert.equal(await status(form('a=1&_csrf_token=wrong', SESSION)), 400);
  assert.equal(await status(form(`a=1&_csrf_token=${ANNS_CSRF}x`, SESSION)), 400);
  assert.equal(house.seen.request, undefined);
  const genuine = await house.server.inject(form(`a=1&a=2&_csrf_token=${ANNS_CSRF}`, SESSION));
  assert.deepEqual([genuine.status, JSON.parse(genuine.text)], [200, { a: ['1', '2'] }]);
  await house.remove();
});

test('a visitor gets a token of his own when a page asks for one, and must show it', async () => {
  const house = await aHouseWith((request) => ({ body: request.path === '/plain' ? '' : request.csrf }));

  assert.deepEqual(cookiesOf((await house.server.inject({ url: '/plain' })).headers), []);
  const shown = await house.server.inject({ url: '/user/login' });
  const [cookie = ''] = cookiesOf(shown.headers);
  assert.match(cookie, /^kokanee_visitor=[\w-]{32}; Path=\/; HttpOnly; SameSite=Lax$/);
  const kept = { cookie: cookie.split(';', 1)[0] ?? '' };
  const again = await house.server.inject({ url: '/user/login', headers: kept });
  assert.deepEqual(cookiesOf(again.headers), []);
  for (const token of [shown.text, again.text]) assert.equal((await house.server.inject(form(`_csrf_token=${token}`, kept))).status, 200);
  assert.equal((await house.server.inject(form('_csrf_token=', { cookie: 'kokanee_visitor=' }))).status, 400);
  assert.equal((await house.server.inject(form(`_csrf_token=${shown.text}`))).status, 400);
  await house.remove();
});

test('the token looks different on each page, so that no compression can tell it, and forms may show it bare', async () => {
  const house = await aHouseWith(({ method, csrf }) => ({ body: method === 'GET' ? csrf : '' }));

  const [one, two] = await Promise.all([1, 2].map(() => house.server.inject({ url: '/x', headers: SESSION })));
  assert.notEqual(one?.text, two?.text);
  assert.equal(one?.text.includes(ANNS_CSRF), false);
  for (const token of [one?.text, two?.text, ANNS_CSRF])
    assert.equal((await house.server.inject(form(`_csrf_token=${token}`, SESSION))).status, 200);
  for (const token of ['m.', 'm..', 'm.AAAA.AAAA', `${one?.text}A`.slice(1)])
    assert.equal((await house.server.inject(form(`_csrf_token=${token}`, SESSION))).status, 400, token);
  await house.remove();
});

test('who is known by a token in a header needs no other', async () => {
  const house = await aHouseWith(() => ({ body: '' }));

  assert.equal((await house.server.inject(form('a=1', { authorization: ANNS_TOKEN }))).status, 200);
  await house.remove();
});

test('logging in and out sets and takes away the session', async () => {
  const house = await aHouseWith(({ path }) => ({ redirect: '/dashboard', status: 303, session: path === '/in' ? 'fresh' : null }), {
    url: 'https://data.example.org',
  });

  const into = await house.server.inject({ url: '/in' });
  const out = await house.server.inject({ url: '/out' });

  assert.deepEqual([into.status, into.headers['location']], [303, 'https://data.example.org/dashboard']);
  assert.deepEqual(cookiesOf(into.headers), ['kokanee=fresh; Path=/; HttpOnly; SameSite=Lax; Secure']);
  assert.deepEqual(cookiesOf(out.headers), ['kokanee=; Path=/; HttpOnly; SameSite=Lax; Secure; Max-Age=0']);
  await house.remove();
});

test('a redirect leads where the page says, and never to a host that a path hides', async () => {
  const house = await aHouseWith(({ query }) => ({ redirect: String(query['to']) }));
  const locationOf = async (to: string): Promise<unknown> =>
    (await house.server.inject({ url: `/x?to=${encodeURIComponent(to)}` })).headers['location'];

  assert.equal(await locationOf('/a b?q=é'), `${SITE}/a%20b?q=%C3%A9`);
  assert.equal(await locationOf('https://example.org/'), 'https://example.org/');
  assert.equal(await locationOf('/a\r\nSet-Cookie: x=1'), `${SITE}/a%0D%0ASet-Cookie:%20x=1`);
  for (const hidden of ['//evil.example', '/\\evil.example', 'javascript:alert(1)', 'evil.example', ''])
    assert.equal(await locationOf(hidden), `${SITE}/`, hidden);
  await house.remove();
});

test('a cookie cannot carry another header', async () => {
  const house = await aHouseWith(() => ({ body: '', cookies: [{ name: 'theme', value: 'a;b\r\nX: y', maxAgeSeconds: 60 }] }));

  assert.deepEqual(cookiesOf((await house.server.inject({ url: '/' })).headers), [
    'theme=a%3Bb%0D%0AX%3A%20y; Path=/; HttpOnly; SameSite=Lax; Max-Age=60',
  ]);
  await house.remove();
});

test('a file in a form is stored once the form has shown its token', async () => {
  const house = await aHouseWith(({ form: fields, files }) => ({
    body: JSON.stringify([fields, files['image_upload']?.fileName, Object.keys(files).length]),
  }));
  const part = (parameters: string, value: string): string => `--b\r\nContent-Disposition: form-data; ${parameters}\r\n\r\n${value}\r\n`;
  const token = part('name="_csrf_token"', ANNS_CSRF);
  const files = part('name="image_upload"; filename="a.png"', 'x') + part('name="other"; filename="b"', 'x');
  const send = (body: string) =>
    house.server.inject({
      method: 'POST',
      url: '/group/new',
      body: `${body}--b--\r\n`,
      headers: { ...SESSION, 'content-type': 'multipart/form-data; boundary=b' },
    });

  const forged = await send(files + token);
  assert.deepEqual([forged.status, await house.stored()], [400, []]);
  const genuine = await send(token + part('name="title"', 'T') + files);
  assert.deepEqual([genuine.text, (await house.stored()).length], ['[{"title":"T"},"a.png",1]', 1]);
  await house.remove();
});

test('a form of ours whose token fits no more is shown again and not taken, its files left unread', async () => {
  const shown: PageRequest[] = [];
  const unprovenForm = async (request: PageRequest): Promise<PageResponse> => {
    shown.push(request);
    return { status: 403, body: JSON.stringify(request.form) };
  };
  const house = await aHouseWith(() => ({ body: 'taken' }), { extras: { unprovenForm } });
  const send = (headers: Record<string, string>, body = '_csrf_token=old&title=a+b&title=c') => house.server.inject(form(body, headers));
  const file =
    '--b\r\nContent-Disposition: form-data; name="title"\r\n\r\nT\r\n--b\r\nContent-Disposition: form-data; name="image_upload"; filename="a.png"\r\n\r\nx\r\n--b--\r\n';

  for (const ours of [{ 'sec-fetch-site': 'same-origin' }, { origin: 'http://localhost' }, { origin: 'http://localhost:80' }] as Record<
    string,
    string
  >[]) {
    const answer = await send({ host: 'localhost', ...ours });
    assert.deepEqual([answer.status, answer.text], [403, '{"title":["a b","c"]}'], JSON.stringify(ours));
  }
  for (const foreign of [
    {},
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
    { 'sec-fetch-site': 'none' },
    { 'sec-fetch-site': 'cross-site', origin: 'http://localhost', host: 'localhost' },
    { origin: 'https://evil.example', host: 'localhost' },
    { origin: 'null', host: 'localhost' },
    { origin: 'http://localhost.evil.example', host: 'localhost' },
  ] as Record<string, string>[])
    assert.equal((await send(foreign)).status, 400, JSON.stringify(foreign));
  const withFile = await send({ 'sec-fetch-site': 'same-origin', 'content-type': 'multipart/form-data; boundary=b', ...SESSION }, file);

  assert.deepEqual([withFile.status, withFile.text, await house.stored()], [403, '{"title":"T"}', []]);
  assert.equal(house.seen.request, undefined);
  assert.ok(shown.every((request) => Object.keys(request.files).length === 0));
  await house.remove();
});

test('a page reads forms only, and none that is too large', async () => {
  const house = await aHouseWith(() => ({ body: '' }));

  assert.equal(
    (await house.server.inject({ method: 'POST', url: '/x', body: '{}', headers: { 'content-type': 'application/json', ...SESSION } }))
      .status,
    415,
  );
  assert.equal(
    (await house.server.inject({ ...form('', SESSION), headers: { ...FORM, ...SESSION, 'content-length': '99999999' } })).status,
    413,
  );
  await house.remove();
});

test('an address without a page is 404, takes no form, and no other method', async () => {
  const house = await aHouseWith(() => undefined, { extras: { takesForm: (path) => path === '/user/login' } });

  for (const [method, url, status] of [
    ['GET', '/nosuch', 404],
    ['GET', '/nosuch/', 404],
    ['GET', '/%', 404],
    ['GET', '/dataset/%FF', 404],
    ['POST', '/nosuch', 405],
    ['DELETE', '/dataset/', 405],
    ['PUT', '/', 405],
  ] as const) {
    const answer = await house.server.inject({ method, url });
    assert.deepEqual(
      [answer.status, answer.headers['content-type'], answer.headers['cache-control']],
      [status, 'text/html; charset=utf-8', 'private'],
      `${method} ${url}`,
    );
  }
  assert.equal((await house.server.inject(form('a=1'))).status, 400);
  await house.remove();
});

test('an error is rendered by the pages if they can, with its own status', async () => {
  const errors: Record<string, Error> = {
    '/missing': new NotFound('x'),
    '/forbidden': new NotAuthorized(),
    '/away': new Unavailable('Come back soon', 9),
    '/fault': new Error('select 1'),
  };
  const render = ({ path }: PageRequest): never => {
    throw errors[path];
  };
  const house = await aHouseWith(render, {
    extras: { errorPage: async ({ status, detail, requestId }) => ({ status: 200, body: `${status} ${detail} ${requestId}` }) },
  });

  assert.match((await house.server.inject({ url: '/missing' })).text, /^404 There is nothing/);
  assert.equal((await house.server.inject({ url: '/forbidden' })).status, 403);
  const away = await house.server.inject({ url: '/away' });
  assert.deepEqual([away.status, away.headers['retry-after']], [503, '9']);
  const fault = await house.server.inject({ url: '/fault' });
  assert.equal(fault.status, 500);
  assert.match(fault.text, new RegExp(`^500 Something went wrong on our side. Reference: ${String(fault.headers['x-request-id'])}`));
  assert.equal(String(house.faults.at(-1)), 'Error: select 1');
  await house.remove();
});

test('an error page that fails itself gives way to a plain one', async () => {
  const house = await aHouseWith(() => undefined, {
    extras: {
      errorPage: async () => {
        throw new Error('broken');
      },
    },
  });

  const answer = await house.server.inject({ url: '/nosuch' });

  assert.equal(answer.status, 404);
  assert.match(answer.text, /<h1>Not Found<\/h1>/);
  await house.remove();
});

test('a page by its id leads to the page by its name', async () => {
  const id = '0f8fad5b-d9cb-469f-a165-70867728950e';
  const things = { [id]: { id, name: 'rivers' } };
  const house = await aHouseWith(() => ({ body: 'page' }), {
    actions: [showing('package_show', things), showing('organization_show', things)],
  });
  const goes = async (url: string): Promise<unknown[]> => [
    (await house.server.inject({ url })).status,
    (await house.server.inject({ url })).headers['location'],
  ];

  assert.deepEqual(await goes(`/dataset/${id}?a=1`), [302, `${SITE}/dataset/rivers`]);
  assert.deepEqual(await goes(`/fr/organization/${id}?a=1`), [302, `${SITE}/fr/organization/rivers?a=1`]);
  assert.deepEqual(await goes(`/group/${id}`), [200, undefined]);
  assert.deepEqual(await goes(`/dataset/${id}/resource/x`), [200, undefined]);
  assert.deepEqual(await goes(`/dataset/1${id.slice(1)}`), [200, undefined]);
  await house.remove();
});

test('old addresses lead to the present ones', async () => {
  const house = await aHouseWith(() => ({ body: 'page' }));
  const goes = async (url: string, headers = {}): Promise<unknown[]> => [
    (await house.server.inject({ url, headers })).status,
    (await house.server.inject({ url, headers })).headers['location'],
  ];

  assert.deepEqual(await goes('/package/rivers'), [301, `${SITE}/dataset/rivers`]);
  assert.deepEqual(await goes('/package'), [301, `${SITE}/dataset`]);
  assert.deepEqual(await goes('/zh_CN/dataset/?q=1'), [308, `${SITE}/zh_Hans_CN/dataset/?q=1`]);
  assert.deepEqual(await goes('/user/me'), [302, `${SITE}/dashboard/datasets`]);
  for (const path of ['/dashboard', '/dashboard/', '/dashboard/groups'])
    assert.deepEqual(await goes(path), [302, `${SITE}/user/login`], path);
  assert.deepEqual(await goes('/dashboard', SESSION), [200, undefined]);
  await house.remove();
});
