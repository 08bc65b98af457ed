/** The source tree as the house rules see it: files, their rooms, and what they import. Tests and what only they use are left out. */
import { globSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';

export type Import = { readonly from: string; readonly to: string; readonly dynamic: boolean };

export const sources: readonly string[] = globSync('src/**/*.{ts,tsx}')
  .filter((file) => !/\.test\.tsx?$|\/test-[a-z-]+\.tsx?$/.test(file))
  .sort();

export const textOf = (file: string): string => readFileSync(file, 'utf8');

/** The room of a file: its folder under src, or the file itself for app, config and toolkit. */
export function roomOf(file: string): string {
  const [, room = ''] = file.split('/');
  return room.replace(/\.ts$/, '');
}

const STATIC = /^\s*(?:import|export)\s[^'"]*?from\s*['"]([^'"]+)['"]|^\s*import\s*['"]([^'"]+)['"]/gm;
const DYNAMIC = /\bimport\(\s*['"]([^'"]+)['"]\s*\)/g;

/** The file an import leads to, or undefined for packages. */
function resolve(file: string, specifier: string): string | undefined {
  if (specifier.startsWith('.')) return normalize(join(dirname(file), specifier));
  if (specifier === '#extensions-in-use') return 'kokanee.config.ts';
  if (['#app', '#config', '#toolkit'].includes(specifier)) return `src/${specifier.slice(1)}.ts`;
  return specifier.startsWith('#') ? `src/${specifier.slice(1)}` : undefined;
}

export function importsOf(file: string): readonly Import[] {
  const text = textOf(file);
  const found = [
    ...[...text.matchAll(STATIC)].map((match) => ({ specifier: match[1] ?? match[2] ?? '', dynamic: false })),
    ...[...text.matchAll(DYNAMIC)].map((match) => ({ specifier: match[1] ?? '', dynamic: true })),
  ];
  return found.flatMap(({ specifier, dynamic }) => {
    const to = resolve(file, specifier);
    return to === undefined ? [] : [{ from: file, to, dynamic }];
  });
}
