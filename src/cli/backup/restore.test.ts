/** Backup and restore as an operator types them, on data folders of their own, and a restore that is killed. */
import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';

const MAIN = fileURLToPath(new URL('../main.ts', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'kokanee-restore-'));
const children = new Set<ChildProcess>();
after(() => {
  for (const child of children) child.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});
// The embedded server is what is tried here, whatever the tests around run on.
const { DATABASE_URL: _url, ...env } = process.env;

type Ended = { readonly code: number | null; readonly printed: string; readonly said: string };

function begin(
  args: readonly string[],
  variables: Record<string, string> = {},
): { child: ChildProcess; texts: { out: string; error: string } } {
  const child = spawn(process.execPath, [MAIN, ...args], { env: { ...env, ...variables }, stdio: ['ignore', 'pipe', 'pipe'] });
  children.add(child);
  const texts = { out: '', error: '' };
  child.stdout?.on('data', (chunk) => (texts.out += String(chunk)));
  child.stderr?.on('data', (chunk) => (texts.error += String(chunk)));
  return { child, texts };
}

async function kokanee(args: readonly string[], variables: Record<string, string> = {}): Promise<Ended> {
  const { child, texts } = begin(args, variables);
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, printed: texts.out, said: texts.error };
}

const data = (name: string): string => join(folder, name);
const action = async (name: string, what: string, input: object): Promise<Ended> =>
  kokanee(['action', what, JSON.stringify(input), '--data', data(name)]);
const titleIn = async (name: string): Promise<string> => {
  const { printed, said } = await action(name, 'organization_show', { id: 'org', include_dataset_count: false });
  assert.notEqual(printed, '', said);
  return (JSON.parse(printed) as { title: string }).title;
};

const made = await kokanee([
  'user',
  'add',
  'ann',
  '--email',
  'ann@example.org',
  '--password',
  'correct-horse-9',
  '--sysadmin',
  '--data',
  data('one'),
]);
assert.equal(made.code, 0, made.said);
await action('one', 'organization_create', { name: 'org', title: 'As backed up' });
const token = (await kokanee(['token', 'add', 'ann', '--data', data('one')])).printed.trim();
const file = join(folder, 'one.tar');
const backedUp = await kokanee(['backup', file, '--data', data('one')]);

test('a backup says what it holds and warns of its secrets', () => {
  assert.equal(backedUp.code, 0, backedUp.said);
  assert.match(backedUp.printed, /one\.tar: \d+ rows of \d+ tables, 0 files, \d+ bytes\n.*secret of the site/);
});

test('a new data folder takes a backup with its secret, so that its tokens work; a catalogue is replaced only with --yes', async () => {
  const restored = await kokanee(['restore', file, '--data', data('two')]);
  await action('two', 'organization_patch', { id: 'org', title: 'Changed since' });
  const refused = await kokanee(['restore', file, '--data', data('two')]);
  const before = await titleIn('two');
  const replaced = await kokanee(['restore', file, '--yes', '--data', data('two')]);

  assert.equal(restored.code, 0, restored.said);
  assert.match(restored.printed, /every digest is right\nit holds 0 datasets.*\nrestored .* all agree with the backup\n/);
  assert.equal(readFileSync(join(data('two'), 'secret'), 'utf8'), readFileSync(join(data('one'), 'secret'), 'utf8'));
  assert.equal(existsSync(join(data('two'), 'secret.restored')), false);
  assert.deepEqual([refused.code, /say --yes/.test(refused.said), before], [1, true, 'Changed since']);
  assert.equal(replaced.code, 0, replaced.said);
  assert.equal(await titleIn('two'), 'As backed up');
});

test('a restore killed before it commits leaves the old catalogue; killed after it, the new one with its secret', async () => {
  await kokanee(['user', 'add', 'ben', '--email', 'ben@example.org', '--password', 'correct-horse-9', '--data', data('three')]);
  await action('three', 'organization_create', { name: 'org', title: 'Here before' });
  const secret = readFileSync(join(data('three'), 'secret'), 'utf8');
  const restore = (point: string): Promise<Ended> =>
    kokanee(['restore', file, '--yes', '--data', data('three')], point === '' ? {} : { KOKANEE_CRASH_AT: point });

  const early = await restore('restore-before-commit');
  const after = { title: await titleIn('three'), secret: readFileSync(join(data('three'), 'secret'), 'utf8') };
  const late = await restore('restore-after-commit');
  const checked = await kokanee(['check', '--data', data('three')]);
  const again = await restore('');

  assert.deepEqual([early.code, late.code], [null, null]);
  assert.deepEqual(after, { title: 'Here before', secret });
  assert.equal(checked.code, 0, checked.said);
  assert.equal(readFileSync(join(data('three'), 'secret'), 'utf8'), readFileSync(join(data('one'), 'secret'), 'utf8'));
  assert.equal(again.code, 0, again.said);
  assert.equal(await titleIn('three'), 'As backed up');
});

test('a configured secret that is another is refused, unless tokens are given up', async () => {
  const other = { CKAN___SECRET_KEY: 'quite another secret' };

  const refused = await kokanee(['restore', file, '--data', data('four')], other);
  const kept = await kokanee(['restore', file, '--keep-secret', '--data', data('four')], other);

  assert.deepEqual([refused.code, /another SECRET_KEY/.test(refused.said)], [1, true], refused.said);
  assert.equal(kept.code, 0, kept.said);
});

test('--check changes nothing, and what cannot be read is one sentence', async () => {
  const broken = join(folder, 'broken.tar');
  copyFileSync(MAIN, broken);

  const checked = await kokanee(['restore', file, '--check', '--data', data('five')]);
  const refused = await kokanee(['restore', broken, '--data', data('five')]);
  const missing = await kokanee(['restore', join(folder, 'none.tar'), '--data', data('five')]);
  const nothing = await kokanee(['backup', join(folder, 'none.tar'), '--data', data('five')]);

  assert.equal(checked.code, 0, checked.said);
  assert.deepEqual([refused.code, refused.said], [1, 'This is no backup of Kokanee.\n']);
  assert.match(missing.said, /^There is no file .*none\.tar\.\n$/);
  assert.match(nothing.said, /^There is no catalogue in .*\n$/);
  assert.equal(existsSync(data('five')), false);
});

test('a catalogue that is being served is not replaced, and can be backed up; a restored one is served with its tokens', async () => {
  const { child, texts } = begin(['serve', '--port', '0', '--no-sample', '--data', data('two')]);
  const url = await listening(texts);

  const known = await fetch(`${url}/api/3/action/api_token_list`, {
    method: 'POST',
    headers: { authorization: token, 'content-type': 'application/json' },
    body: '{"user":"ann"}',
  });
  const refused = await kokanee(['restore', file, '--yes', '--data', data('two')]);
  const second = await kokanee(['backup', `${folder}/`, '--data', data('two')]);
  child.kill('SIGTERM');
  await once(child, 'exit');

  assert.equal(known.status, 200, await known.text());
  assert.match(refused.said, /A server runs on this catalogue .*: stop it/);
  assert.equal(second.code, 0, second.said);
});

async function listening(texts: { readonly out: string; readonly error: string }): Promise<string> {
  for (let tries = 0; tries < 1_000; tries++) {
    const url = /^listening on (http:\S+)$/m.exec(texts.out)?.[1];
    if (url !== undefined) return url;
    await new Promise((done) => setTimeout(done, 20));
  }
  throw new Error(texts.error);
}
