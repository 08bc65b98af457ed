// The small addresses of machines: versions, completions, translations, health.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { type House, aHouse, answering, ANNS_TOKEN } from './test-catalogue.ts';
import type { InjectedAnswer } from './server.ts';

let house: House;
before(async () => {
  const found = [{ id: '1', name: 'one', title: 'One', fullname: 'F', secret: 'x' }];
  house = await aHouse({
    actions: [
      answering('organization_autocomplete', () => found),
      answering('user_autocomplete', (_input, actor) => (actor.kind === 'anonymous' ? [] : found)),
      answering('tag_autocomplete', (input) => Object.entries(input).map(String)),
      answering('format_autocomplete', () => ['csv']),
    ],
  });
});
after(() => house.remove());

const get = (url: string, headers: Record<string, string> = {}): Promise<InjectedAnswer> => house.server.inject({ url, headers });
const json = async (url: string, headers: Record<string, string> = {}): Promise<unknown> => JSON.parse((await get(url, headers)).text);

test('the API names its version at its roots, with or without a slash', async () => {
  for (const [url, version] of [
    ['/api', 1],
    ['/api/', 1],
    ['/api/1', 1],
    ['/api/2/', 2],
    ['/api/3', 3],
    ['/api/3/', 3],
  ] as const)
    assert.deepEqual(await json(url), { version });
  for (const url of ['/api/0', '/api/4', '/api/three', '/api/3/nosuch', '/api/3/dataset', '/api/searches/dataset'])
    assert.equal((await get(url)).status, 404, url);
  assert.equal((await house.server.inject({ method: 'POST', url: '/api/3' })).status, 405);
  assert.equal((await house.server.inject({ method: 'OPTIONS', url: '/api/3' })).status, 200);
  assert.equal((await house.server.inject({ method: 'HEAD', url: '/api/3' })).status, 200);
});

test('completions have the old shapes under the old addresses', async () => {
  for (const prefix of ['/api', '/api/1', '/api/2'])
    assert.deepEqual(await json(`${prefix}/util/organization/autocomplete?q=o`), [{ id: '1', name: 'one', title: 'One' }]);
  assert.deepEqual(await json('/api/util/resource/format_autocomplete?incomplete=c'), { ResultSet: { Result: [{ Format: 'csv' }] } });
  assert.deepEqual(await json('/api/util/tag/autocomplete?incomplete=t&vocabulary_id=v&other=1'), {
    ResultSet: { Result: [{ Name: 'q,t' }, { Name: 'limit,10' }, { Name: 'vocabulary_id,v' }] },
  });
  assert.equal((await get('/api/3/util/organization/autocomplete?q=o')).status, 404);
});

test('nothing typed completes to nothing', async () => {
  assert.deepEqual(await json('/api/util/tag/autocomplete'), { ResultSet: { Result: [] } });
  assert.deepEqual(await json('/api/util/organization/autocomplete?q='), []);
});

test('completions know their caller, unless a callback is named', async () => {
  const url = '/api/util/user/autocomplete?q=o';

  assert.deepEqual(await json(url, { authorization: ANNS_TOKEN }), [{ id: '1', name: 'one', fullname: 'F' }]);
  assert.equal((await get(`${url}&callback=f`, { authorization: ANNS_TOKEN })).text, 'f([]);');
});

test('a completion whose action the site does not have is not there', async () => {
  assert.equal((await get('/api/util/dataset/autocomplete?incomplete=a')).status, 404);
});

test('translations are empty for a language that is one', async () => {
  for (const url of ['/api/i18n/en', '/api/i18n/fr', '/api/2/i18n/de', '/api/1/i18n/zh_Hans_CN'])
    assert.deepEqual(await json(url), {}, url);
  const unknown = await get('/api/i18n/nosuch');
  assert.deepEqual([unknown.status, unknown.text], [400, '"Bad request - Unknown locale: nosuch"']);
  for (const url of ['/api/3/i18n/en', '/api/i18n', '/api/i18n/']) assert.equal((await get(url)).status, 404, url);
});

test('the helpers that CKAN has given up are not there', async () => {
  for (const url of ['/api/2/util/is_slug_valid?type=package&slug=a', '/api/util/dataset/munge_name?name=a', '/api/util/tag/munge?tag=a'])
    assert.equal((await get(url)).status, 404, url);
});

test('the process is alive while it answers, and ready while the catalogue is', async () => {
  const away = await aHouse({ catalogue: { ready: async () => false } });
  const failing = await aHouse({
    catalogue: {
      ready: async () => {
        throw new Error('gone');
      },
    },
  });

  assert.deepEqual(await json('/healthz'), { alive: true, version: '1.2.3' });
  assert.deepEqual(await json('/readyz'), { ready: true });
  for (const { server, remove } of [away, failing]) {
    const answer = await server.inject({ url: '/readyz' });
    assert.deepEqual([answer.status, answer.text, answer.headers['retry-after']], [503, '{"ready":false}', '2']);
    assert.equal((await server.inject({ url: '/healthz' })).status, 200);
    await remove();
  }
});

test('crawlers are told what to leave alone', async () => {
  const answer = await get('/robots.txt');

  assert.deepEqual([answer.status, answer.headers['content-type']], [200, 'text/plain; charset=utf-8']);
  assert.match(answer.text, /^User-agent: \*\nDisallow: \/api\//);
  assert.match(answer.text, /^Disallow: \/\*\?organization=$/m);
  assert.doesNotMatch(answer.text, /^Disallow: \/(dataset|organization|group|\*\?page=)?$/m);
  assert.doesNotMatch(answer.text, /crawl-delay/i);
});
