/**
 * Datasets: how they are read with their resources, and the pieces that write them whole.
 * A dataset's row and each resource's row hold their own JSON text.
 */
import type pg from 'pg';
import type { Dataset, DatasetHead, Doc } from '#domain/dataset.ts';
import { logged } from './changes.ts';
import type { Write } from './commit.ts';
import {
  type NewResource,
  RESOURCES,
  type ResourceRow,
  type ResourceSqlRow,
  resourceParts,
  resourceRowOf,
  resourceValues,
} from './resource.ts';

/** A dataset as stored, its texts unparsed. Groups are ids. */
export type DatasetRow = {
  readonly head: DatasetHead;
  readonly docText: string;
  readonly groups: readonly string[];
  readonly resources: readonly ResourceRow[];
};

const HEAD = `d.id, d.name, d.type, d.state, d.private, d.owner_org as "ownerOrg", d.creator_user_id as creator,
  d.license_id as "licenseId", d.metadata_created as created, d.metadata_modified as modified, d.rev,
  d.num_resources as "numResources"`;

const FULL = `select ${HEAD}, d.doc::text as "docText",
  (select array_agg(g.group_id order by g.group_id) from dataset_group g where g.dataset_id = d.id) as groups from dataset d`;

type FullRow = DatasetHead & { docText: string; groups: string[] | null };

const headOf = ({ docText: _text, groups: _groups, ...head }: FullRow): DatasetHead => head;

const datasetOf = (row: FullRow): Dataset => ({ ...headOf(row), doc: JSON.parse(row.docText) as Doc, groups: row.groups ?? [] });

function withResources(datasets: readonly FullRow[], resources: readonly ResourceSqlRow[]): DatasetRow[] {
  const byDataset = Map.groupBy(resources, (row) => row.dataset_id);
  return datasets.map((row) => ({
    head: headOf(row),
    docText: row.docText,
    groups: row.groups ?? [],
    resources: (byDataset.get(row.id) ?? []).map(resourceRowOf),
  }));
}

/** The stored rows of the given ids, in no order; unknown ids are left out. */
export async function loadDatasetRows(pool: pg.Pool, ids: readonly string[]): Promise<DatasetRow[]> {
  if (ids.length === 0) return [];
  const [datasets, resources] = await Promise.all([
    pool.query<FullRow>({ name: 'datasets', text: `${FULL} where d.id = any($1)`, values: [ids] }),
    pool.query<ResourceSqlRow>({ name: 'resources', text: RESOURCES, values: [ids] }),
  ]);
  const rows = withResources(datasets.rows, resources.rows);
  // The two reads saw two moments: where a resource came or went between them, read that dataset again.
  const isTorn = (row: DatasetRow): boolean => row.head.numResources !== row.resources.length;
  const torn = rows.filter(isTorn).map((row) => row.head.id);
  return torn.length === 0 ? rows : [...rows.filter((row) => !isTorn(row)), ...(await loadTogether(pool, torn))];
}

async function loadTogether(pool: pg.Pool, ids: readonly string[]): Promise<DatasetRow[]> {
  const client = await pool.connect();
  try {
    await client.query('begin isolation level repeatable read read only');
    const datasets = await client.query<FullRow>(`${FULL} where d.id = any($1)`, [ids]);
    const resources = await client.query<ResourceSqlRow>(RESOURCES, [ids]);
    await client.query('commit');
    return withResources(datasets.rows, resources.rows);
  } finally {
    client.release();
  }
}

/** The id behind a reference: an id, a name, or a name that a dataset had before and nothing has now. */
const idBehind = (
  ref: string,
): string => `coalesce((select id from dataset where id = ${ref}), (select id from dataset where name = ${ref}),
  (select f.id from former_name f join dataset x on x.id = f.id where f.kind = 'dataset' and f.name = ${ref}))`;

/** A dataset without its resources, by id first, then by name, then by a former name. */
export async function findDataset(pool: pg.Pool, idOrName: string): Promise<Dataset | undefined> {
  const { rows } = await pool.query<FullRow>({
    name: 'dataset-by-ref',
    text: `${FULL} where d.id = ${idBehind('$1')}`,
    values: [idOrName],
  });
  return rows[0] && datasetOf(rows[0]);
}

/** Those datasets of the ids that an organization owns, without their resources, each once. */
export async function findDatasetsOf(pool: pg.Pool, ownerOrg: string, ids: readonly string[]): Promise<Dataset[]> {
  const { rows } = await pool.query<FullRow>(`${FULL} where d.id = any($1) and d.owner_org = $2 order by d.id`, [ids, ownerOrg]);
  return rows.map(datasetOf);
}

/** The id behind an id, name or former name, or undefined. */
export async function findDatasetId(pool: pg.Pool, idOrName: string): Promise<string | undefined> {
  const { rows } = await pool.query<{ id: string | null }>({
    name: 'dataset-id',
    text: `select ${idBehind('$1')} as id`,
    values: [idOrName],
  });
  return rows[0]?.id ?? undefined;
}

