// The server on a real socket: large answers, early refusals, slow and hostile clients, and its end.

import assert from 'node:assert/strict';
import { connect, type Socket } from 'node:net';
import { once } from 'node:events';
import { after, before, test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { Spliced } from '#domain/spliced.ts';
import type { RequestLine } from './door.ts';
import { type House, aFile, aHouse, ANNS_SESSION, answering, ANNS_TOKEN } from './test-catalogue.ts';

const PARTS = Array.from({ length: 3000 }, (_, index) =>
  Buffer.from(`${index === 0 ? '[' : ','}"${'x'.repeat(4000)}"${index === 2999 ? ']' : ''}`),
);
const lines: RequestLine[] = [];

let house: House;
let url = '';
before(async () => {
  const slow = answering('slow', async ({ ms }) => {
    await wait(Number(ms));
    return 'done';
  });
  const log = { fault: () => undefined, request: (line: RequestLine) => lines.push(line) };
  house = await aHouse({
    actions: [slow, answering('large', () => new Spliced(PARTS))],
    extras: { log },
    settings: { 'ckan.max_resource_size': '3', 'ckan.max_image_size': '1' },
  });
  url = await house.server.listen('127.0.0.1', 0);
});
after(() => house.remove());

async function open(to = url): Promise<Socket> {
  const socket = connect(Number(new URL(to).port), '127.0.0.1');
  await once(socket, 'connect');
  return socket;
}

/** Everything the server says until it has said `until`, or has closed. */
async function hear(socket: Socket, until: RegExp): Promise<string> {
  let text = '';
  for await (const chunk of socket.iterator({ destroyOnReturn: false })) {
    text += String(chunk);
    if (until.test(text)) break;
  }
  return text;
}

test('a call over a socket is answered like one without', async () => {
  const answer = await fetch(`${url}/api/3/action/echo?id=1`);

  assert.equal(answer.status, 200);
  assert.deepEqual(((await answer.json()) as { result: unknown }).result, { input: { id: '1' }, who: '' });
});

test('an answer of many megabytes in thousands of parts arrives whole', async () => {
  const answer = await fetch(`${url}/api/3/action/large`, { headers: { 'Accept-Encoding': 'identity' } });

  const { result } = (await answer.json()) as { result: string[] };
  assert.deepEqual([result.length, result.every((text) => text.length === 4000)], [3000, true]);
  assert.equal(Number(answer.headers.get('content-length')) > 12_000_000, true);
});

test('a reader who leaves in the middle does no harm', async () => {
  const socket = await open();
  socket.write('GET /api/3/action/large HTTP/1.1\r\nHost: x\r\n\r\n');
  await once(socket, 'data');
  socket.destroy();
  await wait(50);

  assert.equal((await fetch(`${url}/healthz`)).status, 200);
});

test('a client that waits before its body hears at once that it is too large', async () => {
  const socket = await open();
  socket.write(
    'POST /api/3/action/change HTTP/1.1\r\nHost: x\r\nContent-Type: multipart/form-data; boundary=b\r\nContent-Length: 99999999\r\nExpect: 100-continue\r\n\r\n',
  );

  const text = await hear(socket, /too large/);

  assert.match(text, /^HTTP\/1\.1 409/);
  assert.doesNotMatch(text, /100 Continue/);
  socket.destroy();
});

test('a client that waits before its body is asked for it', async () => {
  const socket = await open();
  socket.write(
    'POST /api/3/action/echo HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 7\r\nExpect: 100-continue\r\n\r\n',
  );
  assert.match(await hear(socket, /\r\n\r\n/), /^HTTP\/1\.1 100 Continue/);
  socket.write('{"a":1}');

  assert.match(await hear(socket, /\}\}$/), /^HTTP\/1\.1 200.*"a":1/s);
  socket.destroy();
});

test('an upload that breaks off leaves nothing behind', async () => {
  const socket = await open();
  socket.write(
    'POST /api/3/action/change HTTP/1.1\r\nHost: x\r\nContent-Type: multipart/form-data; boundary=b\r\nContent-Length: 100000\r\n\r\n',
  );
  socket.write('--b\r\nContent-Disposition: form-data; name="upload"; filename="a"\r\n\r\nhalf of it');
  await wait(100);
  socket.destroy();
  await wait(200);

  assert.deepEqual(await house.stored(), []);
});

test('a body without a length is cut off where it grows too large, and the refusal is heard', async () => {
  const socket = await open();
  socket.on('error', () => undefined);
  socket.write(
    'POST /api/3/action/change HTTP/1.1\r\nHost: x\r\nContent-Type: multipart/form-data; boundary=b\r\nTransfer-Encoding: chunked\r\n\r\n',
  );
  const chunk = 'x'.repeat(65_536);
  const head = '--b\r\nContent-Disposition: form-data; name="upload"; filename="a"\r\n\r\n';
  socket.write(`${head.length.toString(16)}\r\n${head}\r\n`);
  for (let sent = 0; sent < 64; sent++) socket.write(`${chunk.length.toString(16)}\r\n${chunk}\r\n`);

  assert.match(await hear(socket, /too large/i), /^HTTP\/1\.1 409.*File upload too large/s);
  assert.deepEqual(await house.stored(), []);
  socket.destroy();
});

