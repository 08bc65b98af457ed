/**
 * Keeps what was compiled in a folder named by its content. The folder appears whole or not at
 * all, so two processes may start at once; where nothing can be written, each start compiles.
 */
import { mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export type Built = {
  /** Compiled code by path below the package's folder. */
  readonly modules: Readonly<Record<string, string>>;
  readonly script: string;
  readonly style: string;
};

const FILE = 'web.json';
const folderOf = (cacheDir: string, hash: string): string => join(cacheDir, `web-${hash}`);

export function recall(cacheDir: string, hash: string): Built | undefined {
  try {
    return JSON.parse(readFileSync(join(folderOf(cacheDir, hash), FILE), 'utf8')) as Built;
  } catch {
    return undefined;
  }
}

export function keep(cacheDir: string, hash: string, built: Built): Built {
  try {
    mkdirSync(cacheDir, { recursive: true });
    const draft = mkdtempSync(join(cacheDir, 'web-draft-'));
    writeFileSync(join(draft, FILE), JSON.stringify(built));
    putInPlace(draft, folderOf(cacheDir, hash));
  } catch {
    // A cache that cannot be written costs a fraction of a second at each start, and nothing else.
  }
  return built;
}

function putInPlace(draft: string, place: string): void {
  try {
    renameSync(draft, place);
  } catch {
    // Another process was first, or what stood there could not be read: the newer one wins.
    rmSync(place, { recursive: true, force: true });
    renameSync(draft, place);
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
}