/** The id of the dataset whose id or present name this is: for what cannot be undone. */
export async function findPresentDatasetId(pool: pg.Pool, idOrName: string): Promise<string | undefined> {
  const { rows } = await pool.query<{ id: string }>('select id from dataset where id = $1 or name = $1 order by id = $1 desc limit 1', [
    idOrName,
  ]);
  return rows[0]?.id;
}

/** The ids behind many, by what they were asked for as; what leads nowhere is left out. */
export async function findDatasetIds(pool: pg.Pool, refs: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (refs.length === 0) return new Map();
  const { rows } = await pool.query<{ ref: string; id: string | null }>({
    name: 'dataset-ids',
    text: `select r as ref, ${idBehind('r')} as id from unnest($1::text[]) r`,
    values: [refs],
  });
  return new Map(rows.flatMap(({ ref, id }) => (id === null ? [] : [[ref, id] as const])));
}

/**
 * What the validators ask about names and ids, in one read. A name that is the id of a dataset, or an id
 * that is its name, is taken too, and not given up when that is deleted: links by id lead to it first.
 */
export async function findTaken(
  pool: pg.Pool,
  name: string | null,
  id: string | null,
  resources: readonly string[],
): Promise<{ byName?: { id: string; state: string }; idTaken: boolean; resourceOwners: ReadonlyMap<string, string> }> {
  const { rows } = await pool.query<{ kind: string; id: string; extra: string }>({
    name: 'taken',
    text: `select 'name' as kind, id, state as extra from dataset where name = $1
      union all select 'named', id, 'active' from dataset where id = $1
      union all select 'id', id, '' from dataset where id = $2 or name = $2
      union all select 'resource', id, dataset_id from resource where id = any($3) and state = 'active'`,
    values: [name, id, resources],
  });
  const named = rows.find((row) => row.kind === 'named') ?? rows.find((row) => row.kind === 'name');
  return {
    ...(named && { byName: { id: named.id, state: named.extra } }),
    idTaken: rows.some((row) => row.kind === 'id'),
    resourceOwners: new Map(rows.filter((row) => row.kind === 'resource').map((row) => [row.id, row.extra])),
  };
}

/** Which datasets of types with labels of their own everybody may see; of other types, all that are active and not private. */
export type PublicScope = { readonly ownTypes: readonly string[]; readonly visible: readonly string[] };

/** Names of all public active datasets, by name. */
export async function listDatasetNames(
  pool: pg.Pool,
  { ownTypes, visible }: PublicScope,
  limit: number | null,
  offset: number,
): Promise<string[]> {
  const own = ownTypes.length === 0 ? '' : 'and (type <> all($3::text[]) or id = any($4::text[]))';
  const { rows } = await pool.query<{ name: string }>({
    name: `dataset-names${own && '-own'}`,
    text: `select name from dataset where state = 'active' and not private ${own} order by name limit $1 offset $2`,
    values: [limit, offset, ...(own && [ownTypes, visible])],
  });
  return rows.map((row) => row.name);
}

/** A page of dataset ids and revisions after the given id, for the index and for checks. */
export async function pageOfDatasets(pool: pg.Pool, after: string, size: number): Promise<{ id: string; rev: number }[]> {
  const { rows } = await pool.query<{ id: string; rev: number }>({
    name: 'dataset-page',
    text: 'select id, rev from dataset where id > $1 order by id limit $2',
    values: [after, size],
  });
  return rows;
}

export type NewDataset = Omit<DatasetHead, 'rev' | 'numResources'> & {
  readonly doc: Doc;
  readonly groups: readonly string[];
  readonly resources: readonly NewResource[];
  readonly pluginData: Doc | undefined;
};

const jsonText = (value: unknown): string => JSON.stringify(value);

/**
 * Deleted datasets give up a name that is wanted again and go by their own id, or by a new one where that is a name already.
 * The part that takes the name must mention `FREED`, so that PostgreSQL runs this one first.
 */
export const freedParts = (parameter: number, but = ''): Record<string, string> => ({
  freed: `update dataset d set name = own.name, doc = (doc::jsonb || jsonb_build_object('name', own.name))::json, rev = rev + 1
    from (select id, case when id = any($${parameter}::text[]) or exists (select 1 from dataset o where o.name = w.id) then gen_random_uuid()::text else id end as name
      from dataset w where state = 'deleted' and name = any($${parameter}::text[])) own
    where d.id = own.id and d.state = 'deleted' and d.name = any($${parameter}::text[]) ${but} returning d.id, d.rev`,
  freedChange: logged('dataset', 'freed'),
});
export const FREED = '(select count(*) from @freed) >= 0';

/** Who takes a name ends what it meant before. */
export const takenBack = (names: string): string => `delete from former_name where kind = 'dataset' and name = any(${names})`;

/**
 * Whether a dataset may have this owner: none, the one it had, or an organization that stands, and
 * cannot go before this is committed.
 */
export const ownable = (after: string, before = 'null'): string =>
  `(${after} is null or ${after} = ${before} or exists (select 1 from catalog_group where id = ${after} and state <> 'deleted' for share))`;

