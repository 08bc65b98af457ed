/**
 * The sample records of a new catalogue, from the package's own folder, by the same road as
 * `kokanee import`. Loaded once: a start that was cut short goes on at the next, and of two
 * starts at once the second waits for the first.
 */
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { clientConfig } from '#store/connection.ts';
import { changeFact, findFact } from '#store/facts.ts';
import pg from 'pg';
import { SAMPLE_FACT } from './first-start.ts';
import { importFile } from './import/import-file.ts';
import type { Log } from './log.ts';
import type { Opened } from './open-catalogue.ts';

const FOLDER = fileURLToPath(new URL('../../sample', import.meta.url));
const FILES = ['organizations.jsonl', 'groups.jsonl', 'datasets.jsonl'];
/** Any number, as long as it is nobody else's lock. */
const LOCK = 7_246_110_302;

export async function loadSampleOnce(opened: Opened, log: Log): Promise<void> {
  if ((await findFact(opened.app.store.pool, SAMPLE_FACT)) !== 'wanted') return;
  const client = new pg.Client(clientConfig(opened.place));
  client.on('error', () => {}); // a query tells of a lost connection too
  await client.connect();
  try {
    await client.query('select pg_advisory_lock($1)', [LOCK]);
    if ((await findFact(opened.app.store.pool, SAMPLE_FACT)) !== 'wanted') return;
    for (const file of FILES) {
      const onMessage = (message: string): void => log({ level: 'warn', msg: `sample ${file}, ${message}` });
      await importFile(opened, { file: join(FOLDER, file), files: join(FOLDER, 'files'), onMessage });
    }
    await changeFact(opened.app.store.pool, SAMPLE_FACT, 'loaded');
  } finally {
    await client.end();
  }
}
