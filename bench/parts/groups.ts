/**
 * Organizations and groups: 500 organizations with their counts, an organization with its first
 * datasets, and a group's 1,000 datasets in one answer, beside a bare server sending the same bytes.
 */
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { groups as themes, type MadeGroup, madeDataset, organizations } from '../corpus.ts';
import { atMost, type Figure, within } from '../figure.ts';
import { ask, headersIn, load } from '../load.ts';
import { cpuPerRequest, type Measured, startBare, startCatalogue } from '../measured-process.ts';
import { emptyFolder, kokanee, workFolder } from '../prepared.ts';
import { randomFrom, uuidFrom } from '../random.ts';
import { untilSearchable } from '../until-searchable.ts';

const RECORDS = 10_000;
const ORGANIZATIONS = 500;
/** So many of the first records are in the first group. */
const IN_FIRST_GROUP = 1_200;
const TIMES = 5;

export async function groups(): Promise<Figure[]> {
  const { folder, token } = await filled();
  process.env.CKAN__GROUP_AND_ORGANIZATION_LIST_ALL_FIELDS_MAX = String(ORGANIZATIONS);
  const catalogue = await startCatalogue(folder);
  delete process.env.CKAN__GROUP_AND_ORGANIZATION_LIST_ALL_FIELDS_MAX;
  try {
    await untilSearchable(catalogue.port);
    return [
      within('organization_list all_fields of 500 with counts', await lists(catalogue, token, false), { unit: 'ms', target: 10 }),
      within('the same as the first call after a change', await lists(catalogue, token, true), { unit: 'ms', target: 20 }),
      await alone(
        catalogue,
        'organization_show with its first datasets',
        `/api/3/action/organization_show?id=${organizations[1]?.id}&include_datasets=true`,
      ),
      await beside(
        catalogue,
        "a group's 1,000 datasets, group_package_show",
        `/api/3/action/group_package_show?id=${themes[0]?.id}&limit=1000`,
      ),
    ];
  } finally {
    await catalogue.stop();
  }
}

/** Milliseconds of one call after the other, after a dataset was changed each time where told. */
async function lists({ port }: Measured, token: string, changing: boolean): Promise<number[]> {
  const times: number[] = [];
  for (let time = 0; time < 30; time++) {
    if (changing) await ask(port, { path: '/api/3/action/package_patch', token, body: { id: madeDataset(0).id, version: String(time) } });
    const started = performance.now();
    const { text } = await ask(port, { path: '/api/3/action/organization_list?all_fields=true' });
    times.push(performance.now() - started);
    const listed = (JSON.parse(text) as { result: { package_count: number }[] }).result;
    if (listed.length !== ORGANIZATIONS || listed.every((one) => one.package_count === 0))
      throw new Error(`${listed.length} organizations`);
  }
  return times.slice(5);
}

const cpuOf = async (server: Measured, path: string, total: number): Promise<number> =>
  (await cpuPerRequest(server, total, () => load({ port: server.port, connections: 4, total, requests: [{ path }] }))) / 1_000;

/** CPU of one answer. */
async function alone(catalogue: Measured, what: string, path: string): Promise<Figure> {
  const times: number[] = [];
  for (let time = 0; time <= TIMES; time++) times.push(await cpuOf(catalogue, path, 300));
  return within(`${what}: CPU per request`, times.slice(1), { unit: 'ms', target: 2 });
}

/** CPU of one answer beside the bare server's. */
async function beside(catalogue: Measured, what: string, path: string): Promise<Figure> {
  const { head, text } = await ask(catalogue.port, { path });
  const found = (JSON.parse(text) as { result: unknown[] }).result.length;
  if (found !== 1_000) throw new Error(`${found} records in the answer`);
  const bare = await startBare({ headers: headersIn(head), byPath: new Map([[path, Buffer.from(text)]]) });
  try {
    for (const server of [bare, catalogue]) await cpuOf(server, path, 100);
    const pairs: { value: number; baseline: number }[] = [];
    for (let time = 0; time < TIMES; time++)
      pairs.push({ baseline: await cpuOf(bare, path, 100), value: await cpuOf(catalogue, path, 100) });
    return atMost(`${what} (${(text.length / 1e6).toFixed(1)} MB): CPU per request`, pairs, { unit: 'ms', target: 2 });
  } finally {
    await bare.stop();
  }
}

/** A folder with 500 organizations that own twenty records each, and a large group. */
async function filled(): Promise<{ folder: string; token: string }> {
  const folder = await emptyFolder('groups');
  const more = Array.from(
    { length: ORGANIZATIONS - organizations.length },
    (_, i): MadeGroup => ({
      ...(organizations[0] as MadeGroup),
      id: uuidFrom(randomFrom(2_000_000 + i)),
      name: `further-organization-${i}`,
      title: `Further organization ${i}`,
    }),
  );
  const file = join(workFolder, 'further-organizations.jsonl');
  await writeFile(file, more.map((group) => `${JSON.stringify(group)}\n`).join(''));
  await kokanee(folder, 'import', file);
  await kokanee(folder, 'import', await recordsOf([...organizations, ...more]));
  return { folder, token: await kokanee(folder, 'token', 'add', 'editor') };
}

async function recordsOf(owners: readonly MadeGroup[]): Promise<string> {
  const file = join(workFolder, 'grouped-datasets.jsonl');
  const stream = createWriteStream(file);
  for (let i = 0; i < RECORDS; i++) {
    const made = madeDataset(i);
    const own = i < IN_FIRST_GROUP ? { private: false, groups: [{ id: themes[0]?.id }] } : {};
    const line = `${JSON.stringify({ ...made, ...own, owner_org: owners[i % owners.length]?.id })}\n`;
    if (!stream.write(line)) await once(stream, 'drain');
  }
  stream.end();
  await once(stream, 'finish');
  return file;
}
