/**
 * Opens the catalogue that the flags name: the embedded PostgreSQL of the data folder, joined for
 * as long as the command runs, or an outside one; then the site's secret and the application.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type App, openApp } from '#app';
import type { DatabasePlace } from '#store/connection.ts';
import { acquireCluster } from '#store/embedded/cluster.ts';
import type { FileStore } from '#files/storage.ts';
import { diskStore } from '#files/disk.ts';
import { lockMigrations } from '#store/migration.ts';
import { connectAlone } from '#store/whole-tables.ts';
import { adoptSecret, hasWaitingSecret } from './backup/secrets.ts';
import { extensions } from '#extensions-in-use';
import { Refusal } from './refusal.ts';
import type { Settings } from './settings/read-settings.ts';
import { siteSecret } from './settings/secret.ts';

export type Opened = {
  readonly app: App;
  readonly place: DatabasePlace;
  /** Closes the application and leaves the embedded server; the last one out stops it. */
  readonly close: () => Promise<void>;
};

type Opening = {
  readonly serving: boolean;
  /** Makes the catalogue where there is none; other commands refuse a folder that was mistyped. */
  readonly creates?: boolean;
  readonly log?: (line: Record<string, unknown>) => void;
};

export async function openCatalogue(settings: Settings, { serving, creates = false, log = () => {} }: Opening): Promise<Opened> {
  if (!creates) assertExists(settings);
  const { place, release } = await openPlace(settings, log);
  try {
    await finishRestore(settings, place);
    const site = { ...settings.site, SECRET_KEY: siteSecret(settings) };
    const app = await openApp({ settings: site, place, dataDir: settings.dataDir, extensions, serving, log });
    const close = async (): Promise<void> => {
      await app.stop().finally(release);
    };
    return { app, place, close };
  } catch (error) {
    await release();
    throw error;
  }
}

/** Opens the catalogue for one piece of work of a command that serves nobody. */
export async function withCatalogue<Result>(
  settings: Settings,
  work: (opened: Opened) => Promise<Result>,
  { creates = false } = {},
): Promise<Result> {
  const opened = await openCatalogue(settings, { serving: false, creates });
  try {
    return await work(opened);
  } finally {
    await opened.close();
  }
}

export type OpenedPlace = { readonly place: DatabasePlace; readonly files: FileStore };

/** Opens only the place of the catalogue, database and files, without bringing its tables to this version. */
export async function withPlace<Result>(
  settings: Settings,
  work: (opened: OpenedPlace) => Promise<Result>,
  { creates = false } = {},
): Promise<Result> {
  if (!creates) assertExists(settings);
  const { place, release } = await openPlace(settings, () => {});
  try {
    await finishRestore(settings, place);
    return await work({ place, files: diskStore(join(settings.dataDir, 'files')) });
  } finally {
    await release();
  }
}

/** A restore that was killed right after its commit has left the secret beside. */
async function finishRestore(settings: Settings, place: DatabasePlace): Promise<void> {
  if (!hasWaitingSecret(settings)) return;
  const client = await connectAlone(place);
  try {
    await lockMigrations(client);
    await adoptSecret(settings, client);
  } finally {
    await client.end();
  }
}

function assertExists({ site, dataDir }: Settings): void {
  if (site['kokanee.database_url'] !== '' || existsSync(join(dataDir, 'database')) || existsSync(join(dataDir, 'cluster-location'))) return;
  throw new Refusal(`There is no catalogue in ${dataDir}.`);
}

async function openPlace(
  { site, dataDir }: Settings,
  log: (line: Record<string, unknown>) => void,
): Promise<{ place: DatabasePlace; release: () => Promise<void> }> {
  const url = site['kokanee.database_url'];
  if (url !== '') return { place: { kind: 'url', url }, release: async () => {} };
  const cluster = await acquireCluster(dataDir, { log: (msg) => log({ level: 'info', msg }) });
  const { host, port, user, database } = cluster;
  return {
    place: { kind: 'socket', host, port, user, database, ensureRunning: () => cluster.ensureRunning() },
    release: () => cluster.release(),
  };
}
