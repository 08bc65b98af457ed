/** `kokanee import` of a hundred thousand records, until a search counts them, beside parsing the same lines and copying the documents into a bare table. */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { linesOf } from '#cli/import/lines.ts';
import { clientConfig } from '#store/connection.ts';
import { copyIn } from '#store/copy.ts';
import { acquireCluster } from '#store/embedded/cluster.ts';
import { atLeast, type Figure, inShort } from '../figure.ts';
import { KOKANEE, startCatalogue } from '../measured-process.ts';
import { corpusFile, emptyFolder, markPrepared } from '../prepared.ts';
import { untilSearchable } from '../until-searchable.ts';

const RECORDS = 100_000;
/** Memory may not grow with the file, which is larger than this. */
const MOST_MEMORY = 400;

export async function importing(): Promise<Figure[]> {
  const file = await corpusFile(RECORDS);
  const folder = await emptyFolder(`records-${RECORDS}`);
  const baseline = RECORDS / (await copying(folder, file));
  const { seconds, peak } = await importSeconds(folder, file);
  await markPrepared(RECORDS);
  const indexing = await indexSeconds(folder);
  const wanted = [{ value: RECORDS / (seconds + indexing), baseline }];
  return [
    atLeast(`import of 100,000 and their index (${inShort(seconds)} s and ${inShort(indexing)} s): records`, wanted, {
      unit: '/s',
      target: 0.33,
    }),
    {
      what: 'import of 100,000: most memory of its process',
      value: peak === 0 ? 'unknown' : `${inShort(peak)} MB`,
      target: `<= ${MOST_MEMORY} MB`,
      ok: peak <= MOST_MEMORY,
    },
  ];
}

/** Seconds of one COPY of all documents, each parsed before. */
async function copying(folder: string, file: string): Promise<number> {
  const cluster = await acquireCluster(folder);
  const { host, port, user, database } = cluster;
  const client = new pg.Client(clientConfig({ kind: 'socket', host, port, user, database }));
  await client.connect();
  try {
    await client.query('create table bare_document (id text primary key, name text not null unique, doc json not null)');
    const start = performance.now();
    await copyIn(client, 'copy bare_document from stdin', copyLines(file));
    return (performance.now() - start) / 1_000;
  } finally {
    await client.query('drop table if exists bare_document');
    await client.end();
    await cluster.release();
  }
}

const ESCAPES: Readonly<Record<string, string>> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' };
const escaped = (text: string): string => text.replace(/[\\\t\n\r]/g, (character) => ESCAPES[character] ?? character);

async function* copyLines(file: string): AsyncGenerator<Buffer> {
  let lines: string[] = [];
  for await (const { text } of linesOf(file)) {
    const { id, name } = JSON.parse(text) as { id: string; name: string };
    lines.push(`${id}\t${name}\t${escaped(text)}\n`);
    if (lines.length < 200) continue;
    yield Buffer.from(lines.join(''));
    lines = [];
  }
  yield Buffer.from(lines.join(''));
}

/** Runs the command and looks at its memory meanwhile, where the system tells. */
async function importSeconds(folder: string, file: string): Promise<{ seconds: number; peak: number }> {
  const start = performance.now();
  const child = spawn(process.execPath, [KOKANEE, 'import', file, '--data', folder], { stdio: 'ignore' });
  let running = true;
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve)).finally(() => {
    running = false;
  });
  let peak = 0;
  while (running) {
    peak = Math.max(peak, await megabytesOf(child.pid));
    await Promise.race([ended, pause(200)]);
  }
  if ((await ended) !== 0) throw new Error('the import failed');
  return { seconds: (performance.now() - start) / 1_000, peak };
}

async function megabytesOf(pid: number | undefined): Promise<number> {
  const file = `/proc/${pid}/status`;
  if (!existsSync(file)) return 0;
  const text = await readFile(file, 'utf8').catch(() => '');
  return Number(/VmRSS:\s+(\d+)/.exec(text)?.[1] ?? 0) / 1_024;
}

/** What the index takes of the time between a start and the first search. */
async function indexSeconds(folder: string): Promise<number> {
  const catalogue = await startCatalogue(folder);
  try {
    const start = performance.now();
    await untilSearchable(catalogue.port);
    return (performance.now() - start) / 1_000;
  } finally {
    await catalogue.stop();
  }
}
