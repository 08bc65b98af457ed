// PostgreSQL refuses to run as root. This file chooses the existing,
// unprivileged user it runs as instead, and tells which folders that user can
// reach. It never creates a user. An ordinary user runs PostgreSQL as himself.

import { execFileSync } from 'node:child_process';
import type { Stats } from 'node:fs';
import { readFileSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { EmbeddedUnavailable } from './refusals.ts';

export type User = { readonly uid: number; readonly gid: number };

const servantNames = ['postgres', '_postgres', 'nobody', 'daemon'];

export function isRoot(): boolean {
  return process.getuid?.() === 0;
}

export function ownUser(): User {
  return { uid: process.getuid?.() ?? 0, gid: process.getgid?.() ?? 0 };
}

/** Whom PostgreSQL runs as for a data folder of this owner, when it has no cluster yet. */
export function chooseUser(folder: Stats): User {
  if (!isRoot()) return ownUser();
  const owner = folder.uid === 0 ? undefined : findUser(String(folder.uid));
  if (owner !== undefined) return owner;
  for (const name of servantNames) {
    const user = findUser(name);
    if (user !== undefined) return user;
  }
  throw new EmbeddedUnavailable(
    'PostgreSQL does not run as root and this system has no other user for it: start Kokanee as an ordinary user, or set DATABASE_URL to an outside PostgreSQL.',
  );
}

/** True when the user may pass through every folder down to this one (extended ACLs aside). */
export function canReach(user: User, folder: string): boolean {
  if (!permits(statSync(folder), user, 1)) return false;
  const parent = dirname(folder);
  return parent === folder || canReach(user, parent);
}

/** True when the mode bits (4 read, 2 write, 1 execute or pass) are granted to the user. */
export function permits(stats: Stats, user: User, bits: number): boolean {
  const shift = stats.uid === user.uid ? 6 : stats.gid === user.gid ? 3 : 0;
  return ((stats.mode >> shift) & bits) === bits;
}

function findUser(nameOrUid: string): User | undefined {
  const line = passwdLines().find((entry) => {
    const fields = entry.split(':');
    return fields[0] === nameOrUid || fields[2] === nameOrUid;
  });
  const fields = (line ?? fromDirectoryService(nameOrUid) ?? '').split(':');
  const user = { uid: Number(fields[2]), gid: Number(fields[3]) };
  return user.uid > 0 && user.gid > 0 ? user : undefined;
}

function passwdLines(): string[] {
  try {
    return readFileSync('/etc/passwd', 'utf8').split('\n');
  } catch {
    return [];
  }
}

// Users of LDAP and the like are in no file.
function fromDirectoryService(nameOrUid: string): string | undefined {
  try {
    return execFileSync('getent', ['passwd', nameOrUid], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
  } catch {
    return undefined;
  }
}
