// Which data of a request become an action's parameters, and which requests cannot be read.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { type House, aHouse } from './test-catalogue.ts';
import type { InjectedAnswer } from './server.ts';

let house: House;
before(async () => {
  house = await aHouse();
});
after(() => house.remove());

const FORM = 'application/x-www-form-urlencoded';
const UNREADABLE = `"Bad request - JSON Error: Error decoding JSON data. Error: <BadRequest '400: Bad Request'> JSON data extracted from the request: {}"`;

const post = (
  body: string | Buffer,
  type = 'application/json',
  url = '/api/3/action/echo',
  headers: Record<string, string> = {},
): Promise<InjectedAnswer> => house.server.inject({ method: 'POST', url, body, headers: { 'content-type': type, ...headers } });
const inputOf = (answer: InjectedAnswer): unknown => JSON.parse(answer.text).result?.input ?? `${answer.status} ${answer.text}`;
const fromQuery = async (query: string): Promise<unknown> => inputOf(await house.server.inject({ url: `/api/3/action/echo?${query}` }));

test('a query gives texts, and lists where a name comes again', async () => {
  assert.deepEqual(await fromQuery('a=1&a=2&a=3&b=x+y%2Bz&c&d=&&=e'), { a: ['1', '2', '3'], b: 'x y+z', c: '', d: '', '': 'e' });
});

test('a query is decoded as far as it can be', async () => {
  assert.deepEqual(await fromQuery('a=%E9b&b=%zz%2&c=%C3%A9;d=1'), { a: '\uFFFDb', b: '%zz%2', c: 'é;d=1' });
});

test('names that JavaScript gives a meaning do no harm', async () => {
  assert.deepEqual(await fromQuery('__proto__=1&__proto__=2&constructor=3&constructor=4&toString=5'), {
    constructor: ['3', '4'],
    toString: '5',
  });
  assert.deepEqual(inputOf(await post('{"__proto__":{"x":1},"a":{"__proto__":2,"b":1}}')), {
    ['__proto__']: { x: 1 },
    a: { b: 1 },
  });
  assert.deepEqual(inputOf(await post('{"\\u005f_proto__":{"x":1}}')), { ['__proto__']: { x: 1 } });
  assert.equal(({} as { x?: number }).x, undefined);
});

test('a JSON body is an object, in any writing of its type', async () => {
  for (const type of [
    'application/json',
    'application/json; charset=utf-8',
    'APPLICATION/JSON',
    'application/json; charset=nosuch',
    'application/vnd.api+json',
  ])
    assert.deepEqual(inputOf(await post(' {"a": [1, {"b": null}]}\n', type)), { a: [1, { b: null }] }, type);
  assert.deepEqual(inputOf(await post('\uFEFF{"a":1}')), { a: 1 });
  assert.deepEqual(inputOf(await post('{"a":1,"a":2}')), { a: 2 });
});

test('an empty body of any type means no parameters', async () => {
  for (const type of ['application/json', FORM, 'text/plain', 'multipart/form-data; boundary=b'])
    assert.deepEqual(inputOf(await post('', type)), {}, type);
});

test('a body of an unknown type is refused as HTML', async () => {
  for (const type of ['text/json', 'text/plain', 'application/xml', '*/*', 'nonsense', '', 'application/octet-stream']) {
    const answer = await post('{"a":1}', type);
    assert.deepEqual([answer.status, answer.headers['content-type']], [415, 'text/html; charset=utf-8'], type);
  }
});

test('a compressed body is refused', async () => {
  assert.equal((await post('{}', 'application/json', '/api/3/action/echo', { 'content-encoding': 'gzip' })).status, 415);
});

test('JSON that is no object is shown as Python would write it', async () => {
  const shown: Record<string, string> = {
    null: 'None',
    '[]': '[]',
    '["x"]': "['x']",
    '"it\'s"': '"it\'s"',
    '42': '42',
    true: 'True',
    '[{"a":false}]': "[{'a': False}]",
    '"a\\nb"': "'a\\nb'",
  };
  for (const [body, text] of Object.entries(shown)) {
    const answer = await post(body);
    assert.deepEqual(
      [answer.status, JSON.parse(answer.text)],
      [400, `Bad request - JSON Error: Request data JSON decoded to ${text} but it needs to be a dictionary.`],
    );
  }
});

