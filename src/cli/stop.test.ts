/** A server that is told to stop while it is busy: nothing that it took on is cut, and it says so to those who would ask again. */
import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { Agent, type ClientRequest, type IncomingMessage, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const MAIN = fileURLToPath(new URL('./main.ts', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'kokanee-stop-'));
const data = join(folder, 'data');
const children = new Set<ChildProcess>();
after(() => {
  for (const child of children) child.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});
// The embedded server is what is tried here, whatever the tests around run on.
const { DATABASE_URL: _url, ...env } = process.env;

function kokanee(
  args: readonly string[],
  variables: Record<string, string> = {},
): { child: ChildProcess; texts: { out: string; error: string } } {
  const child = spawn(process.execPath, [MAIN, ...args, '--data', data], {
    env: { ...env, ...variables },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  children.add(child);
  const texts = { out: '', error: '' };
  child.stdout?.on('data', (chunk) => (texts.out += String(chunk)));
  child.stderr?.on('data', (chunk) => (texts.error += String(chunk)));
  return { child, texts };
}

async function printed(...args: string[]): Promise<string> {
  const { child, texts } = kokanee(args);
  await once(child, 'close');
  assert.equal(child.exitCode, 0, texts.error);
  return texts.out.trim();
}

async function serve(variables: Record<string, string> = {}): Promise<{ child: ChildProcess; url: string; said: () => string }> {
  const { child, texts } = kokanee(['serve', '--port', '0', '--no-sample'], variables);
  for (;;) {
    const url = /^listening on (http:\S+)$/m.exec(texts.out)?.[1];
    if (url !== undefined) return { child, url, said: () => texts.error };
    assert.equal(child.exitCode, null, texts.error);
    await pause(20);
  }
}

type Got = { readonly status: number; readonly closes: boolean; readonly body: Buffer };

async function read(answer: IncomingMessage, slowlyMs = 0): Promise<Got> {
  const chunks: Buffer[] = [];
  for await (const chunk of answer) {
    chunks.push(chunk as Buffer);
    if (slowlyMs > 0) await pause(slowlyMs);
  }
  return { status: answer.statusCode ?? 0, closes: answer.headers.connection === 'close', body: Buffer.concat(chunks) };
}

/** Asks again and again over one connection, until an answer says that it ends. */
async function keepAsking(url: string): Promise<{ readonly asked: number; readonly last: Got }> {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  for (let asked = 1; ; asked++) {
    const outgoing = request(`${url}/api/3/action/package_list`, { agent }).end();
    const [answer] = (await once(outgoing, 'response')) as [IncomingMessage];
    const last = await read(answer);
    if (last.closes || last.status !== 200) return { asked, last };
  }
}

/** Asks again and again, each time over a new connection, until something else than an answer comes of it. */
async function keepConnecting(url: string): Promise<string> {
  for (;;) {
    try {
      const outgoing = request(`${url}/healthz`, { agent: new Agent({ keepAlive: false }) }).end();
      const [answer] = (await once(outgoing, 'response')) as [IncomingMessage];
      await read(answer);
    } catch (error) {
      return (error as NodeJS.ErrnoException).code ?? String(error);
    }
  }
}

const boundary = 'a-boundary';
const field = `--${boundary}\r\nContent-Disposition: form-data; name="package_id"\r\n\r\none\r\n`;
const head = `${field}--${boundary}\r\nContent-Disposition: form-data; name="upload"; filename="slow.bin"\r\nContent-Type: text/csv\r\n\r\n`;

/** The first half of an upload. */
function beginUpload(url: string): ClientRequest {
  const headers = { authorization: token, 'content-type': `multipart/form-data; boundary=${boundary}` };
  const outgoing = request(`${url}/api/3/action/resource_create`, { method: 'POST', headers });
  outgoing.write(head);
  outgoing.write(bytes.subarray(0, bytes.length >> 1));
  return outgoing;
}

/** An upload whose second half leaves a while after it is told. */
async function upload(url: string, goOn: Promise<unknown>): Promise<Got> {
  const outgoing = beginUpload(url);
  const answered = once(outgoing, 'response') as Promise<[IncomingMessage]>;
  await goOn;
  await pause(700);
  outgoing.end(Buffer.concat([bytes.subarray(bytes.length >> 1), Buffer.from(`\r\n--${boundary}--\r\n`)]));
  return read((await answered)[0]);
}

await printed('user', 'add', 'ann', '--email', 'ann@example.org', '--password', 'correct-horse-9', '--sysadmin');
await printed('action', 'organization_create', '{"name":"org"}');
await printed('action', 'package_create', '{"name":"one","owner_org":"org"}');
const token = await printed('token', 'add', 'ann');
const bytes = Buffer.alloc(8 * 1024 * 1024, 'abc,');

test('requests under way end well, busy connections are told, and the process ends with 0', async () => {
  const { child, url, said } = await serve();
  const stopped = once(child, 'exit') as Promise<[number | null]>;
  const { promise: told, resolve: tell } = Promise.withResolvers<void>();
  const first = await upload(url, Promise.resolve());
  const { id } = (JSON.parse(first.body.toString()) as { result: { id: string } }).result;
  const fetching = request(`${url}/dataset/one/resource/${id}/download`).end();
  const [download] = (await once(fetching, 'response')) as [IncomingMessage];

  const uploading = upload(url, told);
  const asking = Array.from({ length: 40 }, () => keepAsking(url));
  const connecting = Array.from({ length: 10 }, () => keepConnecting(url));
  const idle = request(`${url}/healthz`, { agent: new Agent({ keepAlive: true }) }).end();
  await read(((await once(idle, 'response')) as [IncomingMessage])[0]);
  await pause(300);
  child.kill('SIGTERM');
  tell();
  const [uploaded, downloaded, asked] = await Promise.all([uploading, read(download, 10), Promise.all(asking)]);
  const connected = await Promise.all(connecting);
  const [code] = await stopped;
  const resources = JSON.parse(await printed('action', 'package_show', '{"id":"one"}')) as { resources: { size: number }[] };

  assert.equal(code, 0, said());
  assert.deepEqual([uploaded.status, uploaded.closes], [200, true]);
  assert.deepEqual([downloaded.status, downloaded.body.equals(bytes)], [200, true]);
  assert.deepEqual([...new Set(connected)], ['ECONNREFUSED']);
  assert.ok(asked.every(({ last }) => last.status === 200 && last.closes));
  assert.ok(asked.some(({ asked: count }) => count > 1));
  assert.deepEqual(
    resources.resources.map(({ size }) => size),
    [bytes.length, bytes.length],
  );
});

test('what takes longer than it may is cut off, and the log says so', async () => {
  const { child, url, said } = await serve({ KOKANEE__STOP_SECONDS: '1' });
  const stopped = once(child, 'exit') as Promise<[number | null]>;
  const cut = once(beginUpload(url), 'error');
  await pause(300);

  child.kill('SIGTERM');
  const [code] = await stopped;

  assert.equal(code, 0, said());
  assert.match(said(), /longer than 1 s were cut off/);
  await cut;
});

test('a second signal ends it at once', async () => {
  const { child, url } = await serve();
  const stopped = once(child, 'exit') as Promise<[number | null]>;
  beginUpload(url).on('error', () => {});
  await pause(300);

  child.kill('SIGTERM');
  await pause(1_200);
  const begun = performance.now();
  child.kill('SIGTERM');
  const [code] = await stopped;

  assert.equal(code, 1);
  assert.ok(performance.now() - begun < 5_000);
});
