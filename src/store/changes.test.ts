import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { aDatabase, connect } from '#support/database.ts';
import { type Cursor, currentCursor, readChanges } from './changes.ts';
import { openPool } from './connection.ts';
import { coreMigrations } from './migrations/index.ts';
import { migrate } from './migration.ts';

const { place, drop } = await aDatabase();
const pool = openPool(place, 3);
await migrate(pool, coreMigrations);
const [slow, foreign] = [await connect(place), await connect(place)];
after(async () => {
  await Promise.all([slow.end(), foreign.end(), pool.end()]);
  await drop();
});

const WRITE = "insert into change (kind, id, rev) values ('dataset', $1, 1)";
/** A cursor behind all there is; other databases of the server may hold the first one back. */
async function fromNow(): Promise<Cursor> {
  return (await readChanges(pool, await currentCursor(pool))).cursor;
}

const idsOf = (page: Awaited<ReturnType<typeof readChanges>>): string[] => page.changes.map(({ id }) => id);

test('a transaction that began first and commits last is not missed', async () => {
  let cursor: Cursor = await fromNow();
  await slow.query('begin');
  await slow.query(WRITE, ['slow']);
  await pool.query(WRITE, ['quick']);

  const first = await readChanges(pool, cursor);
  cursor = first.cursor;
  const idle = await readChanges(pool, cursor);
  await slow.query('commit');
  const second = await readChanges(pool, idle.cursor);
  const third = await readChanges(pool, second.cursor);

  assert.deepEqual([idsOf(first), idsOf(idle), idsOf(second), idsOf(third)], [['quick'], [], ['slow'], []]);
});

test('a foreign transaction held open neither delays what others commit nor makes it come twice', async () => {
  let cursor: Cursor = await fromNow();
  await foreign.query('begin');
  await foreign.query('select pg_current_xact_id()');
  const seen: string[][] = [];

  for (const id of ['a', 'b', 'c']) {
    await pool.query(WRITE, [id]);
    const page = await readChanges(pool, cursor);
    cursor = page.cursor;
    seen.push(idsOf(page));
  }
  await foreign.query('rollback');
  await pool.query(WRITE, ['d']);
  const last = await readChanges(pool, cursor);

  assert.deepEqual(seen, [['a'], ['b'], ['c']]);
  assert.deepEqual(idsOf(last), ['d']);
  assert.deepEqual(idsOf(await readChanges(pool, last.cursor)), []);
});

test('changes that are rolled back are never told', async () => {
  const cursor = await fromNow();
  await slow.query('begin');
  await slow.query(WRITE, ['undone']);
  const before = await readChanges(pool, cursor);
  await slow.query('rollback');

  assert.deepEqual([idsOf(before), idsOf(await readChanges(pool, before.cursor))], [[], []]);
});

test('pages of a long log join without a gap or a repetition', async () => {
  let cursor = await fromNow();
  await pool.query("insert into change (kind, id, rev) select 'dataset', n::text, 1 from generate_series(1, 45000) n");
  await pool.query(WRITE, ['after']);
  const ids: string[] = [];

  for (let more = true; more; ) {
    const page = await readChanges(pool, cursor);
    ids.push(...idsOf(page));
    ({ cursor, more } = page);
  }

  assert.equal(ids.length, 45_001);
  assert.equal(new Set(ids).size, 45_001);
  assert.equal(ids.at(-1), 'after');
});
