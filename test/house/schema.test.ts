import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { after, test } from 'node:test';
import { extensions } from '#extensions-in-use';
import { openPool } from '#store/connection.ts';
import { migrate } from '#store/migration.ts';
import { coreMigrations } from '#store/migrations/index.ts';
import { aDatabase } from '#support/database.ts';
import { describeSchema } from '#support/describe-schema.ts';

const FILE = 'src/store/schema.sql';

test('schema.sql shows what the migrations make', async () => {
  const database = await aDatabase();
  const pool = openPool(database.place, 2);
  after(async () => {
    await pool.end();
    await database.drop();
  });

  await migrate(pool, [...coreMigrations, ...extensions.flatMap((extension) => extension.migrations ?? [])]);
  const client = await pool.connect();
  const page = await describeSchema(client);
  client.release();

  if (process.env.KOKANEE_WRITE_SCHEMA === 'yes') writeFileSync(FILE, page);
  assert.equal(readFileSync(FILE, 'utf8'), page);
});
