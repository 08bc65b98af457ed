/** Hostile texts in every address: no parameter and no part of a path comes alive, leads away or becomes a header. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { InjectedAnswer, InjectedRequest } from '#http/server.ts';
import { ADDRESSES, ELSEWHERE, LINES, MARKDOWN, MARKUP } from './hostile.ts';
import { livePartsOf } from './live-parts.ts';
import { type Caller, addressOf, aWorld } from './world.ts';

const SITE = 'http://kokanee.test';
const world = await aWorld();
const [plain] = await world.plant(['A plain text']);
assert.ok(plain !== undefined);
const things = plain;
const CALLERS: readonly Caller[] = ['anonymous', 'sysadmin'];
const pages = world.pages.filter(({ methods }) => methods.includes('GET')).map(({ path }) => path);

/** Every name that some page reads from its query, and some that none does. */
const PARAMETERS = [
  ...['q', 'sort', 'page', 'organization', 'groups', 'tags', 'res_format', 'license_id', '_tags_limit', 'ext_bbox', 'author', 'title'],
  ...['came_from', 'next', 'url', 'return_to', 'done', 'error', 'user', 'name', 'order_by', 'limit', 'id', 'key', 'group', 'owner_org'],
  ...['view_id', 'activity_id', 'filters', 'groups__0__id', 'extras__0__key', 'notes', 'tag_string', 'email', 'fullname', 'image_url'],
  ...['description', 'role', 'capacity', 'save', 'cancel', 'state', 'callback', 'format', 'letter', 'from', 'to', 'type', 'xq7"><script>'],
];

function faultsOf(what: string, { status, text, headers }: InjectedAnswer): string[] {
  const wrong = status >= 500 ? [`${what}: ${status}`] : [];
  if (headers['x-injected'] !== undefined || /xq7=1/.test(String(headers['set-cookie']))) wrong.push(`${what}: a header of its own`);
  const location = headers.location;
  if (location !== undefined && new URL(String(location), SITE).origin !== SITE) wrong.push(`${what}: leads to ${String(location)}`);
  if (status >= 300 && status < 400) return wrong;
  return String(headers['content-type']).startsWith('text/html')
    ? [...wrong, ...livePartsOf(text).map((part) => `${what}: ${part}`)]
    : wrong;
}

async function faultsAt(request: InjectedRequest & { readonly url: string }): Promise<string[]> {
  const found = await Promise.all(CALLERS.map(async (caller) => faultsOf(`${request.url} as ${caller}`, await world.ask(request, caller))));
  return found.flat();
}

const withQuery = (path: string, pairs: readonly (readonly [string, string])[]): string =>
  `${path}?${new URLSearchParams(pairs.map(([name, value]) => [name, value])).toString()}`;

for (const path of pages) {
  test(`no parameter comes alive on ${path}`, async () => {
    const address = addressOf(path, things);
    const wrong: string[] = [];
    for (const text of [...MARKUP, ...MARKDOWN, ...ADDRESSES, ...LINES])
      wrong.push(
        ...(await faultsAt({
          url: withQuery(
            address,
            PARAMETERS.filter((name) => !/^(page|sort)$/.test(name)).map((name) => [name, text]),
          ),
        })),
      );
    for (const name of PARAMETERS)
      for (const text of ['"\'><script>alert("xq7")</script><img src=x onerror=alert(7)>', 'javascript:alert(7)'])
        wrong.push(...(await faultsAt({ url: withQuery(address, [[name, text]]) })));

    assert.deepEqual(wrong.slice(0, 10), []);
  });
}

test('no part of a path comes alive', async () => {
  const wrong: string[] = [];
  for (const path of pages)
    for (const text of [...MARKUP, ...LINES, '%', '%FF', '%00', '..', '__proto__', 'constructor', 'a'.repeat(3_000)]) {
      const url = path.replaceAll(/:\w+/g, () => (/^%/.test(text) ? text : encodeURIComponent(text)));
      wrong.push(...(await faultsAt({ url })));
    }

  assert.deepEqual(wrong.slice(0, 10), []);
});

