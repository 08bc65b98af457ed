// Where the embedded server of a data folder keeps its things: the folder
// `database` inside it, or, when root's data folder is closed to the user
// PostgreSQL runs as, a folder elsewhere that the file `cluster-location` names.
//
//   place/cluster       the files of PostgreSQL (0700, owned by its user)
//   place/socket        its socket, unless the path is too long for one
//   place/server.log    what it says
//   place/*.lock        see membership.ts
//   place/postgresql-*  a copy of the programs, where node_modules will not do

import {
  chmodSync,
  closeSync,
  existsSync,
  fsyncSync,
  lchownSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { ClusterRefused, codeOf } from './refusals.ts';
import type { User } from './user.ts';
import { canReach, chooseUser, isRoot, ownUser } from './user.ts';

export type Place = {
  readonly dataDir: string;
  readonly dir: string;
  readonly clusterDir: string;
  readonly logFile: string;
  /** Owns the place and its locks. */
  readonly keeper: User;
  /** Runs PostgreSQL and owns its files. */
  readonly user: User;
};

// Not /var/tmp: it is swept of old files on many systems.
const outsideFolders = ['/var/lib/kokanee', '/srv/kokanee', '/opt/kokanee'];

/** Finds the place of a data folder, choosing and making it the first time. */
export function settlePlace(dataDir: string): Place {
  try {
    const data = realDataFolder(dataDir);
    return placeAt(data, findDir(data) ?? makeDir(data));
  } catch (error) {
    const code = codeOf(error);
    if (code !== 'EACCES' && code !== 'EPERM' && code !== 'EROFS') throw error;
    throw new ClusterRefused(
      `The data folder ${dataDir} is not open to this user (${code}): start Kokanee as its owner, or choose another data folder.`,
    );
  }
}

/** Makes a folder with exactly this mode and owner; leaves an existing one alone. */
export function makeFolder(dir: string, mode: number, owner: User): void {
  try {
    mkdirSync(dir, { mode });
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return;
    throw error;
  }
  own(dir, mode, owner);
}

/** Makes the names in a folder survive the loss of power. */
export function syncFolder(folder: string): void {
  const descriptor = openSync(folder, 'r');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

export function own(path: string, mode: number, owner: User): void {
  chmodSync(path, mode);
  if (isRoot()) lchownSync(path, owner.uid, owner.gid);
}

function realDataFolder(dataDir: string): string {
  // Root lets others pass through, so that PostgreSQL may live inside.
  const made = mkdirSync(dataDir, { recursive: true, mode: 0o755 });
  if (made !== undefined) chmodSync(dataDir, isRoot() ? 0o711 : 0o700);
  return realpathSync(dataDir);
}

function findDir(data: string): string | undefined {
  const location = join(data, 'cluster-location');
  if (existsSync(location)) {
    const named = readFileSync(location, 'utf8').trim();
    if (existsSync(named)) return named;
    throw new ClusterRefused(
      `${location} says that the database lies in ${named}, which is gone: bring that folder back, or delete the file to begin with an empty database.`,
    );
  }
  const inside = join(data, 'database');
  return existsSync(inside) ? inside : undefined;
}

function makeDir(data: string): string {
  const folder = statSync(data);
  const user = chooseUser(folder);
  if (isRoot() && !canReach(user, data)) return makeOutside(data, user);
  const keeper = isRoot() ? { uid: folder.uid, gid: folder.gid } : user;
  return makeInside(data, keeper.uid === user.uid ? 0o700 : 0o711, keeper);
}

// Appears under its name with its owner, or not at all.
function makeInside(data: string, mode: number, keeper: User): string {
  const inside = join(data, 'database');
  const draft = mkdtempSync(`${inside}-`);
  own(draft, mode, keeper);
  try {
    renameSync(draft, inside);
  } catch (error) {
    rmdirSync(draft);
    if (!existsSync(inside)) throw error;
  }
  return inside;
}

// A random name, so that a data folder begun anew never meets an old database.
function makeOutside(data: string, user: User): string {
  const dir = mkdtempSync(join(outsideFolder(user), 'cluster-'));
  chmodSync(dir, 0o711);
  writeFileSync(join(dir, 'data-folder'), `${data}\n`);
  const location = join(data, 'cluster-location');
  const note = `${location}.${process.pid}`;
  try {
    writeFileSync(note, `${dir}\n`, { flush: true });
    linkSync(note, location); // fails when another process was first
    syncFolder(data);
    return dir;
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error;
    rmSync(dir, { recursive: true });
    return readFileSync(location, 'utf8').trim();
  } finally {
    rmSync(note, { force: true });
  }
}

function outsideFolder(user: User): string {
  for (const folder of outsideFolders) {
    try {
      const made = mkdirSync(folder, { recursive: true, mode: 0o711 });
      if (made !== undefined) chmodSync(folder, 0o711);
      if (canReach(user, folder)) return folder;
    } catch {}
  }
  throw new ClusterRefused(
    `The user PostgreSQL runs as cannot reach the data folder, and none of ${outsideFolders.join(', ')} can be written: choose a data folder that others may pass through.`,
  );
}

function placeAt(data: string, dir: string): Place {
  const clusterDir = join(dir, 'cluster');
  const stats = statSync(dir);
  if (!isRoot() && stats.uid !== ownUser().uid) {
    throw new ClusterRefused(
      `The database in ${dir} belongs to user ${stats.uid}: start Kokanee as that user, or choose another data folder.`,
    );
  }
  return {
    dataDir: data,
    dir,
    clusterDir,
    logFile: join(dir, 'server.log'),
    keeper: { uid: stats.uid, gid: stats.gid },
    user: userOf(clusterDir, data),
  };
}

function userOf(clusterDir: string, data: string): User {
  if (!isRoot()) return ownUser();
  if (!existsSync(clusterDir)) return chooseUser(statSync(data));
  const { uid, gid } = statSync(clusterDir);
  return { uid, gid };
}
