/**
 * Datasets and their resources: how they are read, and the pieces that write them.
 * A dataset's row and each resource's row hold their own JSON text, kept apart so that
 * changing one resource costs the same among ten or ten thousand.
 */
import type pg from 'pg';
import type { Dataset, DatasetHead, Doc, Resource } from '#domain/dataset.ts';
import type { Write } from './commit.ts';

/** A dataset as stored, its texts unparsed. Groups are ids. */
export type DatasetRow = { readonly head: DatasetHead; readonly docText: string; readonly groups: readonly string[]; readonly resources: readonly ResourceRow[] };
export type ResourceRow = { readonly id: string; readonly rev: number; readonly docText: string; readonly uploadName: string | null; readonly file: Resource['file'] };

const HEAD = `d.id, d.name, d.type, d.state, d.private, d.owner_org as "ownerOrg", d.creator_user_id as creator,
  d.license_id as "licenseId", d.metadata_created as created, d.metadata_modified as modified, d.rev,
  d.num_resources as "numResources"`;

const FULL = `select ${HEAD}, d.doc::text as "docText",
  (select array_agg(g.group_id order by g.group_id) from dataset_group g where g.dataset_id = d.id) as groups from dataset d`;

const RESOURCES = `select id, dataset_id, rev, doc::text as "docText", upload_name, file_key, file_sha256, file_size
  from resource where dataset_id = any($1) and state = 'active' order by dataset_id, position`;

type FullRow = DatasetHead & { docText: string; groups: string[] | null };
type ResourceSqlRow = { id: string; dataset_id: string; rev: number; docText: string; upload_name: string | null; file_key: string | null; file_sha256: string | null; file_size: number | null };

const fileOf = (row: ResourceSqlRow): Resource['file'] =>
  row.file_key === null ? null : { key: row.file_key, sha256: row.file_sha256 ?? '', size: row.file_size ?? 0 };

const resourceRowOf = (row: ResourceSqlRow): ResourceRow => ({ id: row.id, rev: row.rev, docText: row.docText, uploadName: row.upload_name, file: fileOf(row) });

function headOf({ docText: _text, groups: _groups, ...head }: FullRow): DatasetHead {
  return head;
}

/** The stored rows of the given ids, in no order; unknown ids are left out. */
export async function loadDatasetRows(pool: pg.Pool, ids: readonly string[]): Promise<DatasetRow[]> {
  if (ids.length === 0) return [];
  const [datasets, resources] = await Promise.all([
    pool.query<FullRow>({ name: 'datasets', text: `${FULL} where d.id = any($1)`, values: [ids] }),
    pool.query<ResourceSqlRow>({ name: 'resources', text: RESOURCES, values: [ids] }),
  ]);
  const byDataset = Map.groupBy(resources.rows, (row) => row.dataset_id);
  const rows = datasets.rows.map((row) => ({
    head: headOf(row),
    docText: row.docText,
    groups: row.groups ?? [],
    resources: (byDataset.get(row.id) ?? []).map(resourceRowOf),
  }));
  // The two reads saw two moments: where a resource came or went between them, read that dataset again.
  const torn = rows.filter((row) => row.head.numResources !== row.resources.length).map((row) => row.head.id);
  if (torn.length === 0) return rows;
  const again = await loadTogether(pool, torn);
  return [...rows.filter((row) => row.head.numResources === row.resources.length), ...again];
}

async function loadTogether(pool: pg.Pool, ids: readonly string[]): Promise<DatasetRow[]> {
  const client = await pool.connect();
  try {
    await client.query('begin isolation level repeatable read read only');
    const datasets = await client.query<FullRow>(`${FULL} where d.id = any($1)`, [ids]);
    const resources = await client.query<ResourceSqlRow>(RESOURCES, [ids]);
    await client.query('commit');
    const byDataset = Map.groupBy(resources.rows, (row) => row.dataset_id);
    return datasets.rows.map((row) => ({
      head: headOf(row),
      docText: row.docText,
      groups: row.groups ?? [],
      resources: (byDataset.get(row.id) ?? []).map(resourceRowOf),
    }));
  } finally {
    client.release();
  }
}

