/** An import beside the writers: the same datasets in each round, with new contents and new files. */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { datasetFields, datasetKey, type Doc, linkFields, resourceKey, resourceValue, sha256 } from './content.ts';
import { ORGANIZATION } from './deeds.ts';
import type { Ledger } from './ledger.ts';
import { type Process, startCommand } from './processes.ts';
import type { Random } from './random.ts';

/** More than the first batch of an import holds. */
const LINES = 240;
const UPLOAD_EVERY = 12;

export type Import = {
  readonly start: (crashAt?: string) => Process;
  /** Notes that all of it is there. */
  readonly acknowledged: () => Promise<void>;
};

/** Writes the file of a round, and tells the ledger what may be found from now on. */
export async function prepareImport(dataDir: string, ledger: Ledger, version: string, random: Random): Promise<Import> {
  const folder = join(dataDir, '..', 'import');
  const file = join(folder, 'datasets.jsonl');
  const values = new Map<string, string>();
  const lines: string[] = [];
  for (let number = 0; number < LINES; number++) {
    const { line, value, dataset, resource } = await lineOf(folder, number, version, random);
    lines.push(`${JSON.stringify(line)}\n`);
    values.set(datasetKey(dataset), version).set(resourceKey(dataset, resource), value);
  }
  await mkdir(folder, { recursive: true });
  await writeFile(file, lines.join(''));
  for (const [key, value] of values) ledger.sending(key, value);
  return {
    start: (crashAt) => startCommand(dataDir, ['import', file], crashAt),
    acknowledged: async () => {
      await Promise.all([...values].map(([key, value]) => ledger.acknowledged(key, value)));
    },
  };
}

const idOf = (kind: string, number: number): string => `${kind}0000000-0000-4000-8000-${String(number).padStart(12, '0')}`;

async function lineOf(
  folder: string,
  number: number,
  version: string,
  random: Random,
): Promise<{ line: Doc; dataset: string; resource: string; value: string }> {
  const [dataset, resource] = [`imported-${number}`, `imported-resource-${number}`];
  const id = idOf('b', number);
  const isUpload = number % UPLOAD_EVERY === 0;
  const bytes = random.bytes(random.between(1, 30_000));
  if (isUpload) {
    await mkdir(join(folder, 'files', id), { recursive: true });
    await writeFile(join(folder, 'files', id, 'data.bin'), bytes);
  }
  const fields = isUpload ? { name: resource, description: version, url: 'data.bin', url_type: 'upload' } : linkFields(resource, version);
  const line = {
    id: idOf('a', number),
    type: 'dataset',
    name: dataset,
    owner_org: ORGANIZATION,
    ...datasetFields(dataset, version),
    resources: [{ id, ...fields }],
  };
  return { line, dataset, resource, value: isUpload ? resourceValue(version, sha256(bytes)) : resourceValue(version) };
}
