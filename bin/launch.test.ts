// The launcher: signals, exit codes and deaths between it and what it launches.
// Its child path is taken by telling the launching Node that it is old.

import assert from 'node:assert/strict';
import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { after, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';

const folder = mkdtempSync(join(tmpdir(), 'kokanee-launch-'));
after(() => rmSync(folder, { recursive: true }));

const olden = `data:text/javascript,${encodeURIComponent(
  "Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '20.0.0' } })",
)}`;
const parentModule = new URL('../src/cli/parent.ts', import.meta.url).href;

test('the exit code of the script is that of the launcher, and a script that is done ends', async () => {
  const launcher = launch('console.log("ran"); process.exitCode = 7');

  assert.deepEqual(await launcher.end, [7, null]);
});

test('SIGTERM reaches the script, whose end is then the end of the launcher', async () => {
  const launcher = launch(`
    process.on('SIGTERM', () => { console.log('told to stop'); process.exit(3) })
    setInterval(() => {}, 1000); console.log('ready')`);
  await launcher.hear();

  launcher.process.kill('SIGTERM');

  assert.equal(await launcher.hear(), 'told to stop');
  assert.deepEqual(await launcher.end, [3, null]);
});

test('SIGHUP reaches the script, and a script that dies of a signal takes the launcher along', async () => {
  const launcher = launch("setInterval(() => {}, 1000); console.log('ready')");
  await launcher.hear();

  launcher.process.kill('SIGHUP');

  assert.deepEqual(await launcher.end, [null, 'SIGHUP']);
});

test('Ctrl-C in a terminal, doubled by npm, reaches the script once', async () => {
  const launcher = launch(`
    let count = 0
    process.on('SIGINT', () => { if (++count === 1) setTimeout(() => { console.log(count); process.exit(0) }, 200) })
    setInterval(() => {}, 1000); console.log('ready')`);
  await launcher.hear();

  process.kill(-Number(launcher.process.pid), 'SIGINT');
  await sleep(20);
  launcher.process.kill('SIGINT');

  assert.equal(await launcher.hear(), '1');
  assert.deepEqual(await launcher.end, [0, null]);
});

test('a script ends when its launcher is killed', async () => {
  const launcher = launch('setInterval(() => {}, 1000); console.log(process.pid)');
  const pid = Number(await launcher.hear());

  launcher.process.kill('SIGKILL');

  await isGone(pid);
});

test('a script that asked for it hears that its launcher was killed, and ends in its own way', async () => {
  const launcher = launch(`
    import { onParentGone } from '${parentModule}'
    import { writeFileSync } from 'node:fs'
    onParentGone(() => { writeFileSync(process.argv[1] + '.gone', ''); setTimeout(() => process.exit(0), 50) })
    setInterval(() => {}, 1000); console.log(process.pid)`);
  const pid = Number(await launcher.hear());

  launcher.process.kill('SIGKILL');

  await isGone(pid);
  rmSync(`${launcher.script}.gone`); // throws unless it was written
});

test('a request to stop that comes in many ways is one, and a later one insists', async () => {
  const launcher = launch(
    `
    import { onStopRequested } from '${parentModule}'
    onStopRequested((why) => console.log('stop', why), (why) => { console.log('insist', why); process.exit(0) })
    setInterval(() => {}, 1000); console.log('ready')`,
    [],
  );
  await launcher.hear();

  process.kill(-Number(launcher.process.pid), 'SIGINT');
  await sleep(20);
  launcher.process.kill('SIGTERM');
  const first = await launcher.hear();
  await sleep(1_100);
  launcher.process.kill('SIGINT');

  // On a busy machine both lie waiting, and the system hands over the later one first.
  assert.match(String(first), /^stop SIG(INT|TERM)$/);
  assert.equal(await launcher.hear(), 'insist SIGINT');
});

test('what the script starts is not taken for launched itself', async () => {
  const launcher = launch('console.log(String(process.env.KOKANEE_LAUNCHED), process.argv[2])');

  assert.equal(await launcher.hear(), 'undefined argument');
});

test('a Node that is new enough runs the script itself', async () => {
  const launcher = launch('console.log(process.pid, process.argv[2])', []);

  assert.equal(await launcher.hear(), `${launcher.process.pid} argument`);
});

type Launched = {
  readonly process: ChildProcess;
  readonly script: string;
  readonly end: Promise<unknown[]>;
  hear(): Promise<unknown>;
};

let scripts = 0;

function launch(source: string, flags: string[] = ['--import', olden]): Launched {
  const script = join(folder, `script-${++scripts}.mjs`);
  writeFileSync(script, source);
  const launcher = join(import.meta.dirname, 'node24.js');
  const child = spawn(process.execPath, [...flags, launcher, script, 'argument'], {
    detached: true,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return { process: child, script, end: once(child, 'exit'), hear: async () => (await lines.next()).value };
}

async function isGone(pid: number): Promise<void> {
  const deadline = Date.now() + 5_000;
  while (isThere(pid)) {
    assert.ok(Date.now() < deadline, `process ${pid} lives on`);
    await sleep(10);
  }
}

function isThere(pid: number): boolean {
  try {
    process.kill(pid, 0);
    // Nobody may have collected it yet.
    return process.platform !== 'linux' || !readFileSync(`/proc/${pid}/stat`, 'utf8').includes(') Z ');
  } catch {
    return false;
  }
}
