/**
 * Emptying the catalogue, and asking running processes for a new index. Both are heard through
 * the change log. Tables are truncated, not deleted from: that takes milliseconds at any size.
 */
import type pg from 'pg';
import { CHANNEL } from './changes.ts';

/** What stays: accounts of sysadmins with their tokens, facts, settings of the site, and the log that tells of the reset. */
const KEPT = ['migration', 'fact', 'site_option', 'picture', 'user_account', 'api_token', 'web_session', 'change'];

export type Emptied = { readonly datasets: number; readonly groups: number; readonly users: number; readonly files: readonly string[] };

const MOST_TRIES = 10;

/** Empties all tables, those of extensions included; hands back the keys of files nobody uses now. */
export async function resetCatalogue(pool: pg.Pool): Promise<Emptied> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await resetOnce(pool);
    } catch (error) {
      // A write under way may wait for a table we hold while we wait for one of its: one of us starts over.
      if (!isClash(error) || attempt === MOST_TRIES) throw error;
    }
  }
}

const isClash = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && (error.code === '40P01' || error.code === '55P03');

async function resetOnce(pool: pg.Pool): Promise<Emptied> {
  const client = await pool.connect();
  try {
    await client.query('begin');
    await client.query("set local lock_timeout = '5s'");
    const emptied = await emptyTables(client);
    await client.query("insert into change (kind, id, rev) values ('reset', '', 0)");
    await client.query('commit');
    await client.query(`notify ${CHANNEL}`);
    return emptied;
  } catch (error) {
    await client.query('rollback').catch(() => {});
    throw error;
  } finally {
    client.release();
  }
}

async function emptyTables(client: pg.PoolClient): Promise<Emptied> {
  const { rows: tables } = await client.query<{ name: string }>(
    'select quote_ident(tablename) as name from pg_tables where schemaname = current_schema() and tablename <> all($1::text[]) order by tablename',
    [KEPT],
  );
  const names = tables.map(({ name }) => name).join(', ');
  await client.query(`lock table ${names}, picture in access exclusive mode`);
  const counts = await client.query<{ datasets: number; groups: number }>(
    'select (select count(*) from dataset) as datasets, (select count(*) from catalog_group) as groups',
  );
  const files = await client.query<{ key: string }>(
    'select file_key as key from resource where file_key is not null union all select file_key from held_upload',
  );
  await client.query(`truncate ${names}`);
  const users = await client.query('delete from user_account where not sysadmin');
  // The site's logo is a setting; other pictures go with their owners.
  const pictures = await client.query<{ key: string }>(
    "delete from picture where kind <> 'admin' and owner_id not in (select id from user_account) returning file_key as key",
  );
  const [count = { datasets: 0, groups: 0 }] = counts.rows;
  return { ...count, users: users.rowCount ?? 0, files: [...files.rows, ...pictures.rows].map(({ key }) => key) };
}

export async function askForReindex(pool: pg.Pool): Promise<void> {
  await pool.query("insert into change (kind, id, rev) values ('reindex', '', 0)");
  await pool.query(`notify ${CHANNEL}`);
}
