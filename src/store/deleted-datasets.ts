/** Deleted datasets of somebody and of some organizations; the index does not hold them. */
import type pg from 'pg';

export type DeletedAsked = {
  /** Those that belong to one of these, */
  readonly organizations: readonly string[];
  /** and those that he made and that belong to none, */
  readonly creator: string;
  /** or wherever they belong. */
  readonly anywhere: boolean;
  readonly limit: number;
  readonly offset: number;
};

/** Ids, the last deleted first, and how many there are in all. */
export async function listDeletedDatasets(
  pool: pg.Pool,
  { organizations, creator, anywhere, limit, offset }: DeletedAsked,
): Promise<{ readonly count: number; readonly ids: readonly string[] }> {
  const { rows } = await pool.query<{ count: number; ids: string[] }>({
    name: 'deleted-datasets',
    text: `with mine as (
        select id, metadata_modified as at from dataset
        where state = 'deleted' and (owner_org = any($1) or (creator_user_id = $2 and ($3 or owner_org is null)))
      )
      select (select count(*)::integer from mine) as count,
        array(select id from mine order by at desc, id limit $4 offset $5) as ids`,
    values: [organizations, creator, anywhere, limit, offset],
  });
  return rows[0] ?? { count: 0, ids: [] };
}
