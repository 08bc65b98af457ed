/**
 * Gathers the settings of one run: defaults, the data folder's ini file, the environment, flags,
 * in rising order. What nobody declared is told of with the name that may have been meant.
 */
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type Declaration, type Resolved, resolveSettings, type Site, type Source, settings } from '#config';
import type { Flag } from '../flag.ts';
import { Refusal } from '../refusal.ts';
import { nearest } from '../nearest.ts';
import { DEFAULT_DATA_FOLDER } from '../place-flags.ts';
import { readEnvironment } from './environment.ts';
import { parseIni } from './ini.ts';

export type Settings = {
  readonly site: Site;
  /** Where each value that is no default came from. */
  readonly sources: Resolved['sources'];
  readonly declared: Readonly<Record<string, Declaration>>;
  readonly warnings: readonly string[];
  readonly dataDir: string;
};

export type SettingsInput = {
  readonly flags: Readonly<Record<string, string | true>>;
  readonly flagSettings: Readonly<Record<string, Flag>>;
  readonly variables: Readonly<Record<string, string | undefined>>;
  readonly extensions?: Readonly<Record<string, Declaration>>;
};

const INI_FILE = 'kokanee.ini';

export function readSettings({ flags, flagSettings, variables, extensions = {} }: SettingsInput): Settings {
  const declared: Record<string, Declaration> = { ...settings, ...extensions };
  const names = Object.keys(declared);
  const dataDir = resolve(typeof flags.data === 'string' ? flags.data : DEFAULT_DATA_FOLDER);
  const sources: Source[] = [
    { name: INI_FILE, values: readIniFile(join(dataDir, INI_FILE)) },
    { name: 'environment', values: readEnvironment(variables, names) },
    { name: 'flag', values: settingsOfFlags(flags, flagSettings) },
  ];
  const resolved = resolveOrRefuse(sources, extensions);
  const warnings = sources.flatMap(({ name, values }) =>
    Object.keys(values)
      .filter((key) => declared[key] === undefined)
      .map((key) => warningOf(key, name, names)),
  );
  return { site: resolved.site, sources: resolved.sources, declared, warnings, dataDir };
}

function resolveOrRefuse(sources: readonly Source[], extensions: Readonly<Record<string, Declaration>>): Resolved {
  try {
    const resolved = resolveSettings(sources, extensions);
    const profile = resolved.site['kokanee.profile'];
    if (profile !== 'ckan') throw new Error(`There is no profile "${profile}"; this version knows "ckan".`);
    return resolved;
  } catch (error) {
    throw error instanceof Error ? new Refusal(error.message, 2) : error;
  }
}

function readIniFile(file: string): Record<string, string> {
  try {
    return parseIni(readFileSync(file, 'utf8'));
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return {};
    throw new Refusal(`${file} cannot be read: ${error instanceof Error ? error.message : String(error)}.`, 2);
  }
}

function settingsOfFlags(flags: Readonly<Record<string, string | true>>, declared: Readonly<Record<string, Flag>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(flags).flatMap(([name, value]) => {
      const flag = declared[name];
      return flag?.setting === undefined ? [] : [[flag.setting, value === true ? (flag.gives ?? 'true') : value]];
    }),
  );
}

function warningOf(name: string, source: string, known: readonly string[]): string {
  const meant = nearest(name, known);
  return `warning: unknown setting ${name} (${source})${meant === undefined ? '' : `; did you mean ${meant}?`}`;
}
