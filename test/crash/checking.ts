/** The operator's own check, run as he runs it. */
import { readdir, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { runCommand, startCommand } from './processes.ts';

/** A server that lost its database hears questions again a little later. */
const MOST_TRIES = 4;

/** `kokanee check` beside the running server, which compares its own index. */
export async function checkFaults(dataDir: string): Promise<string[]> {
  for (let attempt = 1; ; attempt++) {
    const { code, signal, out, error } = await startCommand(dataDir, ['check']).ended;
    if (code !== 0) return [`kokanee check ended with ${code ?? signal}: ${error}${out}`];
    if (/^index: compared in 1 running server$/m.test(out)) return [];
    if (attempt === MOST_TRIES) return [`kokanee check did not reach the running server: ${out}`];
  }
}

const HOUR_MS = 3_600_000;

/** Once they are old, `check` names the files that crashes left, `check --repair` removes them, and nothing else. */
export async function repairFaults(dataDir: string): Promise<string[]> {
  const files = join(dataDir, 'files');
  const past = new Date(Date.now() - HOUR_MS);
  const paths = (await readdir(files, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name));
  for (const path of paths) await utimes(path, past, past);
  const before = await startCommand(dataDir, ['check']).ended;
  const faults = before.error.split('\n').filter((line) => line !== '' && !/^file \S+ is used by nothing; --repair removes it$/.test(line));
  await runCommand(dataDir, 'check', '--repair');
  const after = await startCommand(dataDir, ['check']).ended;
  if (after.code !== 0) faults.push(`after the repair check ended with ${after.code}: ${after.error}`);
  const inUse = Number(/^files: (\d+) in use$/m.exec(after.out)?.[1] ?? -1);
  const kept = (await readdir(files, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile());
  if (kept.length !== inUse) faults.push(`${kept.length} files are left, ${inUse} are in use`);
  return faults;
}
