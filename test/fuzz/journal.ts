/**
 * What was changed in a database, row by row: a trigger on every table writes it down. Finer than
 * a digest before and after, which would not see a change that was taken back; the digest is here too.
 */
import type pg from 'pg';

/** When a token or an account was last used is no change of state. */
const USE = ['last_access', 'last_active'];

export type Journal = {
  /** What was written down since the last look. */
  readonly changes: () => Promise<readonly string[]>;
  /** One hash over all rows of all tables, in order. */
  readonly digest: () => Promise<string>;
  readonly tables: readonly string[];
};

export async function keepJournal(pool: pg.Pool): Promise<Journal> {
  const { rows } = await pool.query<{ name: string }>(
    "select tablename as name from pg_tables where schemaname = 'public' order by tablename",
  );
  const tables = rows.map(({ name }) => name);
  await pool.query(`
    create table fuzz_journal (seq bigint generated always as identity primary key, what text not null);
    create function fuzz_note() returns trigger language plpgsql as $$
    begin
      if tg_op = 'UPDATE' and to_jsonb(old) - '{${USE.join(',')}}'::text[] = to_jsonb(new) - '{${USE.join(',')}}'::text[] then return null; end if;
      insert into fuzz_journal (what) values (tg_op || ' ' || tg_table_name || ' ' || left(coalesce(to_jsonb(new), to_jsonb(old))::text, 300));
      return null;
    end $$;
    ${tables
      .map(
        (name) => `create trigger fuzz_rows after insert or update or delete on ${name} for each row execute function fuzz_note();
      create trigger fuzz_whole after truncate on ${name} for each statement execute function fuzz_note();`,
      )
      .join('\n')}`);
  const digestOf = async (table: string): Promise<string> => {
    const { rows: found } = await pool.query<{ digest: string | null }>(
      `select md5(string_agg(row, e'\\n' order by row collate "C")) as digest from (select (to_jsonb(t) - '{${USE.join(',')}}'::text[])::text as row from ${table} t) rows`,
    );
    return `${table} ${found[0]?.digest ?? ''}`;
  };
  let seen = 0;
  return {
    tables,
    changes: async () => {
      const { rows: fresh } = await pool.query<{ seq: number; what: string }>(
        'select seq, what from fuzz_journal where seq > $1 order by seq',
        [seen],
      );
      seen = fresh.at(-1)?.seq ?? seen;
      return fresh.map(({ what }) => what);
    },
    digest: async () => (await Promise.all(tables.map(digestOf))).join('\n'),
  };
}
