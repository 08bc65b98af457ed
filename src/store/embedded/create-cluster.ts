// Makes the files of a new cluster with initdb, and refuses those of another
// PostgreSQL. The files are made under a name of their own and renamed when
// complete, so a process that dies half-way leaves rubbish, never half a cluster.

import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Place } from './place.ts';
import { own, syncFolder } from './place.ts';
import { assertLibraryC } from './programs.ts';
import { ClusterRefused } from './refusals.ts';
import { initdbArguments, majorVersion } from './settings.ts';
import { canReach, isRoot } from './user.ts';

const run = promisify(execFile);
const draftPrefix = 'cluster-draft-';

/** Makes the cluster if there is none; call it with the place locked. */
export async function createClusterOnce(place: Place, programs: string): Promise<void> {
  if (existsSync(place.clusterDir)) return assertVersion(place);
  assertLibraryC();
  removeDrafts(place);
  const draft = mkdtempSync(join(place.dir, draftPrefix));
  own(draft, 0o700, place.user);
  assertReachable(place, draft);
  try {
    await initdb(place, programs, draft);
  } catch (error) {
    rmSync(draft, { recursive: true, force: true });
    throw error;
  }
  renameSync(draft, place.clusterDir);
  syncFolder(place.dir);
  syncFolder(place.dataDir);
}

function assertVersion(place: Place): void {
  assertReachable(place, place.clusterDir);
  const found = readFileSync(join(place.clusterDir, 'PG_VERSION'), 'utf8').trim();
  if (found === majorVersion) return;
  throw new ClusterRefused(
    `The database in ${place.clusterDir} was made by PostgreSQL ${found} and this Kokanee brings ${majorVersion}: make a backup with the Kokanee that made it and restore it into a new data folder (docs/operating.md).`,
  );
}

function assertReachable(place: Place, folder: string): void {
  if (!isRoot() || canReach(place.user, folder)) return;
  throw new ClusterRefused(
    `PostgreSQL runs as user ${place.user.uid} here, who cannot reach ${folder}: a folder above it is closed to him; open it for passing through (chmod o+x) or move the data folder.`,
  );
}

async function initdb(place: Place, programs: string, draft: string): Promise<void> {
  const identity = isRoot() ? place.user : {};
  const env = { PATH: process.env.PATH, LC_ALL: 'C' };
  try {
    await run(join(programs, 'initdb'), ['-D', draft, ...initdbArguments], { ...identity, env, cwd: '/' });
  } catch (error) {
    const said = error instanceof Error && 'stderr' in error ? String(error.stderr) : String(error);
    throw new ClusterRefused(`PostgreSQL could not make a database in ${place.dir}: ${reason(said)}.`);
  }
}

function reason(said: string): string {
  if (said.includes('could not look up effective user ID')) {
    return 'the user Kokanee runs as has no entry in /etc/passwd; give it one, or set DATABASE_URL';
  }
  const line = said.split('\n').find((text) => /error|fatal|cannot/i.test(text)) ?? said;
  return line.replace(/^.*?(error|FATAL):\s*/i, '').trim();
}

function removeDrafts(place: Place): void {
  for (const name of readdirSync(place.dir)) {
    if (name.startsWith(draftPrefix)) rmSync(join(place.dir, name), { recursive: true, force: true });
  }
}
