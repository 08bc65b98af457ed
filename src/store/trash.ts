/** What was deleted and can still be brought back. */
import type pg from 'pg';

export type TrashKind = 'package' | 'organization' | 'group';

/** `at`: when a dataset was last changed; of groups that is not kept. */
export type Trashed = { readonly id: string; readonly name: string; readonly title: string; readonly at: string | null };

export type Trash = { readonly count: number; readonly items: readonly Trashed[] };

const FROM: Readonly<Record<TrashKind, { readonly from: string; readonly title: string; readonly at: string }>> = {
  package: { from: "dataset where state = 'deleted'", title: "coalesce(doc->>'title', '')", at: 'metadata_modified' },
  organization: { from: "catalog_group where state = 'deleted' and is_organization", title: 'title', at: 'null' },
  group: { from: "catalog_group where state = 'deleted' and not is_organization", title: 'title', at: 'null' },
};

/** The datasets changed last come first, groups by name. */
export async function listTrash(pool: pg.Pool, kind: TrashKind, limit: number): Promise<Trash> {
  const { from, title, at } = FROM[kind];
  const [items, counts] = await Promise.all([
    pool.query<Trashed>(
      `select id, name, ${title} as title, ${at} as at from ${from} order by ${kind === 'package' ? 'metadata_modified desc' : 'name'} limit $1`,
      [limit],
    ),
    pool.query<{ count: number }>(`select count(*)::integer as count from ${from}`),
  ]);
  return { count: counts.rows[0]?.count ?? 0, items: items.rows };
}
