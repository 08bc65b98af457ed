/** The server as scripts meet it: what it prints, when it is ready, how it ends. */
import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';

const MAIN = fileURLToPath(new URL('./main.ts', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'kokanee-serve-'));
const children = new Set<ChildProcess>();
after(() => {
  for (const child of children) child.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});
// The embedded server is what is tried here, whatever the tests around run on.
const { DATABASE_URL: _url, ...env } = process.env;

type Served = { readonly child: ChildProcess; readonly printed: () => string; readonly url: string };

function run(args: readonly string[]): { child: ChildProcess; printed: () => string; said: () => string } {
  const child = spawn(process.execPath, [MAIN, ...args], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  children.add(child);
  const texts = { out: '', error: '' };
  child.stdout?.on('data', (chunk) => (texts.out += String(chunk)));
  child.stderr?.on('data', (chunk) => (texts.error += String(chunk)));
  return { child, printed: () => texts.out, said: () => texts.error };
}

async function serve(...args: string[]): Promise<Served> {
  const { child, printed, said } = run(['serve', '--port', '0', ...args]);
  for (;;) {
    const url = /^listening on (http:\S+)$/m.exec(printed())?.[1];
    if (url !== undefined) return { child, printed, url };
    assert.equal(child.exitCode, null, said());
    await new Promise((done) => setTimeout(done, 20));
  }
}

async function command(...args: string[]): Promise<{ code: number | null; printed: string; said: string }> {
  const { child, printed, said } = run(args);
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, printed: printed(), said: said() };
}

async function end(child: ChildProcess): Promise<{ code: number | null; milliseconds: number }> {
  const start = performance.now();
  const ended = once(child, 'exit') as Promise<[number | null]>;
  child.kill('SIGTERM');
  return { code: (await ended)[0], milliseconds: performance.now() - start };
}

test('the first start shows a password once; SIGTERM ends it within five seconds', async () => {
  const data = join(folder, 'first');

  const first = await serve('--data', data, '--no-sample');
  const answer = await fetch(`${first.url}/api/3/action/package_list`);
  const stopped = await end(first.child);
  const second = await serve('--data', data, '--no-sample');
  await end(second.child);

  assert.match(first.printed(), /name: +admin\n +password: \S{12,}/);
  assert.deepEqual(((await answer.json()) as { result: unknown }).result, []);
  assert.equal(stopped.code, 0);
  assert.ok(stopped.milliseconds < 5_000, `${stopped.milliseconds} ms`);
  assert.equal(second.printed(), `listening on ${second.url}\n`);
});

test('two starts at once make one sysadmin and load the sample once', async () => {
  const data = join(folder, 'twins');

  const twins = await Promise.all([serve('--data', data), serve('--data', data)]);
  const names = await Promise.all(
    twins.map(async ({ url }) => ((await (await fetch(`${url}/api/3/action/package_list`)).json()) as { result: string[] }).result),
  );
  const shown = await fetch(`${twins[0].url}/api/3/action/package_show?id=b67255a7-8040-43c0-935c-d74f168af215`);

  assert.equal(twins.filter(({ printed }) => /password:/.test(printed())).length, 1);
  assert.ok((names[0]?.length ?? 0) >= 60);
  assert.deepEqual(names[0], names[1]);
  assert.equal(shown.status, 200);
  await Promise.all(twins.map(({ child }) => end(child)));
});

test('other commands work while it runs, and it hears of them', async () => {
  const data = join(folder, 'busy');
  const { child, url } = await serve('--data', data, '--no-sample');
  const call = async (action: string, token: string, body: object = {}): Promise<{ success: boolean; result: Record<string, unknown> }> => {
    const answer = await fetch(`${url}/api/3/action/${action}`, {
      method: 'POST',
      headers: { authorization: token, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    return (await answer.json()) as { success: boolean; result: Record<string, unknown> };
  };

  const added = await command(
    'user',
    'add',
    'ann',
    '--email',
    'ann@example.org',
    '--password',
    'correct-horse-9',
    '--sysadmin',
    '--data',
    data,
  );
  const token = (await command('token', 'add', 'ann', '--data', data)).printed.trim();
  const made = await call('organization_create', token, { name: 'org' });
  const dataset = await call('package_create', token, { name: 'before', owner_org: 'org' });
  const checked = await command('check', '--data', data);
  const acted = await command('action', 'package_show', '{"id":"before"}', '--data', data);
  const refused = await command('action', 'package_show', '{"id":"nothing"}', '--data', data);
  const reset = await command('reset', '--yes', '--data', data);
  const again = await call('organization_create', token, { name: 'org' });
  await call('package_create', token, { name: 'after', owner_org: 'org' });
  await new Promise((done) => setTimeout(done, 1_000));
  const found = await call('package_search', token, { q: '*:*' });
  await end(child);

  assert.equal(added.code, 0, added.said);
  assert.match(token, /^\S+\.\S+\.\S+$/);
  assert.ok(made.success && dataset.success);
  assert.deepEqual([checked.code, /1 running server/.test(checked.printed)], [0, true], checked.said);
  assert.equal((JSON.parse(acted.printed) as { name: string }).name, 'before');
  assert.deepEqual([refused.code, (JSON.parse(refused.said) as { __type: string }).__type], [1, 'Not Found Error']);
  assert.equal(reset.code, 0, reset.said);
  assert.ok(again.success, 'the sysadmin and his token are kept');
  assert.deepEqual(
    (found.result.results as { name: string }[]).map(({ name }) => name),
    ['after'],
  );
});

test('a port in use is one sentence', async () => {
  const { child, url } = await serve('--data', join(folder, 'port'), '--no-sample');

  const second = await command('serve', '--port', new URL(url).port, '--data', join(folder, 'port'));
  await end(child);

  assert.equal(second.code, 1);
  assert.match(second.said, /^Port \d+ is in use: [^\n]+\n$/);
});
