/**
 * Groups and organizations. There are few of them (hundreds, seldom thousands), so every process
 * holds them all in a directory that the change log keeps current.
 */
import type pg from 'pg';
import type { Group, GroupMember } from '#domain/group.ts';
import { logged } from './changes.ts';
import type { Write } from './commit.ts';

const GROUP = `select g.id, g.name, g.title, g.is_organization as "isOrganization", g.type, g.state, g.created, g.rev, g.doc,
  (select array_agg(p.parent_id order by p.parent_id) from group_parent p where p.child_id = g.id) as parents from catalog_group g`;

type GroupDoc = Pick<Group, 'description' | 'imageUrl' | 'approvalStatus' | 'extras'>;
type GroupRow = Omit<Group, keyof GroupDoc | 'parents'> & { doc: GroupDoc; parents: string[] | null };

const groupOf = ({ doc, parents, ...row }: GroupRow): Group => ({ ...row, ...doc, parents: parents ?? [] });

export async function loadGroups(pool: pg.Pool, ids?: readonly string[]): Promise<Group[]> {
  const { rows } =
    ids === undefined ? await pool.query<GroupRow>(GROUP) : await pool.query<GroupRow>(`${GROUP} where g.id = any($1)`, [ids]);
  return rows.map(groupOf);
}

/** What groups and organizations were called before, by name; each name leads to the last one that gave it up. */
export async function loadFormerNames(pool: pg.Pool): Promise<ReadonlyMap<string, string>> {
  const { rows } = await pool.query<{ name: string; id: string }>("select name, id from former_name where kind = 'group'");
  return new Map(rows.map(({ name, id }) => [name, id]));
}

/**
 * Parts that remember the name a group had, where it changes, and end the former use of the one it takes.
 * They go with a part `group`, and are told which parameters hold its id and its name.
 */
export const renameParts = (id: number, name: number): Record<string, string> => ({
  remembered: `insert into former_name (kind, name, id) select 'group', name, id from catalog_group where id = $${id} and name <> $${name}
    on conflict (kind, name) do update set id = excluded.id`,
  taken: `delete from former_name where kind = 'group' and name = $${name}`,
});

/** What is kept of a group in its document. */
export const groupDocText = ({ description, imageUrl, approvalStatus, extras }: Group): string =>
  JSON.stringify({ description, imageUrl, approvalStatus, extras });

/** Rows of members out of the parameters with their ids, users and capacities; users who are deleted, or at this moment go, are left out. */
const memberRows = (group: string, ids: string, users: string, capacities: string): string =>
  `insert into group_member (id, group_id, user_id, capacity)
    select t.id, ${group}::text, t.u, t.c from unnest(${ids}::text[], ${users}::text[], ${capacities}::text[]) as t(id, u, c)
    join user_account a on a.id = t.u and a.state <> 'deleted' for share of a
    on conflict (group_id, user_id) do update set capacity = excluded.capacity returning id, group_id, user_id, capacity`;

/** That no group comes to stand under itself by the parents it has not had yet. */
export const noLoop = (child: string, parents: string): string =>
  `not kokanee_loops(${child}, array(select p from unnest(${parents}::text[]) p
    where not exists (select 1 from group_parent where child_id = ${child} and parent_id = p)))`;

export type MemberInput = { readonly id: string; readonly userId: string; readonly capacity: string };
export type DatasetInput = { readonly id: string; readonly datasetId: string };

/** Writes a new group with its parents, members and datasets. */
export function insertGroup(group: Group, members: readonly MemberInput[], datasets: readonly DatasetInput[] = []): Write {
  return {
    parts: {
      group: `insert into catalog_group (id, name, title, is_organization, type, state, created, doc)
        values ($1, $2, $3, $4, $5, $6, $7, $8::json) returning id, rev`,
      parents: 'insert into group_parent (child_id, parent_id) select $1, p from unnest($9::text[]) p on conflict do nothing',
      members: memberRows('$1', '$10', '$11', '$12'),
      complete: 'select id from @group where (select count(*) from @members) = cardinality($11::text[])',
      datasets:
        'insert into dataset_group (id, dataset_id, group_id) select id, d, $1 from unnest($13::text[], $14::text[]) as t(id, d) on conflict do nothing',
      change: logged('group', 'group'),
      changedUsers: "insert into change (kind, id, rev) select 'user', u, 0 from unnest($11::text[]) u",
      datasetRows: 'update dataset set rev = rev + 1 where id = any($14::text[]) returning id, rev',
      changedDatasets: logged('dataset', 'datasetRows'),
      taken: "delete from former_name where kind = 'group' and name = $2",
    },
    values: [
      group.id,
      group.name,
      group.title,
      group.isOrganization,
      group.type,
      group.state,
      group.created,
      groupDocText(group),
      group.parents,
      members.map((m) => m.id),
      members.map((m) => m.userId),
      members.map((m) => m.capacity),
      datasets.map((d) => d.id),
      datasets.map((d) => d.datasetId),
    ],
    expects: 'complete',
    touches: [
      { kind: 'group', id: group.id },
      ...members.map((m) => ({ kind: 'user' as const, id: m.userId })),
      ...datasets.map((d) => ({ kind: 'dataset' as const, id: d.datasetId })),
    ],
  };
}

