/** The processes under fire: the server, commands, and PostgreSQL of one data folder. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { settlePlace } from '#store/embedded/place.ts';
import { findPostmaster, stopPostmaster } from '#store/embedded/postmaster.ts';
import { socketFolder } from '#store/embedded/socket-folder.ts';

const KOKANEE = fileURLToPath(new URL('../../bin/kokanee.js', import.meta.url));
const START_MS = 40_000;

export type Ended = { readonly code: number | null; readonly signal: NodeJS.Signals | null; readonly out: string; readonly error: string };
export type Process = {
  readonly child: ChildProcess;
  readonly ended: Promise<Ended>;
  readonly printed: () => string;
  readonly isOver: () => boolean;
};
export type Server = Process & { readonly url: string; readonly armed: string | undefined };

/** Nothing of the surroundings but what the system needs; the embedded server is what is killed here. */
const surroundings = (): Record<string, string | undefined> =>
  Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(DATABASE_URL$|KOKANEE_|CKAN_)/.test(name)));

const running = new Set<Process>();
const folders = new Set<string>();
let isEnding = false;

export function startCommand(dataDir: string, args: readonly string[], crashAt?: string): Process {
  if (isEnding) throw new Error('the test is ending');
  folders.add(dataDir);
  const env = { ...surroundings(), ...(crashAt !== undefined && { KOKANEE_CRASH_AT: crashAt }) };
  const child = spawn(process.execPath, [KOKANEE, ...args, '--data', dataDir], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  const texts = { out: '', error: '' };
  child.stdout.on('data', (chunk) => (texts.out += String(chunk)));
  child.stderr.on('data', (chunk) => {
    texts.error += String(chunk);
    appendFileSync(join(dataDir, '..', 'said.log'), chunk);
  });
  const ended = once(child, 'close').then(([code, signal]): Ended => ({ code, signal, ...texts }));
  const started: Process = { child, ended, printed: () => texts.out, isOver: () => child.exitCode !== null || child.signalCode !== null };
  running.add(started);
  void ended.finally(() => running.delete(started));
  return started;
}

/** Runs a command to its end and gives its output; any other end than success is thrown. */
export async function runCommand(dataDir: string, ...args: readonly string[]): Promise<string> {
  const { code, signal, out, error } = await startCommand(dataDir, args).ended;
  if (code !== 0) throw new Error(`kokanee ${args.join(' ')} ended with ${code ?? signal}: ${out}${error}`);
  return out;
}

/** Starts the server; undefined where it was killed before it was ready. */
export async function startServer(dataDir: string, crashAt?: string): Promise<Server | undefined> {
  const started = startCommand(dataDir, ['serve', '--port', '0', '--no-sample'], crashAt);
  for (const deadline = Date.now() + START_MS; Date.now() < deadline; await pause(10)) {
    const url = /^listening on (http:\S+)$/m.exec(started.printed())?.[1];
    if (url !== undefined) return { ...started, url: url.replace('localhost', '127.0.0.1'), armed: crashAt };
    if (!started.isOver()) continue;
    const { code, signal, error } = await started.ended;
    if (signal === 'SIGKILL') return undefined;
    throw new Error(`the server did not start (${code ?? signal}): ${error}`);
  }
  throw new Error(`the server did not start within ${START_MS} ms`);
}

/** Ends a server as an operator would. */
export async function stopServer({ child, ended }: Server): Promise<void> {
  child.kill('SIGTERM');
  const { code, signal, error } = await ended;
  if (code !== 0) throw new Error(`the server did not stop well (${code ?? signal}): ${error}`);
}

export async function killProcess({ child, ended }: Process): Promise<void> {
  child.kill('SIGKILL');
  await ended;
}

const clusterOf = (dataDir: string): string => settlePlace(dataDir).clusterDir;

/** Kills the server process of PostgreSQL; false where none runs. */
export function killPostgres(dataDir: string): boolean {
  const pid = findPostmaster(clusterOf(dataDir));
  return pid !== undefined && process.kill(pid, 'SIGKILL');
}

export const socketOf = (dataDir: string): string => socketFolder(settlePlace(dataDir));

/** Ends all that was started. */
export async function endAll(): Promise<void> {
  isEnding = true;
  await Promise.all([...running].map(killProcess));
  // One that was only just started says so a moment later.
  await pause(200);
  for (const dataDir of folders) await stopPostmaster(clusterOf(dataDir));
}