/** A dataset without its resources, by id first, then by name. */
export async function findDataset(pool: pg.Pool, idOrName: string): Promise<Dataset | undefined> {
  const { rows } = await pool.query<FullRow>({ name: 'dataset-by-ref', text: `${FULL} where d.id = $1 or d.name = $1 order by d.id = $1 desc limit 1`, values: [idOrName] });
  const row = rows[0];
  return row && { ...headOf(row), doc: JSON.parse(row.docText) as Doc, groups: row.groups ?? [] };
}

/** The id behind a name or id, or undefined. */
export async function findDatasetId(pool: pg.Pool, idOrName: string): Promise<string | undefined> {
  const { rows } = await pool.query<{ id: string }>({ name: 'dataset-id', text: 'select id from dataset where id = $1 or name = $1 order by id = $1 desc limit 1', values: [idOrName] });
  return rows[0]?.id;
}

type OneResourceRow = ResourceSqlRow & { state: Resource['state']; position: number };

/** One resource by its id, deleted ones included, with its place among its siblings. */
export async function findResource(pool: pg.Pool, id: string): Promise<Resource | undefined> {
  const { rows } = await pool.query<OneResourceRow>({
    name: 'resource-by-id',
    text: `select r.id, r.dataset_id, r.rev, r.state, r.doc::text as "docText", r.upload_name, r.file_key, r.file_sha256, r.file_size,
      (select count(*)::integer from resource s where s.dataset_id = r.dataset_id and s.state = 'active' and s.position < r.position) as position
      from resource r where r.id = $1`,
    values: [id],
  });
  const row = rows[0];
  return row && { id: row.id, datasetId: row.dataset_id, position: row.position, state: row.state, rev: row.rev, uploadName: row.upload_name, file: fileOf(row), doc: JSON.parse(row.docText) as Doc };
}

/** What the validators ask about names and ids, in one read. */
export async function findTaken(pool: pg.Pool, name: string | null, id: string | null, resources: readonly string[]): Promise<{ byName?: { id: string; state: string }; idTaken: boolean; resourceOwners: ReadonlyMap<string, string> }> {
  const { rows } = await pool.query<{ kind: string; id: string; extra: string }>({
    name: 'taken',
    text: `select 'name' as kind, id, state as extra from dataset where name = $1
      union all select 'id', id, '' from dataset where id = $2
      union all select 'resource', id, dataset_id from resource where id = any($3) and state = 'active'`,
    values: [name, id, resources],
  });
  const named = rows.find((row) => row.kind === 'name');
  return {
    ...(named && { byName: { id: named.id, state: named.extra } }),
    idTaken: rows.some((row) => row.kind === 'id'),
    resourceOwners: new Map(rows.filter((row) => row.kind === 'resource').map((row) => [row.id, row.extra])),
  };
}

/** Names of all public active datasets, by name. */
export async function listDatasetNames(pool: pg.Pool, limit: number | null, offset: number): Promise<string[]> {
  const { rows } = await pool.query<{ name: string }>({
    name: 'dataset-names',
    text: "select name from dataset where state = 'active' and not private order by name limit $1 offset $2",
    values: [limit, offset],
  });
  return rows.map((row) => row.name);
}

/** A page of dataset ids and revisions after the given id, for the index and for checks. */
export async function pageOfDatasets(pool: pg.Pool, after: string, size: number): Promise<{ id: string; rev: number }[]> {
  const { rows } = await pool.query<{ id: string; rev: number }>({ name: 'dataset-page', text: 'select id, rev from dataset where id > $1 order by id limit $2', values: [after, size] });
  return rows;
}

export type NewDataset = Omit<DatasetHead, 'rev' | 'numResources'> & { readonly doc: Doc; readonly groups: readonly string[]; readonly resources: readonly NewResource[]; readonly pluginData: Doc | undefined };
export type NewResource = { readonly id: string; readonly doc: Doc; readonly uploadName: string | null; readonly file: Resource['file'] };

