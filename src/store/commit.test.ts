import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { aDatabase } from '#support/database.ts';
import { Stale, Taken, type Write, commitWrites, compose } from './commit.ts';
import { openPool } from './connection.ts';
import { coreMigrations } from './migrations/index.ts';
import { migrate } from './migration.ts';

const { place, drop } = await aDatabase();
const pool = openPool(place, 2);
await migrate(pool, coreMigrations);
after(async () => {
  await pool.end();
  await drop();
});

const fact = (name: string, more: Partial<Write> = {}): Write => ({
  parts: {
    fact: 'insert into fact (name, value) values ($1, $2) returning name',
    copy: "insert into fact (name, value) select name || ' copy', $2 from @fact returning name",
  },
  values: [name, 'v'],
  touches: [{ kind: 'dataset', id: name }],
  ...more,
});
const names = async (): Promise<string[]> =>
  (await pool.query<{ name: string }>('select name from fact order by name')).rows.map(({ name }) => name);

test('pieces become one statement in which their names and parameters stay apart', () => {
  const { text, values } = compose([fact('a', { returns: 'fact', expects: 'fact' }), fact('b', { spreads: 'copy' })]);

  assert.match(text, /^with w0_fact as \(.*\(\$1, \$2\).*from w0_fact.*w1_fact as \(.*\(\$3, \$4\).*from w1_fact/s);
  assert.deepEqual(values, ['a', 'v', 'b', 'v']);
  assert.match(text, /kokanee_stale\('fact'\) end as e0.* as r0.* as s1/);
  assert.equal(compose([fact('c')]).text, compose([fact('d')]).text);
});

test('the rows of all pieces come back in step with them', async () => {
  const { rows, touches } = await commitWrites(pool, [fact('one'), fact('two', { returns: 'fact' })]);

  assert.deepEqual(rows, [undefined, { name: 'two' }]);
  assert.deepEqual(
    touches.map(({ id }) => id),
    ['one', 'two'],
  );
  assert.deepEqual(await names(), ['one', 'one copy', 'two', 'two copy']);
});

test('one expectation that fails undoes every piece', async () => {
  const before = await names();
  const none: Write = {
    parts: { gone: "delete from fact where name = 'no such' returning name" },
    values: [],
    expects: 'gone',
    touches: [],
  };

  await assert.rejects(commitWrites(pool, [fact('three'), none]), Stale);
  await assert.rejects(
    commitWrites(pool, [fact('four'), fact('one')]),
    (error) => error instanceof Taken && error.constraint === 'fact_pkey',
  );

  assert.deepEqual(await names(), before);
});
