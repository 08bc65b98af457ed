// The kernel's locks, seen from two processes.

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { test } from 'node:test';
import { FileLock, whileLocked } from './file-lock.ts';
import { aDataFolder } from './test-members.ts';

const holder = `
  import { FileLock } from ${JSON.stringify(new URL('file-lock.ts', import.meta.url).href)}
  const lock = new FileLock(process.argv[1])
  console.log(lock.tryExclusive() ? 'held' : 'busy')
  setInterval(() => {}, 1000)
`;

test('a lock is free as soon as its holder is killed', async () => {
  const folder = aDataFolder();
  const file = join(folder.dir, 'some.lock');
  const child = spawn(process.execPath, ['--input-type=module', '-e', holder, file], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [said] = await once(child.stdout, 'data');
  const lock = new FileLock(file);

  const whileHeld = [lock.tryExclusive(), lock.tryShared()];
  child.kill('SIGKILL');
  await once(child, 'exit');
  const afterwards = lock.tryExclusive();
  lock.free();
  await folder.remove();

  assert.equal(String(said), 'held\n');
  assert.deepEqual(whileHeld, [false, false]);
  assert.equal(afterwards, true);
});

test('sharers keep out whoever wants the lock alone, until the last is gone', async () => {
  const folder = aDataFolder();
  const file = join(folder.dir, 'some.lock');
  const [first, second, third] = [new FileLock(file), new FileLock(file), new FileLock(file)];

  const shared = [first.tryShared(), second.tryShared()];
  const tries = [third.tryExclusive()];
  first.free();
  tries.push(third.tryExclusive());
  second.free();
  tries.push(third.tryExclusive());
  third.free();
  await folder.remove();

  assert.deepEqual(shared, [true, true]);
  assert.deepEqual(tries, [false, false, true]);
});

test('work under one lock never overlaps', async () => {
  const folder = aDataFolder();
  const file = join(folder.dir, 'some.lock');
  let inside = 0;
  let most = 0;
  const work = async (): Promise<void> => {
    most = Math.max(most, ++inside);
    await new Promise(setImmediate);
    inside--;
  };

  await Promise.all(Array.from({ length: 5 }, () => whileLocked(file, work)));
  await folder.remove();

  assert.equal(most, 1);
});
