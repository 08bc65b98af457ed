/** What is in a group beside users: datasets, and the groups it stands under. With users they are its members on the wire. */
import type pg from 'pg';
import { logged } from './changes.ts';
import type { Write } from './commit.ts';

export type HeldMember = { readonly id: string; readonly kind: 'user' | 'package' | 'group'; readonly capacity: string };

/** Active users, undeleted datasets and active parents of a group, by kind and id. Datasets are those of all audiences. */
export async function listContents(pool: pg.Pool, groupId: string): Promise<HeldMember[]> {
  const { rows } = await pool.query<HeldMember>({
    name: 'group-contents',
    text: `select u.id, 'user' as kind, m.capacity from group_member m join user_account u on u.id = m.user_id where m.group_id = $1 and u.state = 'active'
      union all select d.id, 'package', 'organization' from dataset d where d.owner_org = $1 and d.state = 'active'
      union all select d.id, 'package', m.capacity from dataset_group m join dataset d on d.id = m.dataset_id where m.group_id = $1 and d.state = 'active'
      union all select p.id, 'group', 'public' from group_parent l join catalog_group p on p.id = l.parent_id where l.child_id = $1 and p.state = 'active'
      order by kind, id`,
    values: [groupId],
  });
  return rows;
}

/** Datasets in a group or organization by membership; those an organization owns are no members. */
export async function listDatasetsIn(pool: pg.Pool, groupId: string): Promise<string[]> {
  const { rows } = await pool.query<{ id: string }>('select dataset_id as id from dataset_group where group_id = $1', [groupId]);
  return rows.map((row) => row.id);
}

/** How many active users each group has; those without any are left out. */
export async function countMembers(pool: pg.Pool, groupIds: readonly string[]): Promise<ReadonlyMap<string, number>> {
  const { rows } = await pool.query<{ id: string; n: number }>({
    name: 'group-member-counts',
    text: `select m.group_id as id, count(*)::integer as n from group_member m join user_account u on u.id = m.user_id
      where m.group_id = any($1) and u.state = 'active' group by m.group_id`,
    values: [groupIds],
  });
  return new Map(rows.map(({ id, n }) => [id, n]));
}

/** How many datasets each group has, and how many of them are private. */
export async function countContents(
  pool: pg.Pool,
  groupIds: readonly string[],
): Promise<ReadonlyMap<string, { all: number; hidden: number }>> {
  const { rows } = await pool.query<{ id: string; all: number; hidden: number }>({
    name: 'group-dataset-counts',
    text: `select owner_org as id, count(*)::integer as all, (count(*) filter (where private))::integer as hidden from dataset
        where owner_org = any($1) and state = 'active' group by owner_org
      union all select m.group_id, count(*)::integer, (count(*) filter (where d.private))::integer from dataset_group m
        join catalog_group g on g.id = m.group_id and not g.is_organization join dataset d on d.id = m.dataset_id
        where m.group_id = any($1) and d.state = 'active' group by m.group_id`,
    values: [groupIds],
  });
  return new Map(rows.map(({ id, all, hidden }) => [id, { all, hidden }]));
}

/** The datasets of a group changed last: those an organization owns, or public ones that are in a group. */
export async function newestDatasets(pool: pg.Pool, groupId: string, isOrganization: boolean, limit: number): Promise<string[]> {
  const { rows } = await pool.query<{ id: string }>({
    name: `newest-datasets-${isOrganization ? 'owned' : 'grouped'}`,
    text: isOrganization
      ? "select id from dataset where owner_org = $1 and state = 'active' order by metadata_modified desc, id limit $2"
      : `select d.id from dataset_group m join dataset d on d.id = m.dataset_id where m.group_id = $1 and d.state = 'active' and not d.private
          order by d.metadata_modified desc, d.id limit $2`,
    values: [groupId, limit],
  });
  return rows.map((row) => row.id);
}

/** Ends a user's membership, if he has one. */
export function removeMember(groupId: string, userId: string): Write {
  return {
    parts: {
      member: 'delete from group_member where group_id = $1 and user_id = $2 returning user_id',
      change: "insert into change (kind, id, rev) select 'user', user_id, 0 from @member",
    },
    values: [groupId, userId],
    touches: [{ kind: 'user', id: userId }],
  };
}

/** Puts a dataset into a group, or changes the capacity in which it is there. The row handed back is the membership. */
export function putDataset(groupId: string, member: { readonly id: string; readonly datasetId: string; readonly capacity: string }): Write {
  return {
    parts: {
      member: `insert into dataset_group (id, dataset_id, group_id, capacity) values ($1, $2, $3, $4)
        on conflict (dataset_id, group_id) do update set capacity = excluded.capacity returning id`,
      dataset: 'update dataset set rev = rev + 1 where id = $2 returning id, rev',
      change: logged('dataset', 'dataset'),
    },
    values: [member.id, member.datasetId, groupId, member.capacity],
    expects: 'member',
    returns: 'member',
    touches: [{ kind: 'dataset', id: member.datasetId }],
  };
}

/** Takes a dataset out of a group, if it is there. */
export function removeDataset(groupId: string, datasetId: string): Write {
  return {
    parts: {
      member: 'delete from dataset_group where group_id = $1 and dataset_id = $2 returning dataset_id',
      dataset: 'update dataset set rev = rev + 1 where id in (select dataset_id from @member) returning id, rev',
      change: logged('dataset', 'dataset'),
    },
    values: [groupId, datasetId],
    spreads: 'dataset',
    touches: [],
  };
}

/** Puts a group under another one; stale where that one stands under it. The row handed back is the membership. */
export function putParent(groupId: string, parentId: string): Write {
  return {
    parts: {
      member: `insert into group_parent (child_id, parent_id) values ($1, $2)
        on conflict (child_id, parent_id) do update set child_id = excluded.child_id returning id`,
      group: 'update catalog_group set rev = rev + 1 where id = $1 returning id, rev',
      upright: 'select id from @group where not kokanee_loops($1, array[$2])',
      change: logged('group', 'group'),
    },
    values: [groupId, parentId],
    expects: 'upright',
    returns: 'member',
    touches: [{ kind: 'group', id: groupId }],
  };
}

/** Takes a group from under another one, if it is there. */
export function removeParent(groupId: string, parentId: string): Write {
  return {
    parts: {
      member: 'delete from group_parent where child_id = $1 and parent_id = $2 returning child_id',
      group: 'update catalog_group set rev = rev + 1 where id in (select child_id from @member) returning id, rev',
      change: logged('group', 'group'),
    },
    values: [groupId, parentId],
    touches: [{ kind: 'group', id: groupId }],
  };
}