const jsonText = (value: unknown): string => JSON.stringify(value);

/**
 * Deleted datasets give up a name that is wanted again and go by their own id.
 * The part that takes the name must mention `FREED`, so that PostgreSQL runs this one first.
 */
const freedParts = (parameter: number, but = ''): Record<string, string> => ({
  freed: `update dataset set name = id, doc = (doc::jsonb || jsonb_build_object('name', id))::json, rev = rev + 1
    where state = 'deleted' and name = any($${parameter}::text[]) ${but} returning id, rev`,
  freedChange: "insert into change (kind, id, rev) select 'dataset', id, rev from @freed",
});
const FREED = '(select count(*) from @freed) >= 0';

/** The piece that writes new datasets with their resources and group memberships. */
export function insertDatasets(datasets: readonly NewDataset[], memberId: () => string): Write {
  const groups = datasets.flatMap((d) => d.groups.map((group) => ({ id: memberId(), dataset: d.id, group })));
  const resources = datasets.flatMap((d) => d.resources.map((resource, position) => ({ ...resource, dataset: d.id, position })));
  return {
    parts: {
      ...freedParts(2),
      dataset: `insert into dataset (id, name, type, state, private, owner_org, creator_user_id, license_id, metadata_created, metadata_modified, num_resources, next_position, doc, plugin_data)
        select id, name, type, state, private, owner_org, creator, license_id, created, modified, n, n, doc::json, plugin_data::json
        from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::boolean[], $6::text[], $7::text[], $8::text[], $9::timestamp[], $10::timestamp[], $11::integer[], $12::text[], $24::text[])
        as t(id, name, type, state, private, owner_org, creator, license_id, created, modified, n, doc, plugin_data)
        where ${FREED} returning id, rev`,
      ...resourceParts(13),
      complete: 'select 1 where (select count(*) from @resource) = cardinality($13::text[])',
      grouped: 'insert into dataset_group (id, dataset_id, group_id) select * from unnest($21::text[], $22::text[], $23::text[])',
      change: "insert into change (kind, id, rev) select 'dataset', id, rev from @dataset",
    },
    values: [
      datasets.map((d) => d.id), datasets.map((d) => d.name), datasets.map((d) => d.type), datasets.map((d) => d.state), datasets.map((d) => d.private),
      datasets.map((d) => d.ownerOrg), datasets.map((d) => d.creator), datasets.map((d) => d.licenseId), datasets.map((d) => d.created), datasets.map((d) => d.modified),
      datasets.map((d) => d.resources.length), datasets.map((d) => jsonText(d.doc)),
      ...resourceValues(resources),
      groups.map((g) => g.id), groups.map((g) => g.dataset), groups.map((g) => g.group),
      datasets.map((d) => (d.pluginData === undefined ? null : jsonText(d.pluginData))),
    ],
    expects: 'complete',
    spreads: 'freed',
    touches: datasets.map((d) => ({ kind: 'dataset', id: d.id })),
  };
}

type PlacedResource = NewResource & { readonly dataset: string; readonly position: number };

/**
 * The upsert of resource rows; a row that was deleted before comes back under its id. A living
 * one of another dataset stays there: then `resource` has a row less than was asked for.
 */
function resourceParts(from: number): Record<string, string> {
  const p = (n: number): string => `$${from + n}`;
  return {
    resource: `insert into resource (id, dataset_id, position, upload_name, file_key, file_sha256, file_size, doc)
      select id, dataset_id, position, upload_name, file_key, file_sha256, file_size, doc::json
      from unnest(${p(0)}::text[], ${p(1)}::text[], ${p(2)}::integer[], ${p(3)}::text[], ${p(4)}::text[], ${p(5)}::text[], ${p(6)}::bigint[], ${p(7)}::text[])
      as t(id, dataset_id, position, upload_name, file_key, file_sha256, file_size, doc)
      on conflict (id) do update set dataset_id = excluded.dataset_id, position = excluded.position, state = 'active', rev = resource.rev + 1,
        upload_name = excluded.upload_name, file_key = excluded.file_key, file_sha256 = excluded.file_sha256, file_size = excluded.file_size, doc = excluded.doc
        where resource.state <> 'active' or resource.dataset_id = excluded.dataset_id returning id`,
  };
}

