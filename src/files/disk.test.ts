// Files on a disk, in a folder of their own for each test.

import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { buffer, text } from 'node:stream/consumers';
import { diskStore } from './disk.ts';
import { NoRoom, TooLarge } from './storage.ts';

let folder = '';
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kokanee-files-'));
});
after(() => rm(folder, { recursive: true, force: true }));

async function* bytes(...chunks: (string | Buffer)[]): AsyncIterable<Buffer> {
  for (const chunk of chunks) yield Buffer.from(chunk);
}

test('a file is put once and read back whole, with its hash, its size and its first bytes', async () => {
  const store = diskStore(join(folder, 'whole'));

  const { file, start } = await store.put(bytes('a,b\n', '1,2\n'), { maxBytes: 100 });

  const opened = await store.open(file.key);
  assert.equal(opened === undefined ? '' : await text(opened), 'a,b\n1,2\n');
  assert.equal(file.size, 8);
  assert.equal(file.sha256, createHash('sha256').update('a,b\n1,2\n').digest('hex'));
  assert.equal(await store.hash(file.key), file.sha256);
  assert.equal(Buffer.from(start).toString(), 'a,b\n1,2\n');
});

test('of a large file only the first bytes are handed back, and a range is read without the rest', async () => {
  const store = diskStore(join(folder, 'large'));
  const chunk = Buffer.alloc(1_000_000, 'x');

  const { file, start } = await store.put(bytes(chunk, chunk, 'end'), { maxBytes: 1e9 });

  const opened = await store.open(file.key, { start: 1_999_999, end: 2_000_001 });
  assert.equal(start.length, 4096);
  assert.equal(opened === undefined ? '' : String(await buffer(opened)), 'xen');
  assert.equal((await store.stat(file.key))?.size, 2_000_003);
});

test('a file over the limit is refused and leaves nothing behind', async () => {
  const store = diskStore(join(folder, 'limit'));

  await assert.rejects(store.put(bytes('12345', '67890', '1'), { maxBytes: 10 }), TooLarge);

  assert.deepEqual(await Array.fromAsync(store.list()), []);
  assert.deepEqual(await readdir(join(folder, 'limit', 'unfinished')), []);
});

test('a source that fails half-way leaves nothing behind', async () => {
  const store = diskStore(join(folder, 'broken'));
  const source = (async function* () {
    yield Buffer.from('half');
    throw new Error('the client went away');
  })();

  await assert.rejects(store.put(source, { maxBytes: 10 }), /went away/);

  assert.deepEqual(await Array.fromAsync(store.list()), []);
  assert.deepEqual(await readdir(join(folder, 'broken', 'unfinished')), []);
});

test('what a crash left half written can be removed once it is old', async () => {
  const store = diskStore(join(folder, 'crashed'));
  const { file } = await store.put(bytes('whole'), { maxBytes: 10 });
  await writeFile(join(folder, 'crashed', 'unfinished', 'half'), 'ha');

  const removed = [await store.removeUnfinished(60_000), await store.removeUnfinished(-1)];

  assert.deepEqual(removed, [0, 1]);
  assert.deepEqual(await Array.fromAsync(store.list()), [file.key]);
  assert.deepEqual(await readdir(join(folder, 'crashed', 'unfinished')), []);
});

test('files that are held are read to their end, though they are removed meanwhile', async () => {
  const store = diskStore(join(folder, 'held'));
  const { file } = await store.put(bytes('still here'), { maxBytes: 100 });
  const held = await store.hold();

  const added = [await held.add(file.key), await held.add('00000000-0000-0000-0000-000000000000'), await held.add('../x')];
  await store.remove(file.key);
  const opened = await held.open(file.key);
  const read = opened === undefined ? '' : await text(opened);
  const listed = await Array.fromAsync(store.list());
  await held.release();

  assert.deepEqual([added, read, listed], [[true, false, false], 'still here', []]);
  assert.deepEqual(await readdir(join(folder, 'held', 'unfinished')), []);
});

test('what a reader that was killed held is removed once it is old', async () => {
  const store = diskStore(join(folder, 'left'));
  const { file } = await store.put(bytes('x'), { maxBytes: 100 });
  await (await store.hold()).add(file.key);

  const removed = [await store.removeUnfinished(60_000), await store.removeUnfinished(-1)];

  assert.deepEqual(removed, [0, 1]);
  assert.deepEqual(await Array.fromAsync(store.list()), [file.key]);
});

test('a file that had a key elsewhere gets it here, in place of what lay there', async () => {
  const store = diskStore(join(folder, 'given'));
  const { file } = await store.put(bytes('old'), { maxBytes: 100 });

  const again = await store.put(bytes('new'), { maxBytes: 100, key: file.key });

  const opened = await store.open(file.key);
  assert.deepEqual([again.file.key, opened === undefined ? '' : await text(opened)], [file.key, 'new']);
  await assert.rejects(store.put(bytes('x'), { maxBytes: 100, key: '../x' }), /is no key/);
});

test('a full disk is told of, and nothing of the file stays', async () => {
  const faults: unknown[] = [];
  const store = diskStore(join(folder, 'full'), (error) => faults.push(error));
  const source = (async function* () {
    yield Buffer.from('some');
    throw Object.assign(new Error('no space left on device, write'), { code: 'ENOSPC' });
  })();

  await assert.rejects(store.put(source, { maxBytes: 100 }), NoRoom);

  assert.equal(faults.length, 1);
  assert.deepEqual(await readdir(join(folder, 'full', 'unfinished')), []);
});

test('an empty file is a file', async () => {
  const store = diskStore(join(folder, 'empty'));

  const { file } = await store.put(bytes(), { maxBytes: 10 });

  assert.equal((await store.stat(file.key))?.size, 0);
});

test('a removed file is gone, and removing it again is no error', async () => {
  const store = diskStore(join(folder, 'removed'));
  const { file } = await store.put(bytes('x'), { maxBytes: 10 });

  await store.remove(file.key);
  await store.remove(file.key);

  assert.equal(await store.open(file.key), undefined);
  assert.equal(await store.stat(file.key), undefined);
  assert.equal(await store.hash(file.key), undefined);
});

test('the list names every file and nothing else that lies there', async () => {
  const store = diskStore(join(folder, 'list'));
  const first = (await store.put(bytes('1'), { maxBytes: 10 })).file.key;
  const second = (await store.put(bytes('2'), { maxBytes: 10 })).file.key;
  await writeFile(join(folder, 'list', first.slice(0, 2), 'notes.txt'), 'x');

  assert.deepEqual((await Array.fromAsync(store.list())).sort(), [first, second].sort());
});

test('a key that is no key leads nowhere, whatever path it spells', async () => {
  const store = diskStore(join(folder, 'keys'));
  await writeFile(join(folder, 'secret'), 'x');

  for (const key of ['../secret', '..', '', '/etc/passwd', 'aa/../../secret', `${'0'.repeat(8)}-0000-0000-0000-000000000000/../..`]) {
    assert.equal(await store.open(key), undefined);
    assert.equal(await store.stat(key), undefined);
    await store.remove(key);
  }
});