test('broken JSON has the text that clients know', async () => {
  for (const body of [
    '{"a":1',
    "{'a':1}",
    '{"a":1,}',
    '{} x',
    'a=1',
    '{"a":NaN}',
    Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d]),
  ]) {
    const answer = await post(body);
    assert.deepEqual([answer.status, answer.text], [400, UNREADABLE], String(body));
  }
});

test('JSON that could not be kept is refused: half characters, endless numbers, endless nesting', async () => {
  const nested = (depth: number): string => `{"a":${'['.repeat(depth)}${']'.repeat(depth)}}`;
  for (const body of [
    '{"a":"\\ud800"}',
    '{"\\udc00":1}',
    '{"a":[1e999]}',
    `{"a":${'9'.repeat(400)}}`,
    nested(60),
    nested(200_000),
    '['.repeat(1_000_000),
  ]) {
    const answer = await post(body);
    assert.deepEqual([answer.status, answer.headers['content-type']], [400, 'application/json;charset=utf-8'], body.slice(0, 30));
  }
  assert.deepEqual(inputOf(await post('{"a":"\\ud83d\\ude00 [[[[ \\" ]"}')), { a: '😀 [[[[ " ]' });
  assert.equal((await post(nested(50))).status, 200);
});

test('a form gives texts and lists', async () => {
  assert.deepEqual(inputOf(await post('a=1&b=2&b=3', `${FORM}; charset=utf-8`)), { a: '1', b: ['2', '3'] });
  assert.deepEqual(inputOf(await post('a=1&b=2', 'APPLICATION/X-WWW-FORM-URLENCODED')), { a: '1', b: '2' });
});

test('a lone field without a value is JSON, as curl sends it', async () => {
  assert.deepEqual(inputOf(await post('{"id": "x"}', FORM)), { id: 'x' });
  assert.deepEqual(inputOf(await post('%7B%22id%22%3A%22x%22%7D', FORM)), { id: 'x' });
  assert.deepEqual(inputOf(await post('{"id": "a=b&c"}', FORM)), { '{"id": "a': 'b', 'c"}': '' });
  for (const body of ['id=', 'id', 'id=1', '=', '{"id":', '[]', '"id"', `${'['.repeat(100_000)}`])
    assert.equal((await post(body, FORM)).status, 400, body.slice(0, 20));
});

test('for reading, a form beats the query and the query beats JSON', async () => {
  const url = '/api/3/action/echo?id=query';

  assert.deepEqual(inputOf(await post('id=form', FORM, url)), { id: 'form' });
  assert.deepEqual(inputOf(await post('{"id":"json"}', 'application/json', url)), { id: 'query' });
  assert.deepEqual(inputOf(await post('', FORM, url)), { id: 'query' });
  assert.deepEqual(inputOf(await post('not json', 'text/plain', url)), { id: 'query' });
});

test('for writing, the query does not count', async () => {
  assert.deepEqual(inputOf(await post('{"a":1}', 'application/json', '/api/3/action/change?id=query')), { a: 1 });
});

test('a GET may carry its parameters as JSON', async () => {
  const answer = await house.server.inject({ url: '/api/3/action/echo', headers: { 'content-type': 'application/json' }, body: '{"a":1}' });

  assert.deepEqual(inputOf(answer), { a: 1 });
});

test('a request with too many fields is refused', async () => {
  assert.equal((await post('a=1&'.repeat(10_001), FORM)).status, 413);
});

test('a callback in any kind of data makes the caller nobody and is no parameter', async () => {
  for (const [body, type] of [
    ['{"callback":"f","a":"1"}', 'application/json'],
    ['callback=f&a=1', FORM],
  ] as const) {
    const answer = await post(body, type, '/api/3/action/echo', { authorization: 'anns-token' });
    assert.equal(answer.headers['content-type'], 'application/json;charset=utf-8');
    assert.deepEqual(JSON.parse(answer.text).result, { input: { a: '1' }, who: 'callback' });
  }
});
