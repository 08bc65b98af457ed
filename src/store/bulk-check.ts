/** What a check of the whole catalogue asks of the tables. */
import type pg from 'pg';

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
    with recursive above(child, id) as (
      select child_id, parent_id from group_parent union select a.child, p.parent_id from above a join group_parent p on p.child_id = a.id)
    select format('dataset %s says %s resources and has %s', d.id, d.num_resources, count(r.id)) as fault
      from dataset d left join resource r on r.dataset_id = d.id and r.state = 'active' group by d.id having d.num_resources <> count(r.id)
    union all select format('dataset %s has two resources in position %s', dataset_id, position) from resource where state = 'active' group by dataset_id, position having count(*) > 1
    union all select format('resource %s stands beyond the end of dataset %s', r.id, d.id) from resource r join dataset d on d.id = r.dataset_id where r.state = 'active' and r.position >= d.next_position
    union all select format('dataset %s belongs to organization %s, which does not exist', d.id, d.owner_org) from dataset d
      where d.owner_org is not null and d.state <> 'deleted' and not exists (select 1 from catalog_group g where g.id = d.owner_org)
    union all select format('the former name %s of a group leads to %s, which does not exist', f.name, f.id) from former_name f
      where f.kind = 'group' and not exists (select 1 from catalog_group g where g.id = f.id)
    union all select format('dataset %s is called %s in its text', id, doc->>'name') from dataset where doc->>'name' is distinct from name
    union all select format('the former name %s is that of dataset %s, which %s', f.name, f.id, case when d.id is null then 'does not exist' else 'is called so' end)
      from former_name f left join dataset d on d.id = f.id where f.kind = 'dataset' and (d.id is null or d.name = f.name)
    union all select format('dataset %s has the tag %s of vocabulary %s, which does not exist', d.id, t->>'name', t->>'vocabulary_id')
      from dataset d, json_array_elements(d.doc->'tags') t
      where t->>'vocabulary_id' is not null and not exists (select 1 from vocabulary v where v.id = t->>'vocabulary_id')
    union all select format('%s %s stands under itself in the hierarchy', case when g.is_organization then 'organization' else 'group' end, g.name)
      from above a join catalog_group g on g.id = a.child where a.id = a.child
    union all select format('dataset %s has the id of dataset %s as its name', d.id, o.id) from dataset d join dataset o on o.id = d.name and o.id <> d.id
    union all select format('the file %s is used twice', file_key) from resource where file_key is not null group by file_key having count(*) > 1`);
  return rows.map(({ fault }) => fault);
}
