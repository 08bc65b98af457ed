/** Processes that are measured from outside: the catalogue as its command starts it, and the bare server. */
import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Bodies } from './bare-server.ts';
import type { Used } from './probe.ts';

export type Measured = {
  readonly port: number;
  readonly startMs: number;
  readonly used: () => Promise<Used>;
  readonly stop: () => Promise<void>;
};

const pathOf = (file: string): string => fileURLToPath(new URL(file, import.meta.url));
export const KOKANEE = pathOf('../bin/kokanee.js');
const PROBE = new URL('probe.ts', import.meta.url).href;

/** Where measured processes leave profiles of theirs, if the environment says so. */
const profiling = process.env.BENCH_PROFILE === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${process.env.BENCH_PROFILE}`];

/** `kokanee serve` on a data folder; resolves when it says that it listens. */
export async function startCatalogue(folder: string): Promise<Measured> {
  const start = performance.now();
  const execArgv = ['--import', PROBE, ...profiling];
  const child = fork(KOKANEE, ['serve', '--data', folder, '--port', '0', '--no-sample'], { execArgv, silent: true });
  let said = '';
  child.stderr?.on('data', (chunk: Buffer) => {
    said += chunk.toString('utf8');
  });
  const port = await new Promise<number>((resolve, reject) => {
    let text = '';
    child.stdout?.on('data', (chunk: Buffer) => {
      text += chunk.toString('utf8');
      const found = /listening on \S+:(\d+)/.exec(text)?.[1];
      if (found !== undefined) resolve(Number(found));
    });
    child.once('exit', () => reject(new Error(`the catalogue did not start: ${said}`)));
  });
  return measured(child, port, performance.now() - start);
}

/** The bare server with these answers. */
export async function startBare(bodies: Bodies): Promise<Measured> {
  const child = fork(pathOf('bare-server.ts'), { execArgv: profiling, serialization: 'advanced' });
  child.send(bodies);
  const { port } = await messageOf<{ port: number }>(child);
  return measured(child, port, 0);
}

function measured(child: ChildProcess, port: number, startMs: number): Measured {
  // A measurement that fails leaves nothing running.
  const end = (): void => void child.kill('SIGTERM');
  process.once('exit', end);
  const used = (): Promise<Used> => {
    const answer = messageOf<Used>(child);
    child.send('used');
    return answer;
  };
  const stop = async (): Promise<void> => {
    process.off('exit', end);
    if (child.exitCode !== null) return;
    const gone = new Promise((resolve) => child.once('exit', resolve));
    end();
    await gone;
  };
  return { port, startMs, used, stop };
}

const messageOf = <Message>(child: ChildProcess): Promise<Message> =>
  new Promise((resolve, reject) => {
    const left = (): void => reject(new Error('a measured process ended'));
    child.once('exit', left);
    child.once('message', (message) => {
      child.off('exit', left);
      resolve(message as Message);
    });
  });

/** CPU microseconds per request of the server while `total` requests are answered. */
export async function cpuPerRequest(server: Measured, total: number, work: () => Promise<unknown>): Promise<number> {
  const before = await server.used();
  await work();
  const after = await server.used();
  return (after.cpuMicroseconds - before.cpuMicroseconds) / total;
}
