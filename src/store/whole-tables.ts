/**
 * All tables as PostgreSQL itself lists them, those of extensions included, read and filled by
 * COPY in its text form, which every major version understands. Left out is what means nothing
 * elsewhere: the change log, log-in sessions and the list of migrations.
 */
import pg from 'pg';
import { clientConfig, type DatabasePlace } from './connection.ts';
import { copyIn, copyOut, type TakeRow } from './copy.ts';

export type WholeTable = { readonly name: string; readonly columns: readonly string[] };

const LEFT_OUT = ['change', 'web_session', 'migration'];

/** Texts of dates and numbers must not depend on who reads them. */
const SETTINGS =
  "set datestyle = 'ISO, MDY'; set intervalstyle = 'postgres'; set timezone = 'UTC'; set bytea_output = 'hex'; set extra_float_digits = 1";

const TABLES = `select c.relname::text as name,
    array(select a.attname::text from pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '' order by a.attnum) as columns,
    array(select f.relname::text from pg_constraint k join pg_class f on f.oid = k.confrelid where k.conrelid = c.oid and k.contype = 'f' and f.oid <> c.oid) as needs
  from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where n.nspname = current_schema() and c.relkind = 'r' and c.relname <> all($1::text[]) order by c.relname`;

/** A connection of its own, without the limits of time that requests have. */
export async function connectAlone(place: DatabasePlace): Promise<pg.Client> {
  const client = new pg.Client(clientConfig(place));
  client.on('error', () => {}); // a query tells of a lost connection too
  await client.connect();
  await client.query(SETTINGS);
  return client;
}

/** Every table that is to be kept, after those it refers to. */
export async function listTables(client: pg.Client): Promise<WholeTable[]> {
  const { rows } = await client.query<WholeTable & { needs: string[] }>(TABLES, [LEFT_OUT]);
  const ordered: WholeTable[] = [];
  const waiting = new Map(rows.map((row) => [row.name, row]));
  while (waiting.size > 0) {
    const next = [...waiting.values()].find(({ needs }) => !needs.some((name) => waiting.has(name)));
    if (next === undefined) throw new Error(`The tables ${[...waiting.keys()].join(', ')} refer to each other in a circle.`);
    waiting.delete(next.name);
    ordered.push({ name: next.name, columns: next.columns });
  }
  return ordered;
}

/** Begins to read all tables as they stand at one moment; nobody can empty them meanwhile. */
export async function beginSnapshot(client: pg.Client, tables: readonly WholeTable[]): Promise<void> {
  await client.query('begin isolation level repeatable read read only');
  // Before the first look: an emptied table would seem empty at any moment.
  if (tables.length > 0)
    await client.query(`lock table ${tables.map(({ name }) => pg.escapeIdentifier(name)).join(', ')} in access share mode`);
}

const target = ({ name, columns }: WholeTable): string =>
  `${pg.escapeIdentifier(name)} (${columns.map((column) => pg.escapeIdentifier(column)).join(', ')})`;

export const readTable = (client: pg.Client, table: WholeTable, take: TakeRow): Promise<void> =>
  copyOut(client, `copy ${target(table)} to stdout`, take);

/** Fills a table with rows in the form that `readTable` gave them. */
export const fillTable = (client: pg.Client, table: WholeTable, rows: Buffer): Promise<void> =>
  copyIn(client, `copy ${target(table)} from stdin`, slicesOf(rows));

const SLICE = 64 * 1024;

function* slicesOf(bytes: Buffer): Generator<Buffer> {
  for (let at = 0; at < bytes.length; at += SLICE) yield bytes.subarray(at, at + SLICE);
}
