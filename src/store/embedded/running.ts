// Brings the server of a place to the state "answers", from whatever state it
// is in: never made, stopped, starting, stopping, killed, or running for
// another process. Call it with the place locked.

import type { ChildProcess } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { crashPoint } from '#domain/crash-point.ts';
import { createClusterOnce } from './create-cluster.ts';
import { healthAfter, knock, settleDatabase } from './knock.ts';
import type { Place } from './place.ts';
import { findPostmaster, isReady, startPostmaster } from './postmaster.ts';
import { prepareProgramFolder } from './programs.ts';
import { ClusterRefused } from './refusals.ts';
import { complaintAfter, logSize } from './server-log.ts';
import { dismissOrphans } from './server-process.ts';
import { assertPrivate, socketFolder } from './socket-folder.ts';
import { assertVisible, rememberView } from './view.ts';

// Recovery after a crash replays about 1 GB of log at most.
const longestStartMs = 10 * 60_000;
// Backends that survived a killed server leave when they notice.
const longestLeaveMs = 20_000;
const patienceWithOrphansMs = 1_000;
const mostDeaths = 5;
const longestUnreachableMs = 10_000;

export type Bringing = {
  readonly place: Place;
  readonly nativeDir: string | undefined;
  /** Whether other processes use the same server. */
  readonly hasCompany: () => boolean;
  readonly log: (line: string) => void;
};

/** Returns when the server answers and has the application's database. */
export async function bringUp(bringing: Bringing): Promise<void> {
  const { place } = bringing;
  const socketDir = socketFolder(place);
  assertPrivate(socketDir, place);
  for (let deaths = 0; ; deaths++) {
    if (!(await isAnswering(place, socketDir))) await start(bringing, socketDir);
    try {
      return await settleDatabase(socketDir);
    } catch (error) {
      // A server may be killed at any moment, this one included.
      if (healthAfter(error) === 'up' || deaths >= mostDeaths) throw error;
    }
  }
}

// Waits as long as there is a live server that may yet answer.
async function isAnswering(place: Place, socketDir: string): Promise<boolean> {
  const begun = Date.now();
  for (;;) {
    const health = await knock(socketDir);
    if (health === 'up') return true;
    const pid = findPostmaster(place.clusterDir);
    if (health === 'down' && pid === undefined) return false;
    const waited = Date.now() - begun;
    if (waited > (health === 'busy' ? longestStartMs : longestUnreachableMs)) {
      throw new ClusterRefused(
        `PostgreSQL runs on ${place.clusterDir} (process ${pid}) but does not answer in ${socketDir}: stop that process and start again.`,
      );
    }
    await sleep(10);
  }
}

async function start(bringing: Bringing, socketDir: string): Promise<void> {
  const { place, nativeDir, hasCompany, log } = bringing;
  assertVisible(place, hasCompany);
  const programs = prepareProgramFolder(place, nativeDir);
  await createClusterOnce(place, programs);
  rememberView(place);
  const begun = Date.now();
  do {
    const offset = logSize(place);
    const child = startPostmaster(place, programs);
    crashPoint('database-start');
    const failure = await failureToComeUp(child, place, socketDir);
    if (failure === undefined) {
      log(`PostgreSQL started in ${Date.now() - begun} ms (process ${child.pid})`);
      return;
    }
    const complaint = failure || complaintAfter(place, offset);
    const mayPass = /pre-existing shared memory block|lock file ".*" already exists/.test(complaint);
    if (!mayPass || Date.now() - begun > longestLeaveMs) {
      throw new ClusterRefused(`PostgreSQL did not start (${complaint}); its log is ${place.logFile}.`);
    }
    log('waiting for the last processes of a killed PostgreSQL to leave');
    if (Date.now() - begun > patienceWithOrphansMs) dismissOrphans(place.clusterDir);
    await sleep(100);
  } while (!(await isAnswering(place, socketDir)));
}

// Undefined when it answers; an empty text when its log must say why not.
async function failureToComeUp(child: ChildProcess, place: Place, socketDir: string): Promise<string | undefined> {
  let failure: string | undefined;
  child.once('exit', () => (failure ??= ''));
  child.once('error', (error) => (failure ??= error.message));
  const deadline = Date.now() + longestStartMs;
  while (failure === undefined) {
    // Asking before it is ready would only fill its log.
    if (isReady(place.clusterDir) && (await knock(socketDir)) === 'up') return undefined;
    if (Date.now() > deadline) failure = `not ready after ${longestStartMs / 60_000} minutes`;
    await sleep(3);
  }
  return failure;
}
