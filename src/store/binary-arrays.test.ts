/** Lists of texts arrive in PostgreSQL as they were. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import pg from 'pg';
import { aDatabase, type TestDatabase } from '#support/database.ts';
import { textArray, withBinaryTexts } from './binary-arrays.ts';
import { clientConfig } from './connection.ts';

let database: TestDatabase;
let client: pg.Client;
before(async () => {
  database = await aDatabase();
  client = new pg.Client(clientConfig(database.place));
  await client.connect();
});
after(async () => {
  await client.end();
  await database.drop();
});

test('quotes, braces, other scripts, nulls and empty lists come back unchanged', async () => {
  for (const texts of [[], [''], [null], ['NULL', '{"a":"\\"b\\\\"}', 'Qʼumǝ́ll', '🐟', null, ',{}', ' ']]) {
    const { rows } = await client.query<{ back: unknown }>('select $1::text[] as back', [textArray(texts)]);
    assert.deepEqual(rows[0]?.back, texts);
  }
});

test('only lists of texts are turned into bytes', () => {
  const { values } = withBinaryTexts({
    parts: { a: 'select unnest($1::text[]), $2::integer[], $3::text' },
    values: [['x'], [1], 'y'],
    touches: [],
  });

  assert.ok(Buffer.isBuffer(values[0]));
  assert.deepEqual(values.slice(1), [[1], 'y']);
});
