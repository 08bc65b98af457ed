// The private folder of the server's socket. It lies in the cluster's place, so
// that every process that sees the data folder sees the socket too; only when
// that path is too long for a Unix socket does it lie in /tmp, where a folder
// somebody else put in the way is refused.

import { createHash } from 'node:crypto';
import { lstatSync } from 'node:fs';
import { join } from 'node:path';
import type { Place } from './place.ts';
import { makeFolder, own } from './place.ts';
import { ClusterRefused } from './refusals.ts';
import { port } from './settings.ts';
import { isRoot } from './user.ts';

// 104 bytes on macOS, 108 on Linux, one of them for the closing zero.
const longestPath = 103;

/** The socket folder of a place; it may not exist yet. */
export function socketFolder(place: Place): string {
  const inside = join(place.dir, 'socket');
  if (Buffer.byteLength(socketFile(inside)) <= longestPath) return inside;
  const hash = createHash('sha256').update(place.dir).digest('hex').slice(0, 8);
  return join('/tmp', `kokanee-${place.user.uid}-${hash}`);
}

export function socketFile(folder: string): string {
  return join(folder, `.s.PGSQL.${port}`);
}

/** Makes the socket folder, or makes sure that the one found there is private and ours. */
export function makeSocketFolder(place: Place): string {
  const folder = socketFolder(place);
  makeFolder(folder, 0o700, place.user);
  const stats = lstatSync(folder);
  const justMade = stats.isDirectory() && isRoot() && stats.uid === 0 && folder.startsWith(place.dir);
  if (justMade) own(folder, 0o700, place.user);
  else assertPrivate(folder, place);
  return folder;
}

/** Refuses a socket folder that another user could have prepared. */
export function assertPrivate(folder: string, place: Place): void {
  const stats = lstatSync(folder, { throwIfNoEntry: false });
  if (stats === undefined) return;
  if (stats.isDirectory() && stats.uid === place.user.uid && (stats.mode & 0o777) === 0o700) return;
  throw new ClusterRefused(
    `${folder} should be a private folder of user ${place.user.uid} and is not: remove it, or choose a data folder with a shorter path.`,
  );
}
