// Downloads of files and links, and who may have them.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { NotAuthorized } from '#domain/errors.ts';
import { type House, aFile, aHouse, answering, ANNS_TOKEN, showing } from './test-catalogue.ts';
import type { InjectedAnswer } from './server.ts';

const upload = (url: string, mimetype: string | null) => ({
  id: 'file',
  url: `http://data.example.org/dataset/d/resource/file/download/${url}`,
  url_type: 'upload',
  mimetype,
});
const resources: Record<string, Record<string, unknown>> = {
  csv: { ...upload('table%20one.csv', 'text/csv'), id: 'csv' },
  page: { ...upload('page.html', 'text/html'), id: 'page' },
  guessed: { ...upload('map.geojson', null), id: 'guessed' },
  evil: { ...upload('a%0D%0AX-Evil:%201.csv', 'text/csv\r\nX-Evil: 1'), id: 'evil' },
  lost: { ...upload('x.csv', 'text/csv'), id: 'lost' },
  link: { id: 'link', url: 'http://example.org/ä ö?x=1&y=2#z', url_type: null },
  script: { id: 'script', url: 'javascript:alert(1)', url_type: null },
  nowhere: { id: 'nowhere', url: '', url_type: null },
};

let house: House;
let key = '';
before(async () => {
  const secret = answering('package_show', ({ id }, actor) => {
    if (id === 'secret' && actor.kind === 'anonymous') throw new NotAuthorized('no');
    return { id };
  });
  house = await aHouse({
    actions: [secret, showing('resource_show', resources)],
    catalogue: {
      fileOf: async (id) => (id === 'lost' ? undefined : { ...stored }),
      pictureOf: async (of, name) => (of === 'group' && name === 'a.png' ? stored : undefined),
    },
  });
  const stored = await aFile(house.files, 'a,b\n1,é\n');
  key = stored.sha256;
});
after(() => house.remove());

const get = (path: string, headers: Record<string, string> = {}, method = 'GET'): Promise<InjectedAnswer> =>
  house.server.inject({ method, url: path, headers });
const at = (resource: string, file = '/download', dataset = 'd'): string => `/dataset/${dataset}/resource/${resource}${file}`;

test('a file is sent with its type, length, name and version, under any file name', async () => {
  for (const path of [at('csv'), at('csv', '/download/table-one.csv'), at('csv', '/download/other.exe'), `/fr${at('csv')}`]) {
    const { status, headers, text } = await get(path);
    assert.deepEqual([status, text], [200, 'a,b\n1,é\n']);
    assert.equal(headers['content-type'], 'text/csv');
    assert.equal(Number(headers['content-length']), 9);
    assert.equal(headers['content-disposition'], 'inline; filename="table one.csv"');
    assert.equal(headers['accept-ranges'], 'bytes');
    assert.equal(headers['etag'], `"${key}"`);
    assert.match(String(headers['last-modified']), / GMT$/);
    assert.equal(headers['x-content-type-options'], 'nosniff');
  }
});

test('HEAD tells the same and sends nothing', async () => {
  const answer = await get(at('csv'), {}, 'HEAD');

  assert.deepEqual(
    [answer.status, answer.text, Number(answer.headers['content-length']), answer.headers['content-type']],
    [200, '', 9, 'text/csv'],
  );
});

test('a part is sent as a part', async () => {
  const answer = await get(at('csv'), { range: 'bytes=0-2' });

  assert.deepEqual(
    [answer.status, answer.text, answer.headers['content-range'], Number(answer.headers['content-length'])],
    [206, 'a,b', 'bytes 0-2/9', 3],
  );
});

test('a part beyond the end is refused with the size', async () => {
  const answer = await get(at('csv'), { range: 'bytes=9-' });

  assert.deepEqual([answer.status, answer.headers['content-range']], [416, 'bytes */9']);
});

test('a part of another version is the whole file', async () => {
  assert.equal((await get(at('csv'), { range: 'bytes=0-2', 'if-range': '"old"' })).status, 200);
});