const resourceValues = (resources: readonly PlacedResource[]): unknown[] => [
  resources.map((r) => r.id), resources.map((r) => r.dataset), resources.map((r) => r.position), resources.map((r) => r.uploadName),
  resources.map((r) => r.file?.key ?? null),
  resources.map((r) => r.file?.sha256 ?? null), resources.map((r) => r.file?.size ?? null), resources.map((r) => jsonText(r.doc)),
];

export type DatasetUpdate = Omit<NewDataset, 'created' | 'creator' | 'type' | 'groups' | 'resources'> & {
  /** The revision it was read at; another one in the table makes the write stale. */
  readonly rev: number;
  /** All groups it is in from now on, or undefined to leave them. */
  readonly groups: readonly string[] | undefined;
  /** All resources in order, of which only `changed` ones are rewritten; undefined leaves them. */
  readonly resources: readonly (NewResource & { readonly changed: boolean })[] | undefined;
};

/** The piece that replaces a dataset's own fields and, where given, its groups and resources. */
export function updateDataset(update: DatasetUpdate, memberId: () => string): Write {
  const { resources, groups } = update;
  const count = resources?.length ?? null;
  const parts: Record<string, string> = {
    ...freedParts(11, 'and id <> $1'),
    dataset: `update dataset set name = $3, state = $4, private = $5, owner_org = $6, license_id = $7, metadata_modified = $8, doc = $9::json,
      num_resources = coalesce($10, num_resources), next_position = coalesce($10, next_position),
      plugin_data = coalesce($12::json, plugin_data), rev = rev + 1
      where id = $1 and rev = $2 and ${FREED} returning id, rev`,
    change: "insert into change (kind, id, rev) select 'dataset', id, rev from @dataset",
  };
  const values: unknown[] = [update.id, update.rev, update.name, update.state, update.private, update.ownerOrg, update.licenseId, update.modified, jsonText(update.doc), count, update.state === 'deleted' ? [] : [update.name], update.pluginData === undefined ? null : jsonText(update.pluginData)];
  if (groups !== undefined) {
    const [g, m] = [values.push(groups), values.push(groups.map(memberId))];
    parts.ungrouped = `delete from dataset_group where dataset_id = $1 and group_id <> all($${g}::text[])`;
    parts.grouped = `insert into dataset_group (id, dataset_id, group_id) select m, $1, g from unnest($${m}::text[], $${g}::text[]) as t(m, g) on conflict (dataset_id, group_id) do nothing`;
  }
  if (resources !== undefined) {
    const placed = resources.map((r, position) => ({ ...r, dataset: update.id, position }));
    const kept = placed.filter((r) => !r.changed);
    const [all, ids, places] = [values.push(placed.map((r) => r.id)), values.push(kept.map((r) => r.id)), values.push(kept.map((r) => r.position))];
    // What was removed before goes for good; what is left out now is remembered until then.
    parts.forgotten = `delete from resource where dataset_id = $1 and state <> 'active' and id <> all($${all}::text[])`;
    parts.removed = `update resource set state = 'removed', file_key = null, file_sha256 = null, file_size = null
      where dataset_id = $1 and state = 'active' and id <> all($${all}::text[])`;
    parts.moved = `update resource r set position = t.position from unnest($${ids}::text[], $${places}::integer[]) as t(id, position) where r.id = t.id and r.position <> t.position`;
    Object.assign(parts, resourceParts(values.length + 1));
    parts.complete = `select 1 from @dataset where (select count(*) from @resource) = cardinality($${values.length + 1}::text[])`;
    values.push(...resourceValues(placed.filter((r) => r.changed)));
  }
  return { parts, values, expects: 'complete' in parts ? 'complete' : 'dataset', spreads: 'freed', touches: [{ kind: 'dataset', id: update.id }] };
}

