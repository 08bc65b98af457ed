/** Facts about the catalogue itself, such as that it was started before: a name, and a value of text. */
import type pg from 'pg';
import type { Write } from './commit.ts';

/** States a fact that nobody has stated yet; stale otherwise. */
export function recordFact(name: string, value: string): Write {
  return {
    parts: { fact: 'insert into fact (name, value) values ($1, $2) on conflict (name) do nothing returning name' },
    values: [name, value],
    expects: 'fact',
    touches: [],
  };
}

export async function findFact(pool: pg.Pool, name: string): Promise<string | undefined> {
  return (await pool.query<{ value: string }>('select value from fact where name = $1', [name])).rows[0]?.value;
}

export async function changeFact(pool: pg.Pool, name: string, value: string): Promise<void> {
  await pool.query('update fact set value = $2 where name = $1', [name, value]);
}
