/**
 * Emptying the catalogue, and asking running processes for a new index. Both are heard through
 * the change log. Tables are truncated, not deleted from: that takes milliseconds at any size.
 */
import type pg from 'pg';
import { CHANNEL } from './changes.ts';

/** What stays: accounts of sysadmins with their tokens, facts, and the log that tells of the reset. */
const KEPT = ['migration', 'fact', 'user_account', 'api_token', 'web_session', 'change'];

export type Emptied = { readonly datasets: number; readonly groups: number; readonly users: number; readonly files: readonly string[] };

/** Empties all tables, those of extensions included; hands back the keys of files nobody uses now. */
export async function resetCatalogue(pool: pg.Pool): Promise<Emptied> {
  const client = await pool.connect();
  try {
    await client.query('begin');
    await client.query("set local lock_timeout = '5s'");
    const { rows: tables } = await client.query<{ name: string }>(
      "select quote_ident(tablename) as name from pg_tables where schemaname = current_schema() and tablename <> all($1::text[]) order by tablename",
      [KEPT],
    );
    await client.query(`lock table ${tables.map(({ name }) => name).join(', ')} in access exclusive mode`);
    const counts = await client.query<{ datasets: number; groups: number }>('select (select count(*) from dataset) as datasets, (select count(*) from catalog_group) as groups');
    const files = await client.query<{ key: string }>('select file_key as key from resource where file_key is not null');
    await client.query(`truncate ${tables.map(({ name }) => name).join(', ')}`);
    const users = await client.query('delete from user_account where not sysadmin');
    await client.query("insert into change (kind, id, rev) values ('reset', '', 0)");
    await client.query('commit');
    await client.query(`notify ${CHANNEL}`);
    return { datasets: counts.rows[0]?.datasets ?? 0, groups: counts.rows[0]?.groups ?? 0, users: users.rowCount ?? 0, files: files.rows.map(({ key }) => key) };
  } catch (error) {
    await client.query('rollback').catch(() => {});
    throw error;
  } finally {
    client.release();
  }
}

export async function askForReindex(pool: pg.Pool): Promise<void> {
  await pool.query("insert into change (kind, id, rev) values ('reindex', '', 0)");
  await pool.query(`notify ${CHANNEL}`);
}
