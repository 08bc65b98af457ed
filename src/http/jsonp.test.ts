// Answers as scripts, and the names that a function may have.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { type House, aHouse, ANNS_TOKEN, SITE } from './test-catalogue.ts';

let house: House;
before(async () => {
  house = await aHouse();
});
after(() => house.remove());

test('a callback wraps the answer of a GET in a call, and the caller is nobody', async () => {
  const answer = await house.server.inject({ url: '/api/3/action/echo?callback=my.ns.f$_1&a=1', headers: { authorization: ANNS_TOKEN } });

  assert.equal(answer.headers['content-type'], 'application/javascript;charset=utf-8');
  assert.equal(
    answer.text,
    `my.ns.f$_1({"help": "${SITE}/api/3/action/help_show?name=echo", "success": true, "result": {"input":{"a":"1"},"who":"callback"}});`,
  );
});

test('bytes are wrapped as well, and of two callbacks the first counts', async () => {
  const answer = await house.server.inject({ url: '/api/3/action/spliced?callback=f&callback=g' });

  assert.match(answer.text, /^f\(.*"result": \{"a":"é"\}\}\);$/);
});

test('errors are not wrapped', async () => {
  for (const url of ['/api/3/action/refuse?kind=missing&callback=f', '/api/3/action/nosuch?callback=f']) {
    const answer = await house.server.inject({ url });
    assert.equal(answer.headers['content-type'], 'application/json;charset=utf-8');
    JSON.parse(answer.text);
  }
});

test('a callback that is no path of identifiers is refused', async () => {
  for (const callback of ['', 'alert(1)', '1f', 'f;g', 'f.', '.f', 'a-b', '<script>', 'f\n', 'é', 'f[0]', 'x'.repeat(200)]) {
    const answer = await house.server.inject({ url: `/api/3/action/echo?callback=${encodeURIComponent(callback)}` });
    assert.deepEqual([answer.status, answer.text], [400, '"Bad request - The callback must be the name of a function"'], callback);
  }
});

test('the helper addresses speak JSONP too', async () => {
  assert.equal((await house.server.inject({ url: '/api/3?callback=f' })).text, 'f({"version":3});');
  assert.equal((await house.server.inject({ url: '/api/3?callback=f(' })).status, 400);
});
