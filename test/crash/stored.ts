/** What PostgreSQL holds, read by a process that had no part in writing it. */
import pg from 'pg';
import { applicationRole, databaseName, port } from '#store/embedded/settings.ts';
import { datasetKey, datasetVersion, type Doc, organizationKey, type ResourceRow, resourceKey, resourceVersion } from './content.ts';
import { DELETED } from './ledger.ts';
import { socketOf } from './processes.ts';

export type Stored = {
  readonly datasets: readonly { readonly id: string; readonly name: string; readonly state: string; readonly doc: Doc }[];
  /** In the order of their positions. */
  readonly resources: readonly ResourceRow[];
  readonly organizations: readonly { readonly name: string; readonly title: string }[];
};

export const NOTHING_STORED: Stored = { datasets: [], resources: [], organizations: [] };

export async function readStored(dataDir: string): Promise<Stored> {
  const client = new pg.Client({ host: socketOf(dataDir), port, user: applicationRole, database: databaseName });
  await client.connect();
  try {
    await client.query('begin isolation level repeatable read read only');
    const datasets = await client.query<Stored['datasets'][number]>('select id, name, state, doc from dataset');
    const resources = await client.query<ResourceRow>(
      `select d.name as dataset, r.id, r.doc, r.upload_name as "uploadName", r.file_sha256 as hash
        from resource r join dataset d on d.id = r.dataset_id where r.state = 'active' order by d.id, r.position`,
    );
    const organizations = await client.query<Stored['organizations'][number]>('select name, title from catalog_group');
    return { datasets: datasets.rows, resources: resources.rows, organizations: organizations.rows };
  } finally {
    await client.end();
  }
}

/** The value of each thing, as the ledger knows them, and what is there twice. */
export function valuesOf({ datasets, resources, organizations }: Stored): { values: Map<string, string>; twice: string[] } {
  const values = new Map<string, string>();
  const twice: string[] = [];
  const set = (key: string, value: string): void => {
    if (values.has(key)) twice.push(`${key} is there twice`);
    values.set(key, value);
  };
  for (const { name, state, doc } of datasets) set(datasetKey(name), state === 'deleted' ? DELETED : datasetVersion(name, doc));
  for (const row of resources) set(resourceKey(row.dataset, String(row.doc.name)), resourceVersion(row));
  for (const { name, title } of organizations) set(organizationKey(name), title);
  return { values, twice };
}
