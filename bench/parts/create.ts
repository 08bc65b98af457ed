/** `package_create` over HTTP, each durable when answered, beside the bare statement that inserts the same rows. */
import { newId } from '#domain/ids.ts';
import { compose } from '#store/commit.ts';
import { openPool } from '#store/connection.ts';
import { insertDatasets, type NewDataset } from '#store/dataset.ts';
import { acquireCluster } from '#store/embedded/cluster.ts';
import { madeDataset, organizations } from '../corpus.ts';
import { atLeast, type Figure } from '../figure.ts';
import { load, type Request } from '../load.ts';
import { type Measured, startCatalogue } from '../measured-process.ts';
import { emptyFolder, kokanee } from '../prepared.ts';

/** As many as the catalogue's own pool holds. */
const CONNECTIONS = 10;
const EACH_TIME = 600;
const TIMES = 5;

export async function create(): Promise<Figure[]> {
  const folder = await emptyFolder('create');
  const token = await kokanee(folder, 'token', 'add', 'editor');
  const catalogue = await startCatalogue(folder);
  try {
    await catalogueRate(catalogue, token, 0);
    const pairs: { value: number; baseline: number }[] = [];
    for (let time = 0; time < TIMES; time++)
      pairs.push({ baseline: await bareRate(folder, time), value: await catalogueRate(catalogue, token, time + 1) });
    return [atLeast('package_create, 10 at once: a second', pairs, { unit: '/s', target: 0.35 })];
  } finally {
    await catalogue.stop();
  }
}

const newOnes = (from: number): Record<string, unknown>[] =>
  Array.from({ length: EACH_TIME }, (_, at) => {
    // Only sysadmins choose ids.
    const { id: _id, resources, ...dataset } = madeDataset(20_000 + from * EACH_TIME + at);
    const links = (resources as Record<string, unknown>[]).map(({ id: _resource, ...link }) => link);
    return { ...dataset, owner_org: organizations[0]?.id, private: false, groups: [], resources: links };
  });

async function catalogueRate({ port }: Measured, token: string, time: number): Promise<number> {
  const requests: Request[] = newOnes(time).map((body) => ({ path: '/api/3/action/package_create', token, body }));
  return EACH_TIME / (await load({ port, connections: CONNECTIONS, total: EACH_TIME, requests }));
}

/** The rows that package_create makes of these, written without anything before or after it. */
async function bareRate(folder: string, time: number): Promise<number> {
  const cluster = await acquireCluster(folder);
  const { host, port, user, database } = cluster;
  const pool = openPool({ kind: 'socket', host, port, user, database }, CONNECTIONS);
  try {
    const statements = newOnes(1_000 + time).map((dataset) => compose([insertDatasets([rowsOf(dataset)], newId)]));
    let next = 0;
    const run = async (): Promise<void> => {
      for (let at = next++; at < statements.length; at = next++) await pool.query({ name: 'bare', ...(statements[at] ?? { text: '' }) });
    };
    // Connections are opened before the clock runs.
    await Promise.all(Array.from({ length: CONNECTIONS }, () => pool.query('select pg_sleep(0.02)')));
    const start = performance.now();
    await Promise.all(Array.from({ length: CONNECTIONS }, run));
    return EACH_TIME / ((performance.now() - start) / 1_000);
  } finally {
    await pool.end();
    await cluster.release();
  }
}

function rowsOf(made: Record<string, unknown>): NewDataset {
  const { resources, metadata_created: created, metadata_modified: modified, ...fields } = made;
  const id = newId();
  const tags = (made.tags as { name: string }[]).map(({ name }) => ({
    display_name: name,
    id: newId(),
    name,
    state: 'active',
    vocabulary_id: null,
  }));
  const doc = {
    id,
    creator_user_id: null,
    ...fields,
    num_tags: tags.length,
    tags,
    relationships_as_subject: [],
    relationships_as_object: [],
  };
  return {
    id,
    name: String(made.name),
    type: 'dataset',
    state: 'active',
    private: false,
    ownerOrg: String(made.owner_org),
    creator: null,
    licenseId: String(made.license_id),
    created: String(created),
    modified: String(modified),
    doc,
    groups: [],
    pluginData: undefined,
    resources: (resources as Record<string, unknown>[]).map((resource) => {
      const resourceId = newId();
      return { id: resourceId, doc: { id: resourceId, ...resource, state: 'active' }, uploadName: null, file: null };
    }),
  };
}
