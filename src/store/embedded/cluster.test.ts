// The life of a shared server: who starts it, who shares it, who stops it, and
// what happens when somebody is killed.

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, test } from 'node:test';
import pg from 'pg';
import { acquireCluster } from './cluster.ts';
import { aDataFolder, aMember, eventually, isAlive, startMember } from './test-members.ts';

// Most tests begin with an existing cluster whose server is stopped.
const house = aDataFolder();
after(house.remove);

test('a fresh data folder gets a server that ordinary work enters without special rights', async () => {
  const cluster = await acquireCluster(house.dir);

  const client = new pg.Client({ ...cluster });
  await client.connect();
  const { rows } = await client.query(
    `SELECT rolsuper OR rolcreatedb OR rolcreaterole AS mighty, current_setting('listen_addresses') AS network,
            datlocale, pg_encoding_to_char(encoding) AS encoding, datdba = r.oid AS owned
     FROM pg_roles r, pg_database WHERE rolname = current_user AND datname = current_database()`,
  );
  await client.end();
  await cluster.release();

  assert.deepEqual(rows, [{ mighty: false, network: '', datlocale: 'C.UTF-8', encoding: 'UTF8', owned: true }]);
});

test('the last process out stops the server', async () => {
  const first = await aMember(house.dir);
  const second = await aMember(house.dir);

  await first.ask('release');
  const meanwhile = await second.ask('work');
  await second.ask('release');

  assert.deepEqual(meanwhile, { who: 'kokanee', answer: 42 });
  assert.equal(first.joined.postmaster, second.joined.postmaster);
  assert.equal(isAlive(first.joined.postmaster), false);
});

test('two leases in one process count as two', async () => {
  const first = await acquireCluster(house.dir);
  const second = await acquireCluster(house.dir);

  await first.release();
  await second.ensureRunning();
  const isUp = existsSync(join(second.clusterDir, 'postmaster.pid'));
  await second.release();

  assert.equal(isUp, true);
  assert.equal(existsSync(join(second.clusterDir, 'postmaster.pid')), false);
});

for (const [count, name] of [
  [2, 'two'],
  [5, 'five'],
] as const) {
  test(`${name} processes that start at once on a fresh folder share one server`, async () => {
    const fresh = aDataFolder();

    const members = await Promise.all(Array.from({ length: count }, () => aMember(fresh.dir)));
    const answers = await Promise.all(members.map((member) => member.ask('work')));
    await Promise.all(members.map((member) => member.ask('release')));
    const servers = new Set(members.map((member) => member.joined.postmaster));
    await fresh.remove();

    assert.equal(servers.size, 1);
    assert.equal(answers.filter((answer) => answer.answer === 42).length, count);
    assert.equal(isAlive([...servers][0]), false);
  });
}

test('when the process that started the server is killed, the others go on and the last one stops it', async () => {
  const starter = await aMember(house.dir);
  const second = await aMember(house.dir);

  await starter.end('SIGKILL');
  const late = await aMember(house.dir);
  await second.ask('release');
  const answer = await late.ask('work');
  await late.ask('release');

  assert.equal(answer.answer, 42);
  assert.equal(late.joined.postmaster, starter.joined.postmaster);
  assert.equal(isAlive(starter.joined.postmaster), false);
});

test('a server whose only user was killed is adopted by the next one', async () => {
  const killed = await aMember(house.dir);
  await killed.end('SIGKILL');
  const isOrphan = isAlive(killed.joined.postmaster);

  const next = await aMember(house.dir);
  await next.ask('release');

  assert.equal(isOrphan, true);
  assert.equal(next.joined.postmaster, killed.joined.postmaster);
  // What has ended is still there until the system has taken note.
  await eventually(() => !isAlive(killed.joined.postmaster));
});

test('a process killed while it starts the server blocks nobody', async () => {
  const fresh = aDataFolder();
  const killed = startMember(fresh.dir);
  await eventually(() => existsSync(join(fresh.dir, 'database', 'turn.lock')));
  await killed.end('SIGKILL');

  const next = await aMember(fresh.dir);
  const answer = await next.ask('work');
  await next.ask('release');
  await fresh.remove();

  assert.equal(answer.answer, 42);
});

test('members bring a killed server back, all at once, and find one server', async () => {
  const members = await Promise.all([aMember(house.dir), aMember(house.dir)]);
  process.kill(Number(members[0].joined.postmaster), 'SIGKILL');

  const answers = await Promise.all(members.map((member) => member.ask('ensure')));
  const works = await Promise.all(members.map((member) => member.ask('work')));
  await Promise.all(members.map((member) => member.ask('release')));

  assert.notEqual(answers[0]?.postmaster, members[0].joined.postmaster);
  assert.equal(answers[0]?.postmaster, answers[1]?.postmaster);
  assert.deepEqual(
    works.map((work) => work.answer),
    [42, 42],
  );
});

test('a server killed at work is started again though a backend is busy', async () => {
  const cluster = await acquireCluster(house.dir);
  const client = new pg.Client({ ...cluster });
  client.on('error', () => {});
  await client.connect();
  const busy = client.query('SELECT count(*) FROM generate_series(1, 1000000000)').catch((error: unknown) => error);
  const pid = Number(readFileSync(join(cluster.clusterDir, 'postmaster.pid'), 'utf8').split('\n')[0]);
  process.kill(pid, 'SIGKILL');

  await cluster.ensureRunning();
  await busy;
  await client.end().catch(() => {});
  const now = Number(readFileSync(join(cluster.clusterDir, 'postmaster.pid'), 'utf8').split('\n')[0]);
  await cluster.release();

  assert.notEqual(now, pid);
});

test('a leftover process number that now belongs to another program is no obstacle', async () => {
  const cluster = await acquireCluster(house.dir);
  await cluster.release();
  const other = spawn('sleep', ['60'], process.getuid?.() === 0 ? { uid: statSync(cluster.clusterDir).uid } : {});
  writeFileSync(join(cluster.clusterDir, 'postmaster.pid'), `${other.pid}\n${cluster.clusterDir}\n1\n5432\n\n\n\nready\n`);

  const member = await aMember(house.dir);
  const answer = await member.ask('work');
  await member.ask('release');
  const isUnharmed = isAlive(other.pid);
  other.kill();

  assert.equal(answer.answer, 42);
  assert.equal(isUnharmed, true);
});

test('a process that exits without releasing stops the server if it was the last', async () => {
  const member = await aMember(house.dir);

  member.process.stdin?.write('exit\n');

  await eventually(() => !isAlive(member.joined.postmaster));
});

test('Ctrl-C to the process group leaves the server running until Node has finished', async () => {
  const member = await aMember(house.dir, { detached: true });

  process.kill(-Number(member.process.pid), 'SIGINT');
  const interrupted = await member.hear();
  const answer = await member.ask('work');
  await member.ask('release');

  assert.deepEqual(interrupted, { interrupted: true });
  assert.equal(answer.answer, 42);
});

test('a cluster of another PostgreSQL is refused in one sentence', async () => {
  const version = join(house.dir, 'database', 'cluster', 'PG_VERSION');
  writeFileSync(version, '17\n');

  const refusal = acquireCluster(house.dir);

  await assert.rejects(refusal, /^ClusterRefused: The database in .* was made by PostgreSQL 17 and this Kokanee brings 18: .*\.$/);
  writeFileSync(version, '18\n');
});
