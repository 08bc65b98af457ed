/** The real thing: the operator's command on a new data folder with the sample catalogue. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export type WholeServer = { readonly url: string; readonly name: string; readonly password: string; readonly stop: () => Promise<void> };

const LAUNCHER = fileURLToPath(new URL('../../../bin/kokanee.js', import.meta.url));
const PATIENCE_MS = 90_000;

export async function startWholeServer(): Promise<WholeServer> {
  const folder = await mkdtemp(join(tmpdir(), 'kokanee-browser-'));
  const server = spawn(process.execPath, [LAUNCHER, 'serve', '--port', '0', '--data', folder], { stdio: ['ignore', 'pipe', 'pipe'] });
  const stop = async (): Promise<void> => {
    const gone = server.exitCode === null ? once(server, 'exit') : undefined;
    server.kill('SIGTERM');
    await gone;
    await rm(folder, { recursive: true, force: true });
  };
  try {
    const said = await saidUntil(server, /listening on (\S+)/);
    const part = (pattern: RegExp): string => pattern.exec(said)?.[1] ?? '';
    return { url: part(/listening on (\S+)/), name: part(/name:\s+(\S+)/), password: part(/password:\s+(\S+)/), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

function saidUntil(server: ChildProcess, wanted: RegExp): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = '';
    const late = setTimeout(() => reject(new Error(`The server did not get ready:\n${said}`)), PATIENCE_MS);
    const hear = (chunk: Buffer): void => {
      said += chunk.toString();
      if (!wanted.test(said)) return;
      clearTimeout(late);
      resolve(said);
    };
    server.stdout?.on('data', hear);
    server.stderr?.on('data', hear);
    server.once('exit', (code) => {
      clearTimeout(late);
      reject(new Error(`The server ended with ${code}:\n${said}`));
    });
  });
}