/** What else is replaced with a group's own fields; what is left out stays. */
export type GroupContents = {
  readonly members?: readonly MemberInput[] | undefined;
  /** Datasets put in and taken out. */
  readonly datasets?: { readonly added: readonly DatasetInput[]; readonly removed: readonly string[] } | undefined;
};

/**
 * Replaces a group's own fields, read at `group.rev`, its parents, and its contents where they are given.
 * Its datasets are re-indexed by the follower when its name changes.
 */
export function updateGroup(group: Group, { members, datasets }: GroupContents = {}): Write {
  const parts: Record<string, string> = {
    group: `update catalog_group set name = $3, title = $4, state = $5, doc = $6::json, rev = rev + 1 where id = $1 and rev = $2 returning id, rev`,
    orphaned: 'delete from group_parent where child_id = $1 and parent_id <> all($7::text[])',
    parents: 'insert into group_parent (child_id, parent_id) select $1, p from unnest($7::text[]) p on conflict do nothing',
    change: logged('group', 'group'),
    ...renameParts(1, 3),
  };
  const values: unknown[] = [group.id, group.rev, group.name, group.title, group.state, groupDocText(group), group.parents];
  const conditions = [noLoop('$1', '$7')];
  if (members !== undefined) {
    const [ids, users, capacities] = [
      values.push(members.map((m) => m.id)),
      values.push(members.map((m) => m.userId)),
      values.push(members.map((m) => m.capacity)),
    ];
    parts.left = `delete from group_member where group_id = $1 and user_id <> all($${users}::text[])`;
    parts.members = memberRows('$1', `$${ids}`, `$${users}`, `$${capacities}`);
    conditions.push(`(select count(*) from @members) = cardinality($${users}::text[])`);
  }
  if (datasets !== undefined) {
    const [ids, added, removed] = [
      values.push(datasets.added.map((d) => d.id)),
      values.push(datasets.added.map((d) => d.datasetId)),
      values.push(datasets.removed),
    ];
    parts.ungrouped = `delete from dataset_group where group_id = $1 and dataset_id = any($${removed}::text[]) returning dataset_id`;
    parts.grouped = `insert into dataset_group (id, dataset_id, group_id) select m, d, $1 from unnest($${ids}::text[], $${added}::text[]) as t(m, d)
      on conflict (dataset_id, group_id) do nothing returning dataset_id`;
    parts.datasetRows = `update dataset set rev = rev + 1 where id in (select dataset_id from @ungrouped union select dataset_id from @grouped) returning id, rev`;
    parts.changedDatasets = logged('dataset', 'datasetRows');
  }
  parts.complete = `select id from @group where ${conditions.join(' and ')}`;
  return {
    parts,
    values,
    expects: 'complete',
    ...(datasets !== undefined && { spreads: 'datasetRows' }),
    touches: [{ kind: 'group', id: group.id }],
  };
}

/** Gives a user a capacity in a group, in place of any other he has there; stale where he is deleted. The row handed back is the membership. */
export function putMember(groupId: string, member: MemberInput): Write {
  return {
    parts: {
      member: memberRows('$2', 'array[$1]', 'array[$3]', 'array[$4]'),
      change: "insert into change (kind, id, rev) select 'user', user_id, 0 from @member",
    },
    values: [member.id, groupId, member.userId, member.capacity],
    expects: 'member',
    returns: 'member',
    touches: [{ kind: 'user', id: member.userId }],
  };
}

/** A user's own membership in a group; roles that cascade from above are no memberships. */
export async function findMember(pool: pg.Pool, groupId: string, userId: string): Promise<GroupMember | undefined> {
  const { rows } = await pool.query<GroupMember>({
    name: 'member',
    text: 'select id, group_id as "groupId", user_id as "userId", capacity from group_member where group_id = $1 and user_id = $2',
    values: [groupId, userId],
  });
  return rows[0];
}

/** Memberships of a group's users, or of one user. */
export async function listMembers(pool: pg.Pool, by: { readonly groupId: string } | { readonly userId: string }): Promise<GroupMember[]> {
  const [column, value] = 'groupId' in by ? ['group_id', by.groupId] : ['user_id', by.userId];
  const { rows } = await pool.query<GroupMember>(
    `select id, group_id as "groupId", user_id as "userId", capacity from group_member where ${column} = $1`,
    [value],
  );
  return rows;
}

/** Ids of the datasets that an organization owns or that are in a group. */
export async function datasetsOfGroup(pool: pg.Pool, groupId: string): Promise<string[]> {
  const { rows } = await pool.query<{ id: string }>(
    'select id from dataset where owner_org = $1 union select dataset_id from dataset_group where group_id = $1',
    [groupId],
  );
  return rows.map((row) => row.id);
}

/** What the validators ask about a group's name and id, of which one may be the other of another group; the directory may be a moment behind other processes. */
export async function findTakenGroups(
  pool: pg.Pool,
  name: string | undefined,
  id: string | undefined,
): Promise<{ readonly id: string; readonly name: string }[]> {
  if (name === undefined && id === undefined) return [];
  return (
    await pool.query<{ id: string; name: string }>('select id, name from catalog_group where name in ($1, $2) or id in ($1, $2)', [
      name ?? null,
      id ?? null,
    ])
  ).rows;
}
