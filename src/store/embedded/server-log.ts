// The server's log file: opened for the server to append to, kept small by
// whoever holds the cluster, and read for the reason when a start fails.

import { closeSync, constants, copyFileSync, fstatSync, openSync, readSync, statSync, truncateSync } from 'node:fs';
import type { Place } from './place.ts';
import { own } from './place.ts';

const largestBytes = 2 * 1024 * 1024;
const checkEveryMs = 60 * 60_000;

/** Opens the log for a server to inherit. */
export function openServerLog(place: Place): number {
  const { O_APPEND, O_CREAT, O_NOFOLLOW, O_WRONLY } = constants;
  const log = openSync(place.logFile, O_WRONLY | O_APPEND | O_CREAT | O_NOFOLLOW, 0o600);
  if (fstatSync(log).uid !== place.keeper.uid) own(place.logFile, 0o600, place.keeper);
  return log;
}

/** Keeps the log below its bound from now on; returns how to stop. */
export function keepLogSmall(place: Place): () => void {
  const trim = (): void => trimLog(place.logFile);
  trim();
  const timer = setInterval(trim, checkEveryMs);
  timer.unref();
  return () => clearInterval(timer);
}

/** The complaint in what the server wrote after this many bytes. */
export function complaintAfter(place: Place, offset: number): string {
  const lines = readFrom(place.logFile, offset)
    .split('\n')
    .filter((line) => line.trim() !== '');
  const isComplaint = (line: string): boolean => /FATAL|PANIC|error/i.test(line) && !line.includes('is starting up');
  const fatal = lines.find(isComplaint) ?? lines.at(-1) ?? 'it said nothing';
  return fatal.replace(/^.*?(FATAL|PANIC|error):\s*/i, '');
}

export function logSize(place: Place): number {
  return statSync(place.logFile, { throwIfNoEntry: false })?.size ?? 0;
}

// The server appends, so cutting the file under its hands loses nothing but
// what it says in that moment.
function trimLog(file: string): void {
  try {
    if ((statSync(file, { throwIfNoEntry: false })?.size ?? 0) < largestBytes) return;
    copyFileSync(file, `${file}.1`);
    truncateSync(file);
  } catch {
    // A log that cannot be cut is no reason to stop.
  }
}

function readFrom(file: string, offset: number): string {
  const descriptor = openSync(file, 'r');
  try {
    const buffer = Buffer.alloc(64 * 1024);
    const length = readSync(descriptor, buffer, 0, buffer.length, offset);
    return buffer.toString('utf8', 0, length);
  } finally {
    closeSync(descriptor);
  }
}
