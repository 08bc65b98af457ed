// Finds a Node that runs TypeScript as written: in the platform package npm
// installed beside us, or on PATH. Needs no install script to have run.
import { spawnSync } from 'node:child_process';
import { accessSync, chmodSync, constants, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, dirname, join } from 'node:path';

/** True from 24.12 on, where Node strips types without a warning. */
export function isNewEnough(version) {
  const [major, minor] = version.split('.').map(Number);
  return major > 24 || (major === 24 && minor >= 12);
}

/** The `node` of the package node-<platform>-<arch>, made executable. */
export function nodeFromPackage() {
  if (isAlpine()) return undefined; // it is built for glibc
  try {
    const manifest = createRequire(import.meta.url).resolve(`node-${process.platform}-${process.arch}/package.json`);
    if (!isNewEnough(JSON.parse(readFileSync(manifest, 'utf8')).version)) return undefined;
    const node = join(dirname(manifest), 'bin', 'node');
    if (!isExecutable(node)) chmodSync(node, 0o755);
    return node;
  } catch {
    return undefined;
  }
}

/** The first `node` on PATH that is new enough. */
export function nodeFromPath() {
  const candidates = (process.env.PATH ?? '').split(delimiter).map((folder) => join(folder, 'node'));
  return candidates.filter(isExecutable).find((node) => {
    const { stdout } = spawnSync(node, ['--version'], { encoding: 'utf8' });
    return isNewEnough((stdout ?? '').trim().replace(/^v/, '') || '0.0');
  });
}

/** True on Linux systems with musl in place of glibc. */
export function isAlpine() {
  return process.platform === 'linux' && process.report.getReport().header.glibcVersionRuntime === undefined;
}

function isExecutable(file) {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
