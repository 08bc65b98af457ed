/** Two writes at one moment, in an order that a test can rely on. */
import type pg from 'pg';
import { compose, type Write } from '#store/commit.ts';

/** Writes in a transaction that stays open until `meanwhile`, which waits for it, has begun to wait. Hands back what became of that. */
export async function before(pool: pg.Pool, writes: readonly Write[], meanwhile: () => Promise<unknown>): Promise<unknown> {
  const client = await pool.connect();
  try {
    await client.query('begin');
    const { text, values } = compose(writes);
    await client.query(text, values);
    let isDone = false;
    const outcome = meanwhile()
      .catch((error: unknown) => error)
      .finally(() => {
        isDone = true;
      });
    while (!isDone && !(await isAnybodyWaiting(pool))) await new Promise((done) => setTimeout(done, 2));
    await client.query('commit');
    return await outcome;
  } finally {
    client.release();
  }
}

async function isAnybodyWaiting(pool: pg.Pool): Promise<boolean> {
  const { rows } = await pool.query<{ n: number }>(
    "select count(*)::integer as n from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'",
  );
  return rows[0]?.n !== 0;
}
