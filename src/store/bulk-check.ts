/** What a check of the whole catalogue asks of the tables. */
import type pg from 'pg';
import type { StoredFile } from '#domain/dataset.ts';

/** The revision of each dataset that the index should hold. */
export async function revisionsInStore(pool: pg.Pool, withDeleted: boolean): Promise<Map<string, number>> {
  const revisions = new Map<string, number>();
  for (let after = ''; ; ) {
    const { rows } = await pool.query<{ id: string; rev: number; state: string }>(
      'select id, rev, state from dataset where id > $1 order by id limit 10000',
      [after],
    );
    const last = rows.at(-1);
    if (last === undefined) return revisions;
    for (const { id, rev, state } of rows) if (withDeleted || state !== 'deleted') revisions.set(id, rev);
    after = last.id;
  }
}

/** Rows that contradict each other, as sentences. */
export async function contradictions(pool: pg.Pool): Promise<string[]> {
  const { rows } = await pool.query<{ fault: string }>(`
    select format('dataset %s says %s resources and has %s', d.id, d.num_resources, count(r.id)) as fault
      from dataset d left join resource r on r.dataset_id = d.id and r.state = 'active' group by d.id having d.num_resources <> count(r.id)
    union all select format('dataset %s has two resources in position %s', dataset_id, position) from resource where state = 'active' group by dataset_id, position having count(*) > 1
    union all select format('resource %s stands beyond the end of dataset %s', r.id, d.id) from resource r join dataset d on d.id = r.dataset_id where r.state = 'active' and r.position >= d.next_position
    union all select format('dataset %s belongs to organization %s, which does not exist', d.id, d.owner_org) from dataset d
      where d.owner_org is not null and not exists (select 1 from catalog_group g where g.id = d.owner_org)
    union all select format('dataset %s is called %s in its text', id, doc->>'name') from dataset where doc->>'name' is distinct from name
    union all select format('the file %s is used twice', file_key) from resource where file_key is not null group by file_key having count(*) > 1`);
  return rows.map(({ fault }) => fault);
}

export type FileInUse = StoredFile & { readonly resource: string };

/** Every stored file that a resource uses, a page after another by resource. */
export async function* filesInUse(pool: pg.Pool): AsyncGenerator<FileInUse> {
  for (let after = ''; ; ) {
    const { rows } = await pool.query<FileInUse>(
      `select id as resource, file_key as key, coalesce(file_sha256, '') as sha256, coalesce(file_size, 0) as size from resource
        where file_key is not null and id > $1 order by id limit 1000`,
      [after],
    );
    const last = rows.at(-1);
    if (last === undefined) return;
    yield* rows;
    after = last.resource;
  }
}

/** Those of the keys that a resource uses now. */
export async function keysInUse(pool: pg.Pool, keys: readonly string[]): Promise<Set<string>> {
  const { rows } = await pool.query<{ key: string }>('select file_key as key from resource where file_key = any($1::text[])', [keys]);
  return new Set(rows.map(({ key }) => key));
}
