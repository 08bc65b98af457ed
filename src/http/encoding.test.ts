// Compression: for whom, of what, and that what comes out is what went in.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { defineRead } from '#actions/action.ts';
import { Spliced } from '#domain/spliced.ts';
import { codingFor } from './encoding.ts';
import { aHouse, type House } from './test-catalogue.ts';

const PAGE = `<!DOCTYPE html><p>${'Kokanee spawn in lakes. '.repeat(200)}</p>`;
const LARGE = Array.from({ length: 600 }, (_, index) => Buffer.from(`${index === 0 ? '[' : ','}"${`${index} `.repeat(1000)}"`));

const large = defineRead({
  name: 'large',
  about: '',
  input: {},
  may: () => ({ allowed: true }),
  run: () => new Spliced([...LARGE, Buffer.from(']')]),
});
const medium = defineRead({
  name: 'medium',
  about: '',
  input: {},
  may: () => ({ allowed: true }),
  run: () => new Spliced([...LARGE.slice(0, 20), Buffer.from(']')]),
});

const withPages = (): Promise<House> =>
  aHouse({
    actions: [large, medium] as never,
    extras: {
      pages: async ({ path }) =>
        path === '/asset'
          ? { body: Buffer.from(PAGE), contentType: 'text/css', immutable: true }
          : path === '/font'
            ? { body: Buffer.from(PAGE), contentType: 'font/woff2' }
            : { body: path === '/short' ? 'short' : PAGE, secret: path === '/key' },
    },
  });

const bytesOf = (answer: { readonly headers: Readonly<Record<string, unknown>>; readonly body: Buffer }): string => {
  const coding = answer.headers['content-encoding'];
  const bytes = coding === 'br' ? brotliDecompressSync(answer.body) : coding === 'gzip' ? gunzipSync(answer.body) : answer.body;
  return bytes.toString();
};

test('a page that shows a key comes as it is, and is kept by nobody', async () => {
  const house = await withPages();

  const answer = await house.server.inject({ url: '/key', headers: { 'accept-encoding': 'br, gzip' } });
  assert.deepEqual([answer.headers['content-encoding'], answer.headers['cache-control']], [undefined, 'no-store, no-transform']);
  assert.equal(answer.text, PAGE);
});

test('pages and assets come compressed to who takes it, and say that they vary', async () => {
  const house = await withPages();

  for (const url of ['/page', '/asset', '/asset'])
    for (const coding of ['br', 'gzip']) {
      const answer = await house.server.inject({ url, headers: { 'accept-encoding': coding } });
      assert.deepEqual([answer.headers['content-encoding'], answer.headers['vary']], [coding, 'Accept-Encoding'], url);
      assert.equal(answer.headers['content-length'], String(answer.body.length));
      assert.ok(answer.body.length < 300);
      assert.equal(bytesOf(answer), PAGE);
    }
  const plain = await house.server.inject({ url: '/page' });
  assert.deepEqual([plain.headers['content-encoding'], plain.headers['vary'], plain.text], [undefined, 'Accept-Encoding', PAGE]);
  await house.remove();
});

test('a request for the head alone is told the same', async () => {
  const house = await withPages();
  const headers = { 'accept-encoding': 'br' };

  const [got, head] = [
    await house.server.inject({ url: '/page', headers }),
    await house.server.inject({ method: 'HEAD', url: '/page', headers }),
  ];
  assert.deepEqual(
    [head.body.length, head.headers['content-length'], head.headers['content-encoding']],
    [0, got.headers['content-length'], 'br'],
  );
  await house.remove();
});

test('what is short, or compressed by its nature, is sent as it is', async () => {
  const house = await withPages();

  for (const url of ['/short', '/font', '/api/3/action/echo?id=1']) {
    const answer = await house.server.inject({ url, headers: { 'accept-encoding': 'br, gzip' } });
    assert.equal(answer.headers['content-encoding'], undefined, url);
  }
  await house.remove();
});

test('answers of the API come compressed once that saves a round trip, the largest as they are made', async () => {
  const house = await withPages();

  for (const [name, length] of [
    ['medium', true],
    ['large', false],
  ] as const)
    for (const coding of ['br', 'gzip']) {
      const answer = await house.server.inject({ url: `/api/3/action/${name}`, headers: { 'accept-encoding': coding } });
      assert.deepEqual([answer.headers['content-encoding'], answer.headers['content-length'] !== undefined], [coding, length], name);
      assert.match(String(answer.headers['vary']), /^Cookie, Accept-Encoding$/);
      const { result } = JSON.parse(bytesOf(answer)) as { result: string[] };
      assert.equal(result.length, name === 'large' ? LARGE.length : 20);
    }
  await house.remove();
});

test('the client decides by name and weight', () => {
  const cases: readonly (readonly [string | undefined, string | undefined])[] = [
    [undefined, undefined],
    ['', undefined],
    ['identity', undefined],
    ['gzip, deflate', 'gzip'],
    ['gzip, deflate, br, zstd', 'br'],
    ['br;q=0, gzip', 'gzip'],
    ['br;q=0.5, gzip;q=0.8', 'gzip'],
    ['*', 'br'],
    ['*;q=0', undefined],
    ['GZIP;q=1.0', 'gzip'],
    ['gzip;q=nonsense', undefined],
  ];
  assert.deepEqual(
    cases.map(([accepted]) => codingFor(accepted)),
    cases.map(([, coding]) => coding),
  );
});
