/**
 * Data folders that measurements begin with: made once by `kokanee import` from the made-up
 * corpus, kept for the next run, and told apart by what the corpus and the tables look like.
 */
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { createWriteStream, existsSync, globSync, readFileSync } from 'node:fs';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { once } from 'node:events';
import { promisify } from 'node:util';
import { groups, madeDataset, organizations } from './corpus.ts';
import { KOKANEE } from './measured-process.ts';

export type Prepared = { readonly folder: string; readonly records: number; readonly token: string };

const SOURCES = ['bench/corpus.ts', 'bench/random.ts', ...globSync('src/store/migrations/*.ts').sort()];
const version = createHash('sha1')
  .update(SOURCES.map((file) => readFileSync(file, 'utf8')).join(''))
  .digest('hex')
  .slice(0, 8);

/** Where everything of one version lies. */
export const workFolder: string = join(process.env.BENCH_FOLDER ?? join(tmpdir(), `kokanee-bench-${userInfo().username}`), version);

/** Runs a command of the catalogue; resolves to what it printed. */
export async function kokanee(folder: string, ...words: readonly string[]): Promise<string> {
  const { stdout } = await promisify(execFile)(process.execPath, [KOKANEE, ...words, '--data', folder], { maxBuffer: 64 * 1024 * 1024 });
  return stdout.trim();
}

/** The corpus as a file of JSON lines. */
export async function corpusFile(records: number): Promise<string> {
  const file = join(workFolder, `datasets-${records}.jsonl`);
  if (existsSync(file)) return file;
  await mkdir(workFolder, { recursive: true });
  const stream = createWriteStream(`${file}.part`);
  for (let i = 0; i < records; i += 500) {
    const lines = Array.from({ length: Math.min(500, records - i) }, (_, at) => `${JSON.stringify(madeDataset(i + at))}\n`);
    if (!stream.write(lines.join(''))) await once(stream, 'drain');
  }
  await promisify(stream.end.bind(stream))();
  await rename(`${file}.part`, file);
  return file;
}

/** A data folder with organizations, groups and an editor of the first organization, and no records. */
export async function emptyFolder(name: string): Promise<string> {
  const folder = join(workFolder, name);
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const file = join(workFolder, 'groups.jsonl');
  await writeFile(file, [...organizations, ...groups].map((group) => `${JSON.stringify(group)}\n`).join(''));
  await kokanee(folder, 'import', file);
  await kokanee(folder, 'user', 'add', 'editor', '--email', 'editor@example.org', '--password', 'a-long-password-7');
  const member = { id: organizations[0]?.id, username: 'editor', role: 'editor' };
  await kokanee(folder, 'action', 'organization_member_create', JSON.stringify(member));
  return folder;
}

/** A folder with that many records, from an earlier run where there is one. */
export async function prepared(records: number): Promise<Prepared> {
  const name = `records-${records}`;
  const done = join(workFolder, `${name}.token`);
  if (!existsSync(done)) {
    console.error(`preparing ${records} records`);
    const folder = await emptyFolder(name);
    await kokanee(folder, 'import', await corpusFile(records));
    await markPrepared(records);
  }
  return { folder: join(workFolder, name), records, token: readFileSync(done, 'utf8') };
}

/** Says that the folder of that many records is whole. */
export async function markPrepared(records: number): Promise<void> {
  const name = `records-${records}`;
  await writeFile(join(workFolder, `${name}.token`), await kokanee(join(workFolder, name), 'token', 'add', 'editor'));
}
