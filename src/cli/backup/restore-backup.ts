/**
 * Puts a verified backup in the place of the catalogue: first its files, which nobody uses yet,
 * then all tables in one transaction. Whatever stops it before the commit leaves the old
 * catalogue as it was; whatever stops it afterwards is made good by `check --repair`.
 */
import { randomUUID } from 'node:crypto';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import type pg from 'pg';
import { crashPoint } from '#domain/crash-point.ts';
import type { FileStore } from '#files/storage.ts';
import { keysInUse } from '#store/file-tables.ts';
import type { Migration } from '#store/migration.ts';
import { replaceAll } from '#store/replace-all.ts';
import { fillTable, listTables, readTable } from '#store/whole-tables.ts';
import { Refusal } from '../refusal.ts';
import type { ArchiveReader } from './archive-reader.ts';
import { fileLine, keyOfEntry, type Manifest, type TableRecord, tableOfPart } from './format.ts';
import type { Backup } from './read-backup.ts';
import { RowDigest } from './row-digest.ts';

export type Target = { readonly client: pg.Client; readonly files: FileStore; readonly migrations: readonly Migration[] };

export type Restored = { readonly rows: number; readonly tables: number; readonly files: number; readonly newer: readonly string[] };

const expand = promisify<Buffer, { maxOutputLength: number }, Buffer>(gunzip);
/** No row that COPY gives is larger, and no piece holds much more than one. */
const LARGEST_PIECE = 1024 * 1024 * 1024 + 16 * 1024 * 1024;

/** `beforeCommit` is told the mark by which this very restore can be recognised afterwards. */
export async function restoreBackup(
  archive: ArchiveReader,
  { head, manifest }: Backup,
  { client, files, migrations }: Target,
  beforeCommit: (mark: string) => void,
): Promise<Restored> {
  const held = new Set(head.migrations);
  const before = migrations.filter(({ name }) => held.has(name));
  const after = migrations.filter(({ name }) => !held.has(name));
  const mark = randomUUID();
  try {
    await restoreFiles(archive, manifest, files);
    await replaceAll(client, {
      before,
      after,
      mark,
      fill: async () => {
        await fillTables(archive, manifest, client);
        await compareTables(manifest, client);
        beforeCommit(mark);
        crashPoint('restore-before-commit');
      },
    });
  } catch (error) {
    await removeUnused(client, files).catch(() => {});
    throw error;
  }
  crashPoint('restore-after-commit');
  await removeUnused(client, files);
  const rows = manifest.tables.reduce((sum, table) => sum + table.rows, 0);
  return { rows, tables: manifest.tables.length, files: manifest.files.count, newer: after.map(({ name }) => name) };
}

/** Each is stored, read again from where it lies, and compared. */
async function restoreFiles(archive: ArchiveReader, { files: stated }: Manifest, files: FileStore): Promise<void> {
  const digest = new RowDigest();
  for await (const entry of archive.entries()) {
    const key = keyOfEntry(entry.name);
    if (key === undefined) continue;
    await files.put(entry.bytes(), { maxBytes: entry.size, key });
    digest.add(fileLine(key, entry.size, (await files.hash(key)) ?? ''));
  }
  if (digest.text() !== stated.digest)
    throw new Refusal('The files were not stored as the backup holds them: is the disk sound? Nothing was changed.');
}

async function fillTables(archive: ArchiveReader, { tables }: Manifest, client: pg.Client): Promise<void> {
  const stated = new Map(tables.map((table) => [table.name, table]));
  await assertSameTables(client, stated);
  for await (const entry of archive.entries()) {
    const table = stated.get(tableOfPart(entry.name) ?? '');
    if (table !== undefined) await fillTable(client, table, await expand(await entry.whole(), { maxOutputLength: LARGEST_PIECE }));
  }
}

/** The steps that the backup names must make the very tables that it holds. */
async function assertSameTables(client: pg.Client, stated: ReadonlyMap<string, TableRecord>): Promise<void> {
  const made = new Map((await listTables(client)).map((table) => [table.name, table]));
  const columns = (of: { readonly columns: readonly string[] } | undefined): string => [...(of?.columns ?? [])].sort().join(', ');
  for (const name of new Set([...made.keys(), ...stated.keys()]))
    if (columns(made.get(name)) !== columns(stated.get(name)))
      throw new Refusal(
        `The table ${name} of the backup (${columns(stated.get(name)) || 'none'}) is not the one that this Kokanee makes (${columns(made.get(name)) || 'none'}). Nothing was changed.`,
      );
}

async function compareTables({ tables }: Manifest, client: pg.Client): Promise<void> {
  for (const table of tables) {
    const digest = new RowDigest();
    await readTable(client, table, (row) => {
      digest.add(row);
      return undefined;
    });
    if (digest.rows !== table.rows || digest.text() !== table.digest)
      throw new Refusal(
        `The table ${table.name} does not read as the backup holds it (${digest.rows} rows for ${table.rows}). Nothing was changed.`,
      );
  }
}

const PAGE = 500;

/** Files of the old catalogue, or those of the backup if it was not restored. */
async function removeUnused(client: pg.Client, files: FileStore): Promise<void> {
  const remove = async (keys: readonly string[]): Promise<void> => {
    const used = await keysInUse(client, keys);
    for (const key of keys) if (!used.has(key)) await files.remove(key);
  };
  let page: string[] = [];
  for await (const key of files.list()) {
    page.push(key);
    if (page.length < PAGE) continue;
    await remove(page);
    page = [];
  }
  await remove(page);
}
