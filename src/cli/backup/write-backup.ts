/**
 * Makes a backup: everything as it stands at one moment, while servers go on writing. What is
 * held in memory is one piece of a table, however large the catalogue is.
 */
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type pg from 'pg';
import type { DatabasePlace } from '#store/connection.ts';
import { allKeysInUse } from '#store/file-tables.ts';
import { beginSnapshot, connectAlone, listTables, readTable, type WholeTable } from '#store/whole-tables.ts';
import type { FileStore, HeldFiles } from '#files/storage.ts';
import { Refusal } from '../refusal.ts';
import { type ArchiveWriter, createArchive, type Part } from './archive-writer.ts';
import {
  FORMAT,
  fileEntry,
  fileLine,
  HEAD,
  type Head,
  jsonPart,
  MANIFEST,
  type Manifest,
  SEAL,
  SECRETS,
  type TableRecord,
  tablePart,
} from './format.ts';
import { RowDigest } from './row-digest.ts';
import type { SiteSecrets } from './secrets.ts';

export type Source = {
  readonly place: DatabasePlace;
  readonly files: FileStore;
  readonly secrets: SiteSecrets;
  readonly site: string;
  readonly version: string;
};

export type Written = Pick<Manifest, 'tables' | 'files'> & { readonly path: string; readonly bytes: number };

const PIECE = 8 * 1024 * 1024;
const MOST_TRIES = 10;
/** Quick: the time goes into reading, and JSON shrinks well at any level. */
const LEVEL = 3;
const compress = promisify<Buffer, { level: number }, Buffer>(gzip);

/** The file that is meant: itself, or one named by the time in a folder. */
export function backupPath(given: string, now: Date): string {
  const isFolder = given.endsWith('/') || statSync(given, { throwIfNoEntry: false })?.isDirectory() === true;
  return isFolder ? join(given, `kokanee-${now.toISOString().replace(/[-:]|\.\d+/g, '')}.tar`) : given;
}

export async function writeBackup(source: Source, path: string): Promise<Written> {
  const client = await connectAlone(source.place);
  let held: HeldFiles | undefined;
  try {
    const tables = await listTables(client);
    const archive = await createArchive(path);
    try {
      const moment = await oneMoment(client, tables, source.files);
      held = moment.held;
      const manifest = await writeAll(client, archive, { source, tables, ...moment });
      return { ...manifest, path, bytes: await archive.finish() };
    } catch (error) {
      await archive.abandon();
      throw error;
    }
  } finally {
    await held?.release();
    await client.end();
  }
}

type Moment = { readonly held: HeldFiles; readonly keys: readonly string[]; readonly missing: readonly string[] };

/** A snapshot of the tables with all the files that they speak of. One that was removed just then means another moment. */
async function oneMoment(client: pg.Client, tables: readonly WholeTable[], files: FileStore): Promise<Moment> {
  const held = await files.hold();
  try {
    let before = '';
    for (let attempt = 1; ; attempt++) {
      await beginSnapshot(client, tables);
      const keys = await allKeysInUse(client);
      const missing: string[] = [];
      for (const key of keys) if ((await held.stat(key)) === undefined && !(await held.add(key))) missing.push(key);
      // Missing twice: it is not there, rather than gone a moment ago.
      if (missing.join() === before || attempt === MOST_TRIES) return { held, keys: keys.filter((key) => !missing.includes(key)), missing };
      before = missing.join();
      await client.query('rollback');
    }
  } catch (error) {
    await held.release();
    throw error;
  }
}

async function writeAll(
  client: pg.Client,
  archive: ArchiveWriter,
  { source, tables, held, keys, missing }: Moment & { readonly source: Source; readonly tables: readonly WholeTable[] },
): Promise<Manifest> {
  const parts: Part[] = [];
  parts.push(await archive.add(HEAD, jsonPart(await headOf(client, source))));
  parts.push(await archive.add(SECRETS, jsonPart(source.secrets)));
  const records: TableRecord[] = [];
  for (const table of tables) records.push(await writeTable(client, archive, { table, parts }));
  const files = await writeFiles(archive, held, keys);
  const manifest: Manifest = { format: FORMAT, parts, tables: records, files: { ...files, missing } };
  const { sha256 } = await archive.add(MANIFEST, jsonPart(manifest));
  await archive.add(SEAL, Buffer.from(`${sha256}  ${MANIFEST}\n`));
  return manifest;
}

async function headOf(client: pg.Client, { site, version }: Source): Promise<Head> {
  const migrations = await client.query<{ name: string }>('select name from migration order by at, name').catch(() => undefined);
  if (migrations === undefined) throw new Refusal('There is no catalogue in this database.');
  const server = await client.query<{ server_version: string }>('show server_version');
  return {
    format: FORMAT,
    kokanee: version,
    made: new Date().toISOString(),
    postgresql: server.rows[0]?.server_version ?? '',
    site,
    migrations: migrations.rows.map(({ name }) => name),
  };
}

async function writeTable(
  client: pg.Client,
  archive: ArchiveWriter,
  { table, parts }: { readonly table: WholeTable; readonly parts: Part[] },
): Promise<TableRecord> {
  const digest = new RowDigest();
  let rows: Buffer[] = [];
  let size = 0;
  let number = 0;
  let written = Promise.resolve();
  const writePiece = (): Promise<void> => {
    const piece = Buffer.concat(rows);
    rows = [];
    size = 0;
    written = written.then(async () => {
      parts.push(await archive.add(tablePart(table.name, ++number), await compress(piece, { level: LEVEL })));
    });
    return written;
  };
  await readTable(client, table, (row) => {
    digest.add(row);
    rows.push(Buffer.from(row));
    size += row.length;
    return size < PIECE ? undefined : writePiece();
  });
  if (rows.length > 0) await writePiece();
  await written;
  return { ...table, rows: digest.rows, digest: digest.text() };
}

async function writeFiles(archive: ArchiveWriter, held: HeldFiles, keys: readonly string[]): Promise<Omit<Manifest['files'], 'missing'>> {
  const digest = new RowDigest();
  let bytes = 0;
  for (const key of keys) {
    const facts = await held.stat(key);
    const stream = await held.open(key);
    if (facts === undefined || stream === undefined) throw new Error(`the file ${key} vanished while it was held`);
    const { sha256 } = await archive.stream(fileEntry(key), facts.size, stream);
    digest.add(fileLine(key, facts.size, sha256));
    bytes += facts.size;
  }
  return { count: keys.length, bytes, digest: digest.text() };
}