/** Marks one dataset changed at `$1`, time `$2`: the row every change of its resources goes through. */
const touched = (rest: string): string => `update dataset set rev = rev + 1, metadata_modified = $2${rest} where id = $1 returning id, rev, next_position, num_resources`;
const CHANGED = "insert into change (kind, id, rev) select 'dataset', id, rev from @dataset";

/** Adds a resource at the end; the row handed back holds its `position`. Concurrent calls queue on the dataset's row. */
export function appendResource(datasetId: string, modified: string, resource: NewResource): Write {
  return {
    parts: {
      dataset: touched(', num_resources = num_resources + 1, next_position = next_position + 1'),
      resource: `insert into resource (id, dataset_id, position, upload_name, file_key, file_sha256, file_size, doc)
        select $3, id, next_position - 1, $4, $5, $6, $7, $8::json from @dataset
        on conflict (id) do update set dataset_id = excluded.dataset_id, position = excluded.position, state = 'active', rev = resource.rev + 1, upload_name = excluded.upload_name, file_key = excluded.file_key,
          file_sha256 = excluded.file_sha256, file_size = excluded.file_size, doc = excluded.doc
          where resource.state <> 'active' returning id`,
      change: CHANGED,
      placed: 'select num_resources - 1 as position, rev from @dataset, @resource',
    },
    values: [datasetId, modified, resource.id, resource.uploadName, resource.file?.key ?? null, resource.file?.sha256 ?? null, resource.file?.size ?? null, jsonText(resource.doc)],
    expects: 'placed',
    returns: 'placed',
    touches: [{ kind: 'dataset', id: datasetId }],
  };
}

/** Replaces one resource read at `rev`. */
export function updateResource(datasetId: string, modified: string, rev: number, resource: NewResource): Write {
  return {
    parts: {
      dataset: touched(''),
      resource: `update resource set upload_name = $5, file_key = $6, file_sha256 = $7, file_size = $8, doc = $9::json, rev = rev + 1
        where id = $3 and rev = $4 and state = 'active' returning id`,
      change: CHANGED,
    },
    values: [datasetId, modified, resource.id, rev, resource.uploadName, resource.file?.key ?? null, resource.file?.sha256 ?? null, resource.file?.size ?? null, jsonText(resource.doc)],
    expects: 'resource',
    touches: [{ kind: 'dataset', id: datasetId }],
  };
}

/** Marks one resource deleted; those after it move up by themselves, as places are counted when read. */
export function removeResource(datasetId: string, modified: string, resourceId: string): Write {
  return {
    parts: {
      resource: "update resource set state = 'deleted', rev = rev + 1, file_key = null, file_sha256 = null, file_size = null where id = $3 and state = 'active' returning dataset_id",
      dataset: `update dataset set rev = rev + 1, metadata_modified = $2, num_resources = num_resources - 1
        where id = $1 and exists (select 1 from @resource) returning id, rev`,
      change: CHANGED,
    },
    values: [datasetId, modified, resourceId],
    expects: 'resource',
    touches: [{ kind: 'dataset', id: datasetId }],
  };
}

/** Removes a dataset and all that hangs on it, for good. */
export function purgeDataset(datasetId: string): Write {
  return {
    parts: {
      dataset: 'delete from dataset where id = $1 returning id, rev',
      change: "insert into change (kind, id, rev) select 'dataset', id, rev + 1 from @dataset",
    },
    values: [datasetId],
    expects: 'dataset',
    touches: [{ kind: 'dataset', id: datasetId }],
  };
}


/** Keys of the stored files of a dataset's resources. */
export async function filesOfDataset(pool: pg.Pool, datasetId: string): Promise<string[]> {
  const { rows } = await pool.query<{ key: string }>('select file_key as key from resource where dataset_id = $1 and file_key is not null', [datasetId]);
  return rows.map((row) => row.key);
}
