/**
 * Many datasets in one statement: what an import reads before it writes, and the piece that
 * replaces stored datasets whole. New ones are inserted by dataset.ts.
 */
import type pg from 'pg';
import { logged } from './changes.ts';
import type { Write } from './commit.ts';
import { FREED, freedParts, type NewDataset, ownable, ownerBefore, takenBack } from './dataset.ts';

export type HeldDataset = { readonly id: string; readonly name: string; readonly state: string };

/** Which of the ids and names asked for are taken. */
export type Held = {
  readonly byId: ReadonlyMap<string, HeldDataset>;
  readonly byName: ReadonlyMap<string, HeldDataset>;
  /** The dataset of each active resource. */
  readonly resourceOwners: ReadonlyMap<string, string>;
};

export async function findHeld(
  pool: pg.Pool,
  asked: { readonly ids: readonly string[]; readonly names: readonly string[]; readonly resources: readonly string[] },
): Promise<Held> {
  const { rows } = await pool.query<{ kind: 'id' | 'name' | 'resource'; id: string; name: string; state: string }>({
    name: 'held',
    text: `select 'id' as kind, id, name, state from dataset where id = any($1::text[])
      union all select 'name', id, name, state from dataset where name = any($2::text[])
      union all select 'resource', id, dataset_id, state from resource where id = any($3::text[])`,
    values: [asked.ids, asked.names, asked.resources],
  });
  const of = (kind: string): typeof rows => rows.filter((row) => row.kind === kind);
  return {
    byId: new Map(of('id').map((row) => [row.id, row])),
    byName: new Map(of('name').map((row) => [row.name, row])),
    resourceOwners: new Map(of('resource').map((row) => [row.id, row.name])),
  };
}

const texts = (values: readonly unknown[]): string[] => values.map((value) => JSON.stringify(value));

/**
 * Replaces stored datasets: their own fields, dates and creator included, their resources and
 * their groups. The row handed back says how many there were: see `replacedAll`.
 */
export function replaceDatasets(datasets: readonly NewDataset[], memberId: () => string): Write {
  const resources = datasets.flatMap((d) => d.resources.map((resource, position) => ({ ...resource, dataset: d.id, position })));
  const groups = datasets.flatMap((d) => d.groups.map((group) => ({ id: memberId(), dataset: d.id, group })));
  return {
    parts: {
      ...freedParts(2, 'and d.id <> all($1::text[])'),
      dataset: `update dataset d set name = t.name, type = t.type, state = t.state, private = t.private, owner_org = t.owner_org, creator_user_id = t.creator,
        license_id = t.license_id, metadata_created = t.created, metadata_modified = t.modified, num_resources = t.n, next_position = t.n,
        doc = t.doc::json, plugin_data = coalesce(t.plugin_data::json, d.plugin_data), rev = d.rev + 1
        from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::boolean[], $6::text[], $7::text[], $8::text[], $9::timestamp[], $10::timestamp[], $11::integer[], $12::text[], $13::text[])
        as t(id, name, type, state, private, owner_org, creator, license_id, created, modified, n, doc, plugin_data)
        where d.id = t.id and ${FREED} and ${ownable('t.owner_org', ownerBefore('t.state', 'd.'))} returning d.id, d.rev`,
      gone: 'delete from resource r where r.dataset_id = any($1::text[]) and not exists (select 1 from unnest($14::text[]) as k(id) where k.id = r.id)',
      resource: `insert into resource (id, dataset_id, position, upload_name, file_key, file_sha256, file_size, doc)
        select id, dataset_id, position, upload_name, file_key, file_sha256, file_size, doc::json
        from unnest($14::text[], $15::text[], $16::integer[], $17::text[], $18::text[], $19::text[], $20::bigint[], $21::text[])
        as t(id, dataset_id, position, upload_name, file_key, file_sha256, file_size, doc)
        on conflict (id) do update set dataset_id = excluded.dataset_id, position = excluded.position, state = 'active', rev = resource.rev + 1,
          upload_name = excluded.upload_name, file_key = excluded.file_key, file_sha256 = excluded.file_sha256, file_size = excluded.file_size, doc = excluded.doc`,
      ungrouped: `delete from dataset_group g where g.dataset_id = any($1::text[])
        and not exists (select 1 from unnest($23::text[], $24::text[]) as k(dataset_id, group_id) where k.dataset_id = g.dataset_id and k.group_id = g.group_id)`,
      grouped: `insert into dataset_group (id, dataset_id, group_id) select * from unnest($22::text[], $23::text[], $24::text[])
        on conflict (dataset_id, group_id) do nothing`,
      former: `insert into former_name (kind, name, id) select 'dataset', d.name, d.id from dataset d join unnest($1::text[], $2::text[]) as t(id, name) on d.id = t.id
        where d.name not in (t.name, d.id) and d.name <> all($2::text[]) on conflict (kind, name) do update set id = excluded.id`,
      takenBack: takenBack('$2::text[]'),
      change: logged('dataset', 'dataset'),
      written: 'select count(*)::integer as replaced from @dataset',
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
      texts(datasets.map((d) => d.doc)),
      datasets.map((d) => (d.pluginData === undefined ? null : JSON.stringify(d.pluginData))),
      resources.map((r) => r.id),
      resources.map((r) => r.dataset),
      resources.map((r) => r.position),
      resources.map((r) => r.uploadName),
      resources.map((r) => r.file?.key ?? null),
      resources.map((r) => r.file?.sha256 ?? null),
      resources.map((r) => r.file?.size ?? null),
      texts(resources.map((r) => r.doc)),
      groups.map((g) => g.id),
      groups.map((g) => g.dataset),
      groups.map((g) => g.group),
    ],
    returns: 'written',
    touches: datasets.map((d) => ({ kind: 'dataset', id: d.id })),
  };
}

/** Whether all were there to be replaced. */
export const replacedAll = (written: Readonly<Record<string, unknown>> | undefined, wanted: number): boolean =>
  written?.replaced === wanted;

/** Gives datasets names that lead to them beside their own, but for those that lead elsewhere. */
export function putFormerDatasetNames(named: readonly { readonly id: string; readonly name: string }[]): Write {
  return {
    parts: {
      names: `insert into former_name (kind, name, id) select distinct on (t.name) 'dataset', t.name, t.id from unnest($1::text[], $2::text[]) as t(id, name)
        where exists (select 1 from dataset d where d.id = t.id) and not exists (select 1 from dataset d where d.name = t.name) on conflict (kind, name) do nothing`,
    },
    values: [named.map(({ id }) => id), named.map(({ name }) => name)],
    touches: [],
  };
}