test('a reader who has the version gets nothing again', async () => {
  const answer = await get(at('csv'), { 'if-none-match': `"${key}"` });

  assert.deepEqual([answer.status, answer.text, answer.headers['etag']], [304, '', `"${key}"`]);
});

test('a reader who wants another version than there is gets none', async () => {
  const modified = String((await get(at('csv'))).headers['last-modified']);
  const before = new Date(Date.parse(modified) - 60_000).toUTCString();
  const statusWith = async (headers: Record<string, string>): Promise<number> => (await get(at('csv'), headers)).status;

  const wrong: Record<string, string>[] = [{ 'if-match': '"old"' }, { 'if-match': `W/"${key}"` }, { 'if-unmodified-since': before }];
  for (const headers of wrong) {
    assert.equal(await statusWith(headers), 412);
    assert.equal(await statusWith({ ...headers, range: 'bytes=0-2', 'if-none-match': '*' }), 412);
  }
  for (const tags of [`"${key}"`, `"old", "${key}"`, '*'])
    assert.equal(await statusWith({ 'if-match': tags, 'if-unmodified-since': before }), 200);
  for (const date of [modified, 'no date']) assert.equal(await statusWith({ 'if-unmodified-since': date }), 200);
});

test('a page is a file to save, never a page of this site', async () => {
  const { headers } = await get(at('page'));

  assert.equal(headers['content-disposition'], 'attachment; filename=page.html');
  assert.match(String(headers['content-security-policy']), /default-src 'none'.*sandbox/);
  assert.equal(headers['x-content-type-options'], 'nosniff');
});

test('a type that the resource does not name is guessed from the file', async () => {
  assert.equal((await get(at('guessed'))).headers['content-type'], 'application/geo+json');
});

test('a hostile name or type adds no header', async () => {
  const { headers } = await get(at('evil'));

  assert.equal(headers['x-evil'], undefined);
  assert.equal(headers['content-type'], 'application/octet-stream');
  assert.equal(headers['content-disposition'], 'attachment; filename="aX-Evil: 1.csv"');
});

test('a link is redirected to, with what needs escaping escaped', async () => {
  for (const path of [at('link'), at('link', '/download/x')]) {
    const answer = await get(path);
    assert.deepEqual(
      [answer.status, answer.headers['location'], answer.headers['content-type']],
      [302, 'http://example.org/%C3%A4%20%C3%B6?x=1&y=2#z', 'text/html; charset=utf-8'],
    );
  }
});

test('a link that fetches nothing leads nowhere', async () => {
  for (const resource of ['script', 'nowhere']) assert.equal((await get(at(resource))).status, 404);
});

test('who may not see the dataset may not have the file, and a token shows who may', async () => {
  const refused = await get(at('csv', '/download', 'secret'));
  assert.deepEqual([refused.status, refused.headers['content-type']], [403, 'text/html; charset=utf-8']);

  assert.equal((await get(at('csv', '/download', 'secret'), { authorization: ANNS_TOKEN })).status, 200);
});

test('what is not there is 404 as HTML', async () => {
  for (const path of [
    at('nosuch'),
    at('lost'),
    at('csv', '/download/'),
    at('csv', '/download/a/b'),
    '/uploads/group/b.png',
    '/uploads/user/a.png',
    '/uploads/admin/a.png',
    '/uploads/group/..%2Fa.png',
  ]) {
    const answer = await get(path);
    assert.deepEqual([answer.status, answer.headers['content-type']], [404, 'text/html; charset=utf-8'], path);
  }
});

test('a picture is sent by its file name', async () => {
  const answer = await get('/uploads/group/a.png');

  assert.deepEqual(
    [answer.status, answer.headers['content-type'], answer.headers['content-disposition']],
    [200, 'image/png', 'inline; filename=a.png'],
  );
});

test('a download takes no other method', async () => {
  assert.equal((await get(at('csv'), {}, 'POST')).status, 405);
});
