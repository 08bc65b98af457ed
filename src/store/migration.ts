/**
 * Forward-only changes of the tables, run once each, in order, under one lock so that
 * several processes may start at once.
 */
import type pg from 'pg';

export type Migration = { readonly name: string; readonly sql: string };

// Any number will do, as long as every process of every version uses the same.
const LOCK = 7_246_110_301;

export const MIGRATION_TABLE = 'create table if not exists migration (name text primary key, at timestamptz not null default now())';

type Queried = Pick<pg.ClientBase, 'query'>;

/** Holds back every process that opens the catalogue, until this connection ends or unlocks. */
export async function lockMigrations(client: Queried): Promise<void> {
  await client.query('select pg_advisory_lock($1)', [LOCK]);
}

/** Runs one step and remembers it, in the transaction that is open. */
export async function applyMigration(client: Queried, { name, sql }: Migration): Promise<void> {
  await client.query(sql);
  await client.query('insert into migration (name) values ($1)', [name]);
}

/** Runs the steps that this database has not seen; returns their names. */
export async function migrate(pool: pg.Pool, migrations: readonly Migration[]): Promise<readonly string[]> {
  const client = await pool.connect();
  const done: string[] = [];
  try {
    await lockMigrations(client);
    await client.query(MIGRATION_TABLE);
    const known = new Set((await client.query<{ name: string }>('select name from migration')).rows.map((row) => row.name));
    for (const migration of migrations) {
      if (known.has(migration.name)) continue;
      await client.query('begin');
      await applyMigration(client, migration);
      await client.query('commit');
      done.push(migration.name);
    }
    return done;
  } catch (error) {
    await client.query('rollback').catch(() => {});
    throw error;
  } finally {
    await client.query('select pg_advisory_unlock($1)', [LOCK]).catch(() => {});
    client.release();
  }
}
