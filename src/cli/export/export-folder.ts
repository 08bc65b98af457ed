/**
 * Writes the whole catalogue, as it stands at one moment, into a folder that `kokanee import`
 * reads: a file of JSON lines for each kind, and the uploaded files. Each file appears whole.
 */
import { createWriteStream } from 'node:fs';
import { mkdir, rename } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { App } from '#app';
import { openSnapshot, type Snapshot, type WholeDataset } from '#store/bulk-read.ts';
import type { Opened } from '../open-catalogue.ts';
import { datasetRecord, groupRecord, userRecord, vocabularyRecord } from './records.ts';

export type Exported = {
  organizations: number;
  groups: number;
  users: number;
  vocabularies: number;
  datasets: number;
  files: number;
  readonly missing: string[];
};

export async function exportFolder({ app, place }: Opened, folder: string, withSecrets: boolean): Promise<Exported> {
  const exported: Exported = { organizations: 0, groups: 0, users: 0, vocabularies: 0, datasets: 0, files: 0, missing: [] };
  // It holds private records and the e-mail addresses of people.
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const snapshot = await openSnapshot(place);
  try {
    const write = (name: string, lines: AsyncIterable<string>, mode?: number): Promise<void> =>
      writeWhole(join(folder, name), Readable.from(lines), mode);
    await write(
      'organizations.jsonl',
      linesOf(snapshot.groups(true), groupRecord, () => exported.organizations++),
    );
    await write(
      'groups.jsonl',
      linesOf(snapshot.groups(false), groupRecord, () => exported.groups++),
    );
    await write(
      'users.jsonl',
      linesOf(
        snapshot.users(),
        (user) => userRecord(user, withSecrets),
        () => exported.users++,
      ),
      withSecrets ? 0o600 : undefined,
    );
    await write(
      'vocabularies.jsonl',
      linesOf(snapshot.vocabularies(), vocabularyRecord, () => exported.vocabularies++),
    );
    await write(
      'datasets.jsonl',
      linesOf(withFilesOut(app, snapshot, join(folder, 'files'), exported), datasetRecord, () => exported.datasets++),
    );
    return exported;
  } finally {
    await snapshot.close();
  }
}

async function* linesOf<Value>(
  values: AsyncIterable<Value>,
  record: (value: Value) => Record<string, unknown>,
  count: () => void,
): AsyncGenerator<string> {
  let text = '';
  for await (const value of values) {
    count();
    text += `${JSON.stringify(record(value))}\n`;
    if (text.length < 64 * 1024) continue;
    yield text;
    text = '';
  }
  if (text !== '') yield text;
}

/** Datasets as they come, their files copied on the way. */
async function* withFilesOut(app: App, snapshot: Snapshot, folder: string, exported: Exported): AsyncGenerator<WholeDataset> {
  for await (const dataset of snapshot.datasets()) {
    for (const { id, uploadName, file } of dataset.resources) {
      if (uploadName === null || file === null) continue;
      const bytes = /[/\\\0]|^\.{0,2}$/.test(uploadName) ? undefined : await app.files.open(file.key);
      if (bytes === undefined) exported.missing.push(`${id}/${uploadName}`);
      else {
        await writeWhole(join(folder, id, uploadName), bytes);
        exported.files++;
      }
    }
    yield dataset;
  }
}

async function writeWhole(path: string, source: Readable, mode = 0o644): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await pipeline(source, createWriteStream(`${path}.partial`, { mode }));
  await rename(`${path}.partial`, path);
}
