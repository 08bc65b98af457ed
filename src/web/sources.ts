/** Finds what is compiled for the web: pages and components, the islands, the style sheets; and names their content. */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

export type Sources = {
  /** Folder of the package. */
  readonly root: string;
  /** TSX files, relative to the root. */
  readonly modules: readonly string[];
  readonly hash: string;
};

const require = createRequire(import.meta.url);

/** Packages whose version is part of what comes out. */
const PACKAGES = ['esbuild', '@bcgov/design-tokens', '@bcgov/bc-sans'];
/** To be raised when `build.ts` makes something else of the same sources. */
const RECIPE = '3';

export function findSources(): Sources {
  const root = fileURLToPath(new URL('../..', import.meta.url)).replace(/\/$/, '');
  const rooms = [join(root, 'src/web'), ...extensionRooms(join(root, 'src/extensions'))];
  const files = rooms.flatMap(filesBelow).sort();
  const hash = createHash('sha256').update(RECIPE);
  for (const name of PACKAGES) hash.update(`${name} ${versionOf(name)}\0`);
  for (const file of files) hash.update(relative(root, file)).update('\0').update(readFileSync(file)).update('\0');
  const modules = files.filter((file) => file.endsWith('.tsx')).map((file) => relative(root, file).replaceAll('\\', '/'));
  return { root, modules, hash: hash.digest('hex').slice(0, 16) };
}

function extensionRooms(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .map((name) => join(folder, name, 'web'))
    .filter((room) => existsSync(room));
}

const filesBelow = (room: string): string[] =>
  readdirSync(room, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && isSource(join(entry.parentPath, entry.name)))
    .map((entry) => join(entry.parentPath, entry.name));

const isSource = (path: string): boolean =>
  !/\.test\.tsx?$/.test(path) && (/\.(tsx|css|svg|woff2)$/.test(path) || (path.endsWith('.ts') && /[\\/]islands[\\/]/.test(path)));

function versionOf(name: string): string {
  const { version } = require(`${name}/package.json`) as { version: string };
  return version;
}