test('a forged upload over a socket is refused, and the server lives on', async () => {
  const form = new FormData();
  form.append('upload', new Blob(['x']), 'a.csv');

  const answer = await fetch(`${url}/api/3/action/change`, { method: 'POST', body: form, headers: { cookie: `kokanee=${ANNS_SESSION}` } });

  assert.equal(answer.status, 400);
  assert.deepEqual(await house.stored(), []);
  assert.equal((await fetch(`${url}/healthz`)).status, 200);
});

test('a large file goes up and comes down in pieces', async () => {
  const bytes = Buffer.alloc(2_500_000, 'kokanee ');
  const form = new FormData();
  form.append('upload', new Blob([bytes]), 'big.bin');

  const answer = await fetch(`${url}/api/3/action/change`, { method: 'POST', body: form });

  assert.deepEqual(((await answer.json()) as { result: { input: unknown } }).result.input, {
    upload: { fileName: 'big.bin', type: 'application/octet-stream', size: 2_500_000 },
  });
});

test('headers that are too large or not HTTP are refused without a fault', async () => {
  const large = await open();
  large.write(`GET / HTTP/1.1\r\nHost: x\r\nX: ${'x'.repeat(70_000)}\r\n\r\n`);
  assert.match(await hear(large, /\r\n\r\n/), /^HTTP\/1\.1 431/);

  const nonsense = await open();
  nonsense.write('nonsense\r\n\r\n');
  assert.match(await hear(nonsense, /\r\n\r\n/), /^HTTP\/1\.1 400/);
});

test('each answer is told to the log, without its query', async () => {
  lines.length = 0;
  const answer = await fetch(`${url}/api/3/action/echo?id=secret`);
  await answer.text();
  await wait(20);

  const [{ milliseconds, ...line } = { milliseconds: -1 }] = lines;
  assert.deepEqual(line, { id: answer.headers.get('x-request-id'), method: 'GET', path: '/api/3/action/echo', status: 200 });
  assert.equal(milliseconds > 0, true);
});

test('an id that came with a request is its id in answer and log, unless it could be anything else', async () => {
  for (const [given, kept] of [
    ['from-proxy_1.2:3', true],
    ['a b', false],
    ['x'.repeat(129), false],
    ['<script>', false],
  ] as const) {
    lines.length = 0;
    const answer = await fetch(`${url}/healthz`, { headers: { 'x-request-id': given } });
    await answer.text();
    await wait(20);

    assert.equal(answer.headers.get('x-request-id') === given, kept, given);
    assert.equal(lines[0]?.id, answer.headers.get('x-request-id'));
  }
});

test('the log says who asked, and never by what he was known', async () => {
  lines.length = 0;
  await (await fetch(`${url}/api/3/action/echo?id=1`, { headers: { authorization: ANNS_TOKEN } })).text();
  await wait(20);

  assert.equal(lines[0]?.user, 'a1');
  assert.equal(JSON.stringify(lines).includes(ANNS_TOKEN), false);
});

test('at its end the server finishes what runs, answers once more over open connections and takes no new ones', async () => {
  const other = await aHouse({ actions: [answering('slow', () => wait(300).then(() => 'done'))] });
  const there = await other.server.listen('127.0.0.1', 0);
  const idle = await open(there);
  idle.write('GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n');
  await once(idle, 'data');
  const running = fetch(`${there}/api/3/action/slow`).then((answer) => answer.json() as Promise<{ result: string }>);
  await wait(50);

  const silent = await open(there);
  const closing = other.server.close();
  await wait(20);
  idle.write('GET /readyz HTTP/1.1\r\nHost: x\r\n\r\n');
  const [last] = (await once(idle, 'data')) as [Buffer];
  await assert.rejects(fetch(`${there}/healthz`));

  assert.match(last.toString(), /^HTTP\/1\.1 503 .*\r\nConnection: close\r\n/s);
  assert.equal((await running).result, 'done');
  assert.equal(await closing, true);
  silent.destroy();
  await other.remove();
});

test('a request that does not end is cut off at the end of patience', async () => {
  const other = await aHouse({ actions: [answering('slow', () => wait(60_000, undefined, { ref: false }))] });
  const there = await other.server.listen('127.0.0.1', 0);
  const hanging = fetch(`${there}/api/3/action/slow`).then(
    () => 'answered',
    () => 'cut off',
  );
  await wait(50);

  const start = performance.now();
  await other.server.close();

  assert.equal(performance.now() - start < 5000, true);
  assert.equal(await hanging, 'cut off');
});

test('a file is streamed over a socket, and a reader who leaves closes it', async () => {
  const file = await aFile(house.files, 'x'.repeat(3_000_000));
  const other = await aHouse({ catalogue: { files: house.files, pictureOf: async () => file } });
  const there = await other.server.listen('127.0.0.1', 0);

  const answer = await fetch(`${there}/uploads/user/a.png`, { headers: { range: 'bytes=1000000-2000000' } });
  assert.deepEqual([answer.status, (await answer.text()).length], [206, 1_000_001]);
  const socket = await open(there);
  socket.write('GET /uploads/user/a.png HTTP/1.1\r\nHost: x\r\n\r\n');
  await once(socket, 'data');
  socket.destroy();
  await other.remove();
});
