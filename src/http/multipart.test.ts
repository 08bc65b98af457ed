// Multipart bodies: fields, stored files, limits, and what is left when they are broken.

import assert from 'node:assert/strict';
import { afterEach, beforeEach, test } from 'node:test';
import { NoRoom } from '#files/storage.ts';
import { type House, aHouse, ANNS_SESSION } from './test-catalogue.ts';
import type { InjectedAnswer } from './server.ts';

let house: House;
beforeEach(async () => {
  house = await aHouse({ settings: { 'ckan.max_resource_size': '3', 'ckan.max_image_size': '1' } });
});
afterEach(() => house.remove());

const MEGABYTE = 1024 * 1024;
const part = (parameters: string, value: string, type = ''): string =>
  `--b\r\nContent-Disposition: form-data; ${parameters}\r\n${type === '' ? '' : `Content-Type: ${type}\r\n`}\r\n${value}\r\n`;
const END = '--b--\r\n';
const send = (body: string | Buffer, action = 'change', headers: Record<string, string> = {}): Promise<InjectedAnswer> =>
  house.server.inject({
    method: 'POST',
    url: `/api/3/action/${action}`,
    body,
    headers: { 'content-type': 'multipart/form-data; boundary=b', ...headers },
  });
const inputOf = (answer: InjectedAnswer): unknown => JSON.parse(answer.text).result.input;

test('fields become texts and a file becomes an upload that is already stored', async () => {
  const answer = await send(
    part('name="id"', 'x') + part('name="upload"; filename="data.csv"', 'a,b\n1,2\n', 'text/csv') + part('name="id"', 'é') + END,
  );

  assert.deepEqual(inputOf(answer), { id: ['x', 'é'], upload: { fileName: 'data.csv', type: 'text/csv', size: 8 } });
  assert.equal((await house.stored()).length, 1);
});

test("a file's name comes as the sender wrote it", async () => {
  for (const [sent, name] of [
    ['C:\\dir\\win.csv', 'C:\\dir\\win.csv'],
    ['../../etc/passwd', '../../etc/passwd'],
    ['q%22.csv', 'q".csv'],
    ['日本.csv', '日本.csv'],
    ['100%.csv', '100%.csv'],
    ['a%0D%0Ab', 'a  b'],
  ] as const) {
    const answer = await send(part(`name="upload"; filename="${sent}"`, 'x') + END);
    assert.deepEqual(inputOf(answer), { upload: { fileName: name, type: 'text/plain', size: 1 } });
  }
});

test('files that no parameter of the action takes are not stored', async () => {
  const body =
    part('name="a"', '1') +
    part('name="b"', '2') +
    part('name="other"; filename="x"', 'zzz') +
    part('name="upload"; filename=""', '') +
    END;

  assert.deepEqual(inputOf(await send(body)), { a: '1', b: '2' });
  assert.deepEqual(
    inputOf(await send(part('name="a"', '1') + part('name="b"', '2') + part('name="upload"; filename="x"', 'zzz') + END, 'plain_change')),
    {
      a: '1',
      b: '2',
    },
  );
  assert.deepEqual(
    inputOf(await send(part('name="a"', '1') + part('name="b"', '2') + part('name="upload"; filename="x"', 'zzz') + END, 'echo')),
    {
      a: '1',
      b: '2',
    },
  );
  assert.deepEqual(await house.stored(), []);
});

test('of two files in one field the last one stays', async () => {
  const answer = await send(part('name="upload"; filename="1"', 'x') + part('name="upload"; filename="2"', 'yy') + END);

  assert.deepEqual(inputOf(answer), { upload: { fileName: '2', type: 'text/plain', size: 2 } });
  assert.equal((await house.stored()).length, 1);
});

test('a body without a boundary, without parts or with nothing readable is an empty form', async () => {
  assert.deepEqual(inputOf(await send('whatever', 'change', { 'content-type': 'multipart/form-data' })), {});
  assert.deepEqual(inputOf(await send('broken')), {});
  assert.deepEqual(inputOf(await send(END)), {});
});

test('a body that ends in the middle of a file is refused and leaves nothing behind', async () => {
  const answer = await send(
    `${part('name="upload"; filename="1"', 'x')}--b\r\nContent-Disposition: form-data; name="image_upload"; filename="2"\r\n\r\nhalf`,
  );

  assert.deepEqual([answer.status, answer.text], [400, '"Bad request - The multipart body is broken"']);
  assert.deepEqual(await house.stored(), []);
});

