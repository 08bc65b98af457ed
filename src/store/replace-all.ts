/**
 * Replaces the whole catalogue in one transaction: tables are made anew as they were at one
 * version, filled, and brought to the present. Until it commits the old catalogue stands as it was.
 */
import type pg from 'pg';
import { CHANNEL } from './changes.ts';
import { applyMigration, lockMigrations, type Migration, MIGRATION_TABLE } from './migration.ts';

export type Replacement = {
  /** The steps that make the tables to be filled, and those that follow. */
  readonly before: readonly Migration[];
  readonly after: readonly Migration[];
  readonly fill: () => Promise<void>;
  /** What tells afterwards that this very replacement was committed. */
  readonly mark: string;
};

/** The name of the fact that holds the mark of the last replacement. */
export const REPLACED_FACT = 'restored';

const OBJECTS = `select format('drop %s if exists %I.%I cascade', case c.relkind when 'v' then 'view' when 'm' then 'materialized view' else 'table' end, n.nspname, c.relname) as sql
    from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname = current_schema() and c.relkind in ('r', 'p', 'v', 'm')
    and not exists (select 1 from pg_depend d where d.objid = c.oid and d.deptype in ('e', 'i'))
  union all select format('drop routine if exists %s cascade', p.oid::regprocedure)
    from pg_proc p join pg_namespace n on n.oid = p.pronamespace where n.nspname = current_schema()
    and not exists (select 1 from pg_depend d where d.objid = p.oid and d.deptype = 'e')`;

const COUNTERS = `select format('select setval(%L, greatest(1, (select max(%I) from %I.%I)))', pg_get_serial_sequence(format('%I.%I', n.nspname, c.relname), a.attname), a.attname, n.nspname, c.relname) as sql
  from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
  where n.nspname = current_schema() and c.relkind = 'r' and c.relname <> 'change' and pg_get_serial_sequence(format('%I.%I', n.nspname, c.relname), a.attname) is not null`;

/** Whether there is anything that a replacement would take away. */
export async function isEmptyCatalogue(client: pg.Client): Promise<boolean> {
  const { rows: tables } = await client.query<{ name: string }>(
    `select c.relname::text as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where n.nspname = current_schema() and c.relname in ('dataset', 'catalog_group', 'user_account') and c.relkind = 'r'`,
  );
  if (tables.length === 0) return true;
  const { rows } = await client.query<{ empty: boolean }>(
    `select ${tables.map(({ name }) => `not exists (select 1 from ${name})`).join(' and ')} as empty`,
  );
  return rows[0]?.empty === true;
}

export async function replaceAll(client: pg.Client, { before, after, fill, mark }: Replacement): Promise<void> {
  await lockMigrations(client);
  await client.query("begin; set local lock_timeout = '5s'");
  try {
    const last = await lastChange(client);
    await each(client, OBJECTS);
    await client.query(MIGRATION_TABLE);
    for (const migration of before) await applyMigration(client, migration);
    await fill();
    await each(client, COUNTERS);
    for (const migration of after) await applyMigration(client, migration);
    // Numbers go on, so that nobody who followed the old log takes a new change for one he knows.
    await client.query(`alter table change alter column seq restart with ${last + 1}`);
    await client.query("insert into change (kind, id, rev) values ('reindex', '', 0)");
    await client.query('insert into fact (name, value) values ($1, $2) on conflict (name) do update set value = excluded.value', [
      REPLACED_FACT,
      mark,
    ]);
    await client.query('commit');
  } catch (error) {
    await client.query('rollback').catch(() => {});
    throw error;
  }
  await client.query(`notify ${CHANNEL}`);
}

async function lastChange(client: pg.Client): Promise<number> {
  const { rows } = await client.query<{ there: boolean }>("select to_regclass('change') is not null as there");
  if (rows[0]?.there !== true) return 0;
  return Number((await client.query<{ last: number | null }>('select max(seq) as last from change')).rows[0]?.last ?? 0);
}

/** Runs the statements that a query makes. */
async function each(client: pg.Client, query: string): Promise<void> {
  const { rows } = await client.query<{ sql: string }>(query);
  for (const { sql } of rows) await client.query(sql);
}
