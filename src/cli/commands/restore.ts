/** `kokanee restore`: a backup in the place of the catalogue, wholly or not at all. */
import { existsSync, statSync } from 'node:fs';
import type pg from 'pg';
import { isEmptyCatalogue } from '#store/replace-all.ts';
import { lockMigrations, type Migration } from '#store/migration.ts';
import { coreMigrations } from '#store/migrations/index.ts';
import { connectAlone } from '#store/whole-tables.ts';
import { type ArchiveReader, openArchive } from '../backup/archive-reader.ts';
import { type Backup, verifyBackup } from '../backup/read-backup.ts';
import { type Restored, restoreBackup } from '../backup/restore-backup.ts';
import { adoptSecret, laySecretBeside, refuseOtherSecrets } from '../backup/secrets.ts';
import { askServers } from '../check/ask-servers.ts';
import { defineCommand, type Invocation } from '../command.ts';
import { extensions } from '../extensions.ts';
import { type OpenedPlace, withPlace } from '../open-catalogue.ts';
import { Refusal } from '../refusal.ts';

const migrations: readonly Migration[] = [...coreMigrations, ...extensions.flatMap((extension) => extension.migrations ?? [])];

export const restore = defineCommand({
  name: 'restore',
  usage: 'FILE [--yes] [--check] [--keep-secret]',
  about: 'Put a backup in the place of the catalogue: all of it, or nothing where anything is wrong',
  words: ['FILE'],
  flags: {
    yes: { kind: 'switch', about: 'Yes, replace everything that is in the catalogue now' },
    check: { kind: 'switch', about: 'Only read the backup and compare its digests' },
    'keep-secret': { kind: 'switch', about: "Keep the secret of this site: the backup's tokens and account keys then stop working" },
  },
  run: async (invocation) => {
    const path = invocation.words[0] ?? '';
    if (!existsSync(path) || statSync(path).isDirectory()) throw new Refusal(`There is no file ${path}.`);
    const archive = await openArchive(path);
    try {
      const backup = await verifyBackup(archive, new Set(migrations.map(({ name }) => name)));
      for (const line of summary(backup)) invocation.terminal.out(line);
      if (invocation.has('check')) return 0;
      await replaceCatalogue(invocation, archive, backup);
      return 0;
    } finally {
      await archive.close();
    }
  },
});

function summary({ head, manifest }: Backup): string[] {
  const rows = (name: string): number => manifest.tables.find((table) => table.name === name)?.rows ?? 0;
  return [
    `backup of ${head.made}, by Kokanee ${head.kokanee} on PostgreSQL ${head.postgresql}: every digest is right`,
    `it holds ${rows('dataset')} datasets, ${rows('resource')} resources, ${rows('catalog_group')} groups and organizations, ${rows('user_account')} users, ${manifest.files.count} files`,
    ...manifest.files.missing.map((key) => `the file ${key} was missing when it was made`),
  ];
}

async function replaceCatalogue({ settings, terminal, words, has }: Invocation, archive: ArchiveReader, backup: Backup): Promise<void> {
  const keeps = has('keep-secret');
  if (!keeps) refuseOtherSecrets(settings, backup.secrets, words[0] ?? '');
  const work = async ({ place, files }: OpenedPlace): Promise<void> => {
    const client = await connectAlone(place);
    try {
      // From here on nobody can start a server on it.
      await lockMigrations(client);
      await refuseWhileServed(place);
      if (!has('yes') && !(await isEmptyCatalogue(client)))
        throw new Refusal('There is a catalogue here already: say --yes to replace everything in it, people and files included.');
      const restored = await orRefused(client, (mark) => {
        if (!keeps) laySecretBeside(settings, backup.secrets, mark);
      });
      await adoptSecret(settings, client);
      terminal.out(
        `restored ${restored.rows} rows of ${restored.tables} tables and ${restored.files} files; read again, all agree with the backup`,
      );
      if (restored.newer.length > 0) terminal.out(`brought to this version by ${restored.newer.join(', ')}`);
    } finally {
      await client.end();
    }

    function orRefused(connection: pg.Client, beforeCommit: (mark: string) => void): Promise<Restored> {
      return restoreBackup(archive, backup, { client: connection, files, migrations }, beforeCommit).catch((error: unknown) => {
        throw isInUse(error) ? new Refusal('Something else uses the catalogue, such as a backup: try again when it is done.') : error;
      });
    }
  };
  await withPlace(settings, work, { creates: true });
}

async function refuseWhileServed(place: OpenedPlace['place']): Promise<void> {
  const { servers } = await askServers(place, { onlyWho: true });
  if (servers.length > 0) throw new Refusal(`A server runs on this catalogue (process ${servers.join(', ')}): stop it, then restore.`);
}

/** A lock was not to be had in time. */
const isInUse = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === '55P03';