test('a body that ends before its last boundary is refused, wherever that is', async () => {
  const whole = `${part('name="id"', 'x')}--b--`;
  for (let length = '--b'.length; length < whole.length; length++) {
    const answer = await send(whole.slice(0, length));
    assert.deepEqual([answer.status, answer.text], [400, '"Bad request - The multipart body is broken"'], whole.slice(0, length));
  }
  assert.deepEqual(inputOf(await send(whole)), { id: 'x' });
  const quoted = await send(whole.slice(0, -2), 'change', { 'content-type': 'multipart/form-data; charset=utf-8; boundary="b"' });
  assert.equal(quoted.status, 400);
});

test('a file over the limit of its field is refused as that field, and nothing is kept', async () => {
  const picture = await send(
    part('name="upload"; filename="1"', 'x') + part('name="image_upload"; filename="2"', 'x'.repeat(MEGABYTE + 1)) + END,
  );
  assert.equal(picture.status, 409);
  assert.deepEqual(JSON.parse(picture.text).error, { __type: 'Validation Error', image_upload: ['File upload too large'] });

  const data = await send(part('name="upload"; filename="2"', 'x'.repeat(3 * MEGABYTE)) + END);
  assert.equal(data.status, 200);
  assert.equal((await house.stored()).length, 1);
});

test('where the disk is full the answer names the field, and says when to try again', async () => {
  const put = async (): Promise<never> => {
    throw new NoRoom('full');
  };
  const full = await aHouse({ catalogue: { files: { ...house.files, put } } });

  const answer = await full.server.inject({
    method: 'POST',
    url: '/api/3/action/change',
    body: part('name="upload"; filename="1"', 'x'.repeat(MEGABYTE)) + END,
    headers: { 'content-type': 'multipart/form-data; boundary=b' },
  });
  await full.remove();

  assert.deepEqual([answer.status, answer.headers['retry-after']], [503, '300']);
  assert.match(answer.text, /no room left for the file of the field upload/);
  assert.deepEqual(full.faults, []);
});

test('a body that says it is too large is refused before it is read', async () => {
  const answer = await send('', 'change', { 'content-length': String(50 * MEGABYTE) });
  assert.deepEqual(JSON.parse(answer.text).error, { __type: 'Validation Error', upload: ['File upload too large'] });

  assert.equal((await send('', 'plain_change', { 'content-length': String(50 * MEGABYTE) })).status, 413);
});

test('too many parts, or too much text in them, is refused', async () => {
  assert.equal((await send(part('name="a"', '1').repeat(1001) + END)).status, 413);
  assert.equal((await send(part('name="a"', 'x'.repeat(500_001)) + END)).status, 413);
  assert.equal((await send(part('name="a"', 'x'.repeat(260_000)).repeat(2) + END)).status, 413);
  assert.equal((await send(part('name="a"', '1').repeat(999) + END)).status, 200);
});

test("a line break ends a file's name and adds nothing to it", async () => {
  const answer = await send(part('name="upload"; filename="a\r\nX-Evil: 1"', 'x') + END);

  assert.deepEqual(inputOf(answer), { upload: { fileName: 'a', type: 'text/plain', size: 1 } });
});

test('no file is stored for a session that has not shown its token', async () => {
  const answer = await send(part('name="upload"; filename="1"', 'x') + part('name="_csrf_token"', 'anns-csrf') + END, 'change', {
    cookie: `kokanee=${ANNS_SESSION}`,
  });
  assert.equal(answer.status, 400);
  assert.deepEqual(await house.stored(), []);

  const genuine = await send(part('name="_csrf_token"', 'anns-csrf') + part('name="upload"; filename="1"', 'x') + END, 'change', {
    cookie: `kokanee=${ANNS_SESSION}`,
  });
  assert.deepEqual(inputOf(genuine), { upload: { fileName: '1', type: 'text/plain', size: 1 } });
});

test('a second token behind the file changes nothing', async () => {
  const token = part('name="_csrf_token"', 'anns-csrf');

  const answer = await send(`${token}${part('name="upload"; filename="1"', 'x')}${part('name="_csrf_token"', 'wrong')}${END}`, 'change', {
    cookie: `kokanee=${ANNS_SESSION}`,
  });

  assert.deepEqual(inputOf(answer), { upload: { fileName: '1', type: 'text/plain', size: 1 } });
});

test('where uploads are off, files are passed over', async () => {
  const off = await aHouse({ settings: { 'ckan.uploads_enabled': 'false' } });

  const answer = await off.server.inject({
    method: 'POST',
    url: '/api/3/action/change',
    body: part('name="upload"; filename="1"', 'x') + END,
    headers: { 'content-type': 'multipart/form-data; boundary=b' },
  });

  assert.deepEqual(inputOf(answer), {});
  await off.remove();
});
