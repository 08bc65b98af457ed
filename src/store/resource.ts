/**
 * Resources: how they are read, and the pieces that write one of them without touching its
 * siblings. Each is a row of its own, so a patch costs the same among ten or ten thousand.
 */
import type pg from 'pg';
import type { Doc, Resource } from '#domain/dataset.ts';
import { logged } from './changes.ts';
import type { Write } from './commit.ts';

export type ResourceRow = {
  readonly id: string;
  readonly rev: number;
  readonly docText: string;
  readonly uploadName: string | null;
  readonly file: Resource['file'];
};

/** All living resources of some datasets, in order. */
export const RESOURCES = `select id, dataset_id, rev, doc::text as "docText", upload_name, file_key, file_sha256, file_size
  from resource where dataset_id = any($1) and state = 'active' order by dataset_id, position`;

/** A resource as the table gives it. */
export type ResourceSqlRow = {
  id: string;
  dataset_id: string;
  rev: number;
  docText: string;
  upload_name: string | null;
  file_key: string | null;
  file_sha256: string | null;
  file_size: number | null;
};

const fileOf = (row: ResourceSqlRow): Resource['file'] =>
  row.file_key === null ? null : { key: row.file_key, sha256: row.file_sha256 ?? '', size: row.file_size ?? 0 };

export const resourceRowOf = (row: ResourceSqlRow): ResourceRow => ({
  id: row.id,
  rev: row.rev,
  docText: row.docText,
  uploadName: row.upload_name,
  file: fileOf(row),
});

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
  return (
    row && {
      id: row.id,
      datasetId: row.dataset_id,
      position: row.position,
      state: row.state,
      rev: row.rev,
      uploadName: row.upload_name,
      file: fileOf(row),
      doc: JSON.parse(row.docText) as Doc,
    }
  );
}

/** Keys of the stored files of a dataset's resources. */
export async function filesOfDataset(pool: pg.Pool, datasetId: string): Promise<string[]> {
  const { rows } = await pool.query<{ key: string }>(
    'select file_key as key from resource where dataset_id = $1 and file_key is not null',
    [datasetId],
  );
  return rows.map((row) => row.key);
}

export type NewResource = { readonly id: string; readonly doc: Doc; readonly uploadName: string | null; readonly file: Resource['file'] };

export type PlacedResource = NewResource & { readonly dataset: string; readonly position: number };

/**
 * The upsert of resource rows; a row that was deleted before comes back under its id. A living
 * one of another dataset stays there: then `resource` has a row less than was asked for.
 */
export function resourceParts(from: number): Record<string, string> {
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

export const resourceValues = (resources: readonly PlacedResource[]): unknown[] => [
  resources.map((r) => r.id),
  resources.map((r) => r.dataset),
  resources.map((r) => r.position),
  resources.map((r) => r.uploadName),
  resources.map((r) => r.file?.key ?? null),
  resources.map((r) => r.file?.sha256 ?? null),
  resources.map((r) => r.file?.size ?? null),
  resources.map((r) => JSON.stringify(r.doc)),
];

/** Marks one dataset changed at `$1`, time `$2`: the row every change of its resources goes through. */
const touched = (rest: string): string =>
  `update dataset set rev = rev + 1, metadata_modified = $2${rest} where id = $1 returning id, rev, next_position, num_resources`;

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
      change: logged('dataset', 'dataset'),
      placed: 'select num_resources - 1 as position, rev from @dataset, @resource',
    },
    values: [
      datasetId,
      modified,
      resource.id,
      resource.uploadName,
      resource.file?.key ?? null,
      resource.file?.sha256 ?? null,
      resource.file?.size ?? null,
      JSON.stringify(resource.doc),
    ],
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
      change: logged('dataset', 'dataset'),
    },
    values: [
      datasetId,
      modified,
      resource.id,
      rev,
      resource.uploadName,
      resource.file?.key ?? null,
      resource.file?.sha256 ?? null,
      resource.file?.size ?? null,
      JSON.stringify(resource.doc),
    ],
    expects: 'resource',
    touches: [{ kind: 'dataset', id: datasetId }],
  };
}

/** Marks one resource deleted; those after it move up by themselves, as places are counted when read. */
export function removeResource(datasetId: string, modified: string, resourceId: string): Write {
  return {
    parts: {
      resource:
        "update resource set state = 'deleted', rev = rev + 1, file_key = null, file_sha256 = null, file_size = null where id = $3 and state = 'active' returning dataset_id",
      dataset: `update dataset set rev = rev + 1, metadata_modified = $2, num_resources = num_resources - 1
        where id = $1 and exists (select 1 from @resource) returning id, rev`,
      change: logged('dataset', 'dataset'),
    },
    values: [datasetId, modified, resourceId],
    expects: 'resource',
    touches: [{ kind: 'dataset', id: datasetId }],
  };
}
