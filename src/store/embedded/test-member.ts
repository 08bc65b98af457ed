// A process of its own that joins the embedded server of a data folder and does
// what its standard input says, one word per line, answering each with a line of
// JSON. Test support; ends, releasing, when its input ends.
//
//   node test-member.ts DATA_DIR [NATIVE_DIR]

import { createInterface } from 'node:readline';
import pg from 'pg';
import type { Cluster, Connection } from './cluster.ts';
import { acquireCluster } from './cluster.ts';
import { findPostmaster } from './postmaster.ts';

const [dataDir = '', nativeDir] = process.argv.slice(2);
process.on('SIGINT', () => answer({ interrupted: true }));
const cluster = await join();
answer({
  host: cluster.host,
  clusterDir: cluster.clusterDir,
  postmaster: findPostmaster(cluster.clusterDir),
});
for await (const word of createInterface({ input: process.stdin })) await obey(word);
await cluster.release();

async function join(): Promise<Cluster> {
  try {
    return await acquireCluster(dataDir, { nativeDir });
  } catch (error) {
    answer({ refused: error instanceof Error ? `${error.name}: ${error.message}` : String(error) });
    process.exit(1);
  }
}

async function obey(word: string): Promise<void> {
  if (word === 'exit') process.exit(0);
  if (word === 'release') {
    await cluster.release();
    answer({ released: true });
    process.exit(0);
  }
  if (word === 'ensure') {
    await cluster.ensureRunning();
    answer({ postmaster: findPostmaster(cluster.clusterDir) });
  }
  if (word === 'work') answer(await query(cluster, 'SELECT current_user AS who, 6 * 7 AS answer'));
}

async function query(connection: Connection, text: string): Promise<object> {
  const client = new pg.Client({ ...connection });
  await client.connect();
  try {
    return (await client.query(text)).rows[0];
  } finally {
    await client.end();
  }
}

function answer(value: object): void {
  process.stdout.write(`${JSON.stringify(value)}\n`);
}
