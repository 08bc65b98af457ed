// Whom PostgreSQL runs as and where its files then lie: for root, for root in
// private folders, for an ordinary user.

import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { acquireCluster } from './cluster.ts';
import { aDataFolder, aMember, needsNobody, needsRoot, nobody } from './test-members.ts';

test('root in an open folder gets a cluster inside it that an unprivileged user runs', {
  skip: needsRoot,
}, async () => {
  const folder = aDataFolder(0o755);

  const member = await aMember(folder.dir);
  const clusterDir = String(member.joined.clusterDir);
  const answer = await member.ask('work');
  const { uid, mode } = statSync(clusterDir);
  const runner = statSync(`/proc/${member.joined.postmaster}`).uid;
  await member.ask('release');
  await folder.remove();

  assert.equal(clusterDir, join(folder.dir, 'database', 'cluster'));
  assert.deepEqual([uid === 0, mode & 0o777, runner], [false, 0o700, uid]);
  assert.equal(answer.answer, 42);
});

test('root in a 0700 folder gets a cluster elsewhere, named in the folder', { skip: needsRoot }, async () => {
  const folder = aDataFolder(0o700);

  const members = await Promise.all([aMember(folder.dir), aMember(folder.dir)]);
  const clusterDir = String(members[0].joined.clusterDir);
  const named = readFileSync(join(folder.dir, 'cluster-location'), 'utf8').trim();
  const answers = await Promise.all(members.map((member) => member.ask('work')));
  await Promise.all(members.map((member) => member.ask('release')));
  const again = await aMember(folder.dir);
  await again.ask('release');
  await folder.remove();

  assert.equal(clusterDir, join(named, 'cluster'));
  assert.deepEqual([members[1].joined.clusterDir, again.joined.clusterDir], [clusterDir, clusterDir]);
  assert.deepEqual(
    answers.map((answer) => answer.answer),
    [42, 42],
  );
});

test("a data folder below root's home works", { skip: needsRoot }, async () => {
  const folder = aDataFolder(0o755, undefined, homedir());

  const member = await aMember(folder.dir);
  const answer = await member.ask('work');
  await member.ask('release');
  await folder.remove();

  assert.equal(answer.answer, 42);
});

test('a named place that is gone is refused, not replaced by an empty database', {
  skip: needsRoot,
}, async () => {
  const folder = aDataFolder(0o700);
  await (await acquireCluster(folder.dir)).release();
  const place = readFileSync(join(folder.dir, 'cluster-location'), 'utf8').trim();
  rmSync(place, { recursive: true });

  const refusal = acquireCluster(folder.dir);

  await assert.rejects(refusal, /cluster-location says that the database lies in .*, which is gone: .*\.$/);
  await folder.remove();
});

test('an ordinary user has the cluster inside his private folder', { skip: needsNobody }, async () => {
  const folder = aDataFolder(0o700, nobody);

  const member = await aMember(folder.dir, { as: nobody });
  const answer = await member.ask('work');
  const owner = statSync(join(folder.dir, 'database', 'cluster')).uid;
  await member.ask('release');
  await folder.remove();

  assert.equal(answer.answer, 42);
  assert.equal(owner, nobody.uid);
});

test("root joins the server in an ordinary user's folder and spoils nothing for him", {
  skip: needsNobody,
}, async () => {
  const folder = aDataFolder(0o755, nobody);

  const root = await aMember(folder.dir);
  const user = await aMember(folder.dir, { as: nobody });
  const answers = [await root.ask('work'), await user.ask('work')];
  await root.ask('release');
  await user.ask('release');
  const again = await aMember(folder.dir, { as: nobody });
  await again.ask('release');
  await folder.remove();

  assert.deepEqual(
    answers.map((answer) => answer.answer),
    [42, 42],
  );
  assert.equal(user.joined.postmaster, root.joined.postmaster);
});

test("a folder that belongs to another user's Kokanee is refused", { skip: needsNobody }, async () => {
  const folder = aDataFolder(0o755);
  mkdirSync(join(folder.dir, 'database'));

  const member = await aMember(folder.dir, { as: nobody });
  await folder.remove();

  assert.match(String(member.joined.refused), /belongs to user 0: start Kokanee as that user/);
  assert.equal(existsSync(folder.dir), false);
});
