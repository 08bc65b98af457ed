/** Exit codes and the texts that need no catalogue. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { commands } from './commands/index.ts';

const MAIN = fileURLToPath(new URL('./main.ts', import.meta.url));
const run = (...args: string[]): { status: number | null; stdout: string; stderr: string } =>
  spawnSync(process.execPath, [MAIN, ...args], { encoding: 'utf8' });

test('help lists every command, and a command its flags', () => {
  const [all, one] = [run('--help'), run('user', 'add', '--help')];

  for (const { name } of commands) assert.match(all.stdout, new RegExp(`^  ${name} `, 'm'));
  for (const flag of ['--email E', '--sysadmin', '--data DIR', '--database-url URL']) assert.ok(one.stdout.includes(flag), flag);
  assert.deepEqual([all.status, one.status], [0, 0]);
});

test('a wrong command line is one sentence on stderr and exit code 2', () => {
  for (const args of [['nonsense'], ['serve', '--nonsense'], ['reset'], ['action', 'x', '{'], ['serve', '--port', '99999']]) {
    const { status, stdout, stderr } = run(...args);

    assert.deepEqual([status, stdout], [2, ''], args.join(' '));
    assert.match(stderr, /^[^\n]+\n$/);
  }
});

test('the version is that of the package', () => {
  assert.match(run('--version').stdout, /^\d+\.\d+\.\d+\n$/);
});
