// A container cannot see the processes of another, so a server that another
// container runs on the same data folder looks dead from here. It is known by
// the note its starter left and by the members that still hold their lock; to
// start a second server then would destroy the data.

import { readFileSync, readlinkSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Place } from './place.ts';
import { own } from './place.ts';
import { ClusterRefused } from './refusals.ts';

/** Notes from where the server that is about to start can be seen. */
export function rememberView(place: Place): void {
  const file = noteOf(place);
  rmSync(file, { force: true });
  writeFileSync(file, `${ownView()}\n`, { mode: 0o600 });
  own(file, 0o600, place.keeper);
}

/** Refuses to start a server beside one that members in another container may be using. */
export function assertVisible(place: Place, hasCompany: () => boolean): void {
  const noted = readNote(noteOf(place));
  if (noted === undefined || noted === ownView() || !hasCompany()) return;
  throw new ClusterRefused(
    `The data folder ${place.dataDir} is in use by another container: stop that one first, or give both an outside PostgreSQL with DATABASE_URL.`,
  );
}

function noteOf(place: Place): string {
  return join(place.dir, 'server-view');
}

function ownView(): string {
  return `${process.platform} ${read(() => readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim())} ${read(() => readlinkSync('/proc/self/ns/pid'))}`;
}

function readNote(file: string): string | undefined {
  const text = read(() => readFileSync(file, 'utf8').trim());
  return text === '' ? undefined : text;
}

function read(attempt: () => string): string {
  try {
    return attempt();
  } catch {
    return '';
  }
}