/** The owner that a dataset may keep. One that is deleted holds no owner back, and coming back it needs one that stands. */
export const ownerBefore = (state: string, of = ''): string =>
  `case when ${of}state = 'deleted' and ${state} <> 'deleted' then null else ${of}owner_org end`;

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
        where ${FREED} and ${ownable('t.owner_org')} returning id, rev`,
      ...resourceParts(13),
      complete: `select 1 where (select count(*) from @dataset) = cardinality($1::text[]) and (select count(*) from @resource) = cardinality($13::text[])`,
      grouped: 'insert into dataset_group (id, dataset_id, group_id) select * from unnest($21::text[], $22::text[], $23::text[])',
      takenBack: takenBack('$2::text[]'),
      change: logged('dataset', 'dataset'),
    },
    values: [
      datasets.map((d) => d.id),
      datasets.map((d) => d.name),
      datasets.map((d) => d.type),
      datasets.map((d) => d.state),
      datasets.map((d) => d.private),
      datasets.map((d) => d.ownerOrg),
      datasets.map((d) => d.creator),
      datasets.map((d) => d.licenseId),
      datasets.map((d) => d.created),
      datasets.map((d) => d.modified),
      datasets.map((d) => d.resources.length),
      datasets.map((d) => jsonText(d.doc)),
      ...resourceValues(resources),
      groups.map((g) => g.id),
      groups.map((g) => g.dataset),
      groups.map((g) => g.group),
      datasets.map((d) => (d.pluginData === undefined ? null : jsonText(d.pluginData))),
    ],
    expects: 'complete',
    spreads: 'freed',
    touches: datasets.map((d) => ({ kind: 'dataset', id: d.id })),
  };
}

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
    ...freedParts(11, 'and d.id <> $1'),
    dataset: `update dataset set name = $3, state = $4, private = $5, owner_org = $6, license_id = $7, metadata_modified = $8, doc = $9::json,
      num_resources = coalesce($10, num_resources), next_position = coalesce($10, next_position),
      plugin_data = coalesce($12::json, plugin_data), rev = rev + 1
      where id = $1 and rev = $2 and ${FREED} and ${ownable('$6::text', ownerBefore('$4::text'))} returning id, rev`,
    former: `insert into former_name (kind, name, id) select 'dataset', name, id from dataset where id = $1 and rev = $2 and name not in ($3, id)
      on conflict (kind, name) do update set id = excluded.id`,
    takenBack: takenBack('array[$3]'),
    change: logged('dataset', 'dataset'),
  };
  const values: unknown[] = [
    update.id,
    update.rev,
    update.name,
    update.state,
    update.private,
    update.ownerOrg,
    update.licenseId,
    update.modified,
    jsonText(update.doc),
    count,
    update.state === 'deleted' ? [] : [update.name],
    update.pluginData === undefined ? null : jsonText(update.pluginData),
  ];
  if (groups !== undefined) {
    const [g, m] = [values.push(groups), values.push(groups.map(memberId))];
    parts.ungrouped = `delete from dataset_group where dataset_id = $1 and group_id <> all($${g}::text[])`;
    parts.grouped = `insert into dataset_group (id, dataset_id, group_id) select m, $1, g from unnest($${m}::text[], $${g}::text[]) as t(m, g) on conflict (dataset_id, group_id) do nothing`;
  }
  if (resources !== undefined) {
    const placed = resources.map((r, position) => ({ ...r, dataset: update.id, position }));
    const kept = placed.filter((r) => !r.changed);
    const [all, ids, places] = [
      values.push(placed.map((r) => r.id)),
      values.push(kept.map((r) => r.id)),
      values.push(kept.map((r) => r.position)),
    ];
    // What was removed before goes for good; what is left out now is remembered until then.
    parts.forgotten = `delete from resource where dataset_id = $1 and state <> 'active' and id <> all($${all}::text[])`;
    parts.removed = `update resource set state = 'removed', file_key = null, file_sha256 = null, file_size = null
      where dataset_id = $1 and state = 'active' and id <> all($${all}::text[])`;
    parts.moved = `update resource r set position = t.position from unnest($${ids}::text[], $${places}::integer[]) as t(id, position) where r.id = t.id and r.position <> t.position`;
    Object.assign(parts, resourceParts(values.length + 1));
    parts.complete = `select 1 from @dataset where (select count(*) from @resource) = cardinality($${values.length + 1}::text[])`;
    values.push(...resourceValues(placed.filter((r) => r.changed)));
  }
  return {
    parts,
    values,
    expects: 'complete' in parts ? 'complete' : 'dataset',
    spreads: 'freed',
    touches: [{ kind: 'dataset', id: update.id }],
  };
}

/** Removes a dataset and all that hangs on it, for good. */
export function purgeDataset(datasetId: string): Write {
  return {
    parts: {
      dataset: 'delete from dataset where id = $1 returning id, rev',
      forgotten: "delete from former_name where kind = 'dataset' and id = $1",
      change: "insert into change (kind, id, rev) select 'dataset', id, rev + 1 from @dataset",
    },
    values: [datasetId],
    expects: 'dataset',
    touches: [{ kind: 'dataset', id: datasetId }],
  };
}
