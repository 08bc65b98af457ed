/**
 * Pieces that mark a group or organization deleted, or remove it for good, with what hangs on it.
 * Each is stale where the group has changed since it was read, or has got a dataset that forbids it.
 */
import type pg from 'pg';
import type { Group } from '#domain/group.ts';
import { logged } from './changes.ts';
import type { Touch, Write } from './commit.ts';

/** Whether an organization owns a dataset that is not deleted. */
export async function ownsDatasets(pool: pg.Pool, groupId: string): Promise<boolean> {
  const { rows } = await pool.query<{ owns: boolean }>({
    name: 'group-owns',
    text: "select exists (select 1 from dataset where owner_org = $1 and state <> 'deleted') as owns",
    values: [groupId],
  });
  return rows[0]?.owns ?? false;
}

export type Removal = {
  readonly group: Group;
  /** Groups that stand under it, which change with it. */
  readonly children: readonly string[];
  /** Its datasets go without an owner from now on; otherwise there may be none. */
  readonly disowns: boolean;
};

/**
 * The row that there is only where nothing is owned any more, neither what was there before nor what
 * came while the part `group` waited for its row: who gives a dataset an owner holds that row.
 */
const UNOWNED = 'select id from @group where (select count(*) from @datasetRows) >= 0 and not kokanee_owns($1)';

/** Datasets that lose the group as owner or as one of their groups; `out` selects the latter. */
function datasetParts(disowns: boolean, out: string): Record<string, string> {
  const owned = "owner_org = $1 and state <> 'deleted'";
  return {
    datasetRows: disowns
      ? `update dataset set rev = rev + 1, owner_org = case when ${owned} then null else owner_org end,
          doc = case when ${owned} then (doc::jsonb || '{"owner_org": null}')::json else doc end
          where (${owned}) or id in (${out}) returning id, rev`
      : `update dataset set rev = rev + 1 where id in (${out}) returning id, rev`,
    changedDatasets: logged('dataset', 'datasetRows'),
  };
}

const childParts = (children: string): Record<string, string> => ({
  childRows: `update catalog_group set rev = rev + 1 where id <> $1 and id in (${children}) returning id, rev`,
  changedChildren: logged('group', 'childRows'),
});

const touchesOf = ({ group, children }: Removal): readonly Touch[] => [group.id, ...children].map((id) => ({ kind: 'group', id }));

/** Marks it deleted; its members, datasets, parents and children leave it where told. */
export function deleteGroup(removal: Removal, endsMemberships: boolean): Write {
  const { group, disowns } = removal;
  const leaving = 'select dataset_id from @ungrouped';
  return {
    parts: {
      group: "update catalog_group set state = 'deleted', rev = rev + 1 where id = $1 and rev = $2 returning id, rev",
      change: logged('group', 'group'),
      ...(endsMemberships && {
        members: 'delete from group_member where group_id = $1',
        links: 'delete from group_parent where child_id = $1 or parent_id = $1 returning child_id',
        ungrouped: 'delete from dataset_group where group_id = $1 returning dataset_id',
        ...childParts('select child_id from @links'),
      }),
      ...datasetParts(disowns, endsMemberships ? leaving : 'select null'),
      unowned: UNOWNED,
    },
    values: [group.id, group.rev],
    expects: 'unowned',
    spreads: 'datasetRows',
    touches: touchesOf(removal),
  };
}

/** Removes it for good, its former names and pictures with it. */
export function purgeGroup(removal: Removal): Write {
  const { group, disowns } = removal;
  return {
    parts: {
      group: 'delete from catalog_group where id = $1 and rev = $2 returning id, rev',
      change: "insert into change (kind, id, rev) select 'group', id, rev + 1 from @group",
      former: "delete from former_name where kind = 'group' and id = $1",
      pictures: "delete from picture where kind = 'group' and owner_id = $1",
      ...childParts('select child_id from group_parent where parent_id = $1'),
      ...datasetParts(disowns, 'select dataset_id from dataset_group where group_id = $1'),
      unowned: UNOWNED,
    },
    values: [group.id, group.rev],
    expects: 'unowned',
    spreads: 'datasetRows',
    touches: touchesOf(removal),
  };
}
