// The server process itself: is one running on these files, start one, stop it.
// A process number alone proves nothing (numbers are reused, and those of a
// container mean nothing outside), so it counts only if that process runs
// PostgreSQL on this cluster. Call these functions with the place locked.

import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { closeSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Place } from './place.ts';
import { openServerLog } from './server-log.ts';
import { isPostmaster } from './server-process.ts';
import { asArguments } from './settings.ts';
import { makeSocketFolder, socketFile } from './socket-folder.ts';
import { isRoot } from './user.ts';

const longestStopMs = 120_000;

/** The number of the server process that runs on this cluster, if one does. */
export function findPostmaster(clusterDir: string): number | undefined {
  const pid = recordedPid(clusterDir);
  return pid !== undefined && isPostmaster(pid, clusterDir) ? pid : undefined;
}

/** Starts a server, detached: it outlives this process and its terminal. */
export function startPostmaster(place: Place, programs: string): ChildProcess {
  const socketDir = makeSocketFolder(place);
  forgetDeadServer(place, socketDir);
  const log = openServerLog(place);
  try {
    const settings = asArguments({ unix_socket_directories: socketDir });
    const child = spawn(join(programs, 'postgres'), ['-D', place.clusterDir, ...settings], {
      ...(isRoot() ? place.user : {}),
      cwd: '/',
      env: { PATH: process.env.PATH, LC_ALL: 'C' },
      detached: true,
      stdio: ['ignore', log, log],
    });
    child.unref();
    return child;
  } finally {
    closeSync(log);
  }
}

/** Asks the server to stop without waiting for its clients; gives its number, if there was one. */
export function askToStop(clusterDir: string): number | undefined {
  const pid = findPostmaster(clusterDir);
  if (pid === undefined) return undefined;
  try {
    process.kill(pid, 'SIGINT');
  } catch {
    return undefined; // gone meanwhile
  }
  return pid;
}

/** Stops the server, if one runs, and waits until its process is gone. */
export async function stopPostmaster(clusterDir: string): Promise<void> {
  const pid = askToStop(clusterDir);
  const deadline = Date.now() + longestStopMs;
  // Its file goes first, so the file does not tell.
  while (pid !== undefined && isPostmaster(pid, clusterDir)) {
    if (Date.now() > deadline) throw new Error(`PostgreSQL on ${clusterDir} does not stop.`);
    await sleep(5);
  }
}

/** True when the server has said that it takes connections. */
export function isReady(clusterDir: string): boolean {
  return recordedLines(clusterDir)[7]?.trim() === 'ready';
}

// PostgreSQL refuses to start while any process of its user has the number in
// these files. The one that says there was a server goes last.
function forgetDeadServer(place: Place, socketDir: string): void {
  if (recordedLines(place.clusterDir).length === 0) return;
  const socket = socketFile(socketDir);
  for (const file of [socket, `${socket}.lock`, join(place.clusterDir, 'postmaster.pid')]) {
    rmSync(file, { force: true });
  }
}

function recordedPid(clusterDir: string): number | undefined {
  const pid = Number(recordedLines(clusterDir)[0]);
  return Number.isInteger(pid) && pid > 0 ? pid : undefined;
}

function recordedLines(clusterDir: string): string[] {
  try {
    return readFileSync(join(clusterDir, 'postmaster.pid'), 'utf8').split('\n');
  } catch {
    return [];
  }
}