test('no address leads to another site', async () => {
  const wrong: string[] = [];
  for (const target of ELSEWHERE) {
    for (const name of ['came_from', 'next', 'url', 'return_to', 'r'])
      for (const path of [...pages.map((one) => addressOf(one, things)), '/util/redirect', '/client-api/login'])
        wrong.push(...(await faultsAt({ url: withQuery(path, [[name, target]]) })));
    for (const url of [
      target,
      `/${target}`,
      `/en/${target}`,
      `/package/${target}`,
      `/group/list/${target}`,
      `/dataset/${target}/`,
      `/users/${target}`,
    ])
      if (/^\/[^\t]*$/.test(url)) wrong.push(...(await faultsAt({ url })));
  }

  assert.deepEqual(wrong.slice(0, 10), []);
});

test('logging in and out leads to no other site', async () => {
  const wrong: string[] = [];
  for (const target of ELSEWHERE) {
    const page = await world.ask({ url: withQuery('/user/login', [['came_from', target]]) }, 'anonymous');
    const cookie = String(page.headers['set-cookie']).split(';')[0] ?? '';
    const csrf = /name="_csrf_token" value="([^"]+)"/.exec(page.text)?.[1] ?? '';
    const form = { login: 'root', password: 'correct-horse-9', came_from: target, next: target, _csrf_token: csrf };
    const answer = await world.ask(formOf(withQuery('/user/login', [['came_from', target]]), form, { cookie }), 'anonymous');
    assert.equal(answer.status, 303);
    wrong.push(...faultsOf(`log-in for ${target}`, answer));
    const out = await world.ask(formOf('/user/_logout', { came_from: target, _csrf_token: csrf }, { cookie: `${cookie}` }), 'anonymous');
    wrong.push(...faultsOf(`log-out for ${target}`, out));
  }

  assert.deepEqual(wrong, []);
});

const formOf = (url: string, fields: Readonly<Record<string, string>>, headers: Record<string, string>): InjectedRequest => ({
  method: 'POST',
  url,
  headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
  body: new URLSearchParams(fields).toString(),
});

test('what a client says in its headers stays out of pages, addresses and headers', async () => {
  const wrong: string[] = [];
  for (const text of ['evil.example', '"><script>xq7()</script>', 'evil.example\\r\\nX-Injected: 1'])
    for (const url of [
      '/',
      '/dataset',
      `/dataset/${things.dataset}`,
      '/user/me',
      '/nosuch',
      '/api/3/action/package_list',
      '/feeds/dataset.atom',
    ])
      for (const caller of CALLERS) {
        const headers = {
          host: 'evil.example',
          'x-forwarded-host': text,
          'x-forwarded-proto': text,
          'x-forwarded-for': text,
          referer: text,
          'user-agent': text,
          'x-request-id': text,
          'accept-language': text,
        };
        const answer = await world.ask({ url, headers }, caller);
        wrong.push(...faultsOf(`${url} with ${text}`, answer));
        if (answer.text.includes('evil.example')) wrong.push(`${url} repeats ${text}`);
        if (/[<>"\\]/.test(String(answer.headers['x-request-id']))) wrong.push(`${url} repeats the id ${text}`);
      }

  assert.deepEqual(wrong, []);
});

test('a callback is a name or nothing, and an answer to one is a script that no page takes for itself', async () => {
  for (const callback of [...MARKUP, 'alert(1)//', 'a;b', 'a\r\nb', 'x'.repeat(500)]) {
    const { headers, text } = await world.ask({ url: withQuery('/api/3/action/package_list', [['callback', callback]]) }, 'anonymous');

    assert.equal(headers['x-injected'], undefined);
    assert.ok(!/html/.test(String(headers['content-type'])));
    assert.ok(!text.includes(`${callback}(`), callback);
  }
});
