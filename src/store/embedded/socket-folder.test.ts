// Where the socket lies, and what is refused in its place.

import assert from 'node:assert/strict';
import { chmodSync, mkdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import type { Place } from './place.ts';
import { assertPrivate, socketFolder } from './socket-folder.ts';
import { aDataFolder, aMember } from './test-members.ts';
import { ownUser } from './user.ts';

test('the socket of a data folder with a long path lies in a private folder of its own', async () => {
  const folder = aDataFolder();
  const long = join(folder.dir, 'a-rather-long-name-of-a-folder'.repeat(3));
  mkdirSync(long);

  const member = await aMember(long);
  const answer = await member.ask('work');
  await member.ask('release');
  await folder.remove();
  rmSync(String(member.joined.host), { recursive: true });

  assert.equal(dirname(String(member.joined.host)), '/tmp');
  assert.equal(answer.answer, 42);
});

test('a socket folder that others could have prepared is refused', () => {
  const folder = aDataFolder();
  const place = aPlace(join(folder.dir, 'x'.repeat(100)));
  const socketDir = socketFolder(place);
  mkdirSync(socketDir);
  chmodSync(socketDir, 0o755);

  assert.throws(() => assertPrivate(socketDir, place), /should be a private folder of user \d+ and is not: .*\.$/);
  rmSync(socketDir, { recursive: true });
  rmSync(folder.dir, { recursive: true });
});

function aPlace(dir: string): Place {
  const user = ownUser();
  return {
    dataDir: dir,
    dir,
    clusterDir: join(dir, 'cluster'),
    logFile: join(dir, 'server.log'),
    keeper: user,
    user,
  };
}
