/**
 * Groups and organizations. There are few of them (hundreds, seldom thousands), so every process
 * holds them all in a directory that the change log keeps current.
 */
import type pg from 'pg';
import type { Group, GroupMember } from '#domain/group.ts';
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

const docOf = ({ description, imageUrl, approvalStatus, extras }: Group): string =>
  JSON.stringify({ description, imageUrl, approvalStatus, extras });

export type MemberInput = { readonly id: string; readonly userId: string; readonly capacity: string };
export type DatasetInput = { readonly id: string; readonly datasetId: string };

/** Writes a new group with its parents, members and datasets. */
export function insertGroup(group: Group, members: readonly MemberInput[], datasets: readonly DatasetInput[] = []): Write {
  return {
    parts: {
      group: `insert into catalog_group (id, name, title, is_organization, type, state, created, doc)
        values ($1, $2, $3, $4, $5, $6, $7, $8::json) returning id, rev`,
      parents: 'insert into group_parent (child_id, parent_id) select $1, p from unnest($9::text[]) p on conflict do nothing',
      members:
        'insert into group_member (id, group_id, user_id, capacity) select id, $1, u, c from unnest($10::text[], $11::text[], $12::text[]) as t(id, u, c) on conflict (group_id, user_id) do update set capacity = excluded.capacity',
      datasets:
        'insert into dataset_group (id, dataset_id, group_id) select id, d, $1 from unnest($13::text[], $14::text[]) as t(id, d) on conflict do nothing',
      change: "insert into change (kind, id, rev) select 'group', id, rev from @group",
      changedUsers: "insert into change (kind, id, rev) select 'user', u, 0 from unnest($11::text[]) u",
      datasetRows: 'update dataset set rev = rev + 1 where id = any($14::text[]) returning id, rev',
      changedDatasets: "insert into change (kind, id, rev) select 'dataset', id, rev from @datasetRows",
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
      docOf(group),
      group.parents,
      members.map((m) => m.id),
      members.map((m) => m.userId),
      members.map((m) => m.capacity),
      datasets.map((d) => d.id),
      datasets.map((d) => d.datasetId),
    ],
    expects: 'group',
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
    change: "insert into change (kind, id, rev) select 'group', id, rev from @group",
    ...renameParts(1, 3),
  };
  const values: unknown[] = [group.id, group.rev, group.name, group.title, group.state, docOf(group), group.parents];
  if (members !== undefined) {
    const [ids, users, capacities] = [
      values.push(members.map((m) => m.id)),
      values.push(members.map((m) => m.userId)),
      values.push(members.map((m) => m.capacity)),
    ];
    parts.left = `delete from group_member where group_id = $1 and user_id <> all($${users}::text[])`;
    parts.members = `insert into group_member (id, group_id, user_id, capacity) select id, $1, u, c from unnest($${ids}::text[], $${users}::text[], $${capacities}::text[]) as t(id, u, c)
      on conflict (group_id, user_id) do update set capacity = excluded.capacity`;
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
    parts.changedDatasets = "insert into change (kind, id, rev) select 'dataset', id, rev from @datasetRows";
  }
  return {
    parts,
    values,
    expects: 'group',
    ...(datasets !== undefined && { spreads: 'datasetRows' }),
    touches: [{ kind: 'group', id: group.id }],
  };
}

/** Gives a user a capacity in a group, in place of any other he has there. The row handed back is the membership. */
export function putMember(groupId: string, member: MemberInput): Write {
  return {
    parts: {
      member: `insert into group_member (id, group_id, user_id, capacity) values ($1, $2, $3, $4)
        on conflict (group_id, user_id) do update set capacity = excluded.capacity returning id, group_id, user_id, capacity`,
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

/** What the validators ask about a group's name and id; the directory may be a moment behind other processes. */
export async function findTakenGroups(
  pool: pg.Pool,
  name: string | undefined,
  id: string | undefined,
): Promise<{ readonly id: string; readonly name: string }[]> {
  if (name === undefined && id === undefined) return [];
  return (
    await pool.query<{ id: string; name: string }>('select id, name from catalog_group where name = $1 or id = $2', [
      name ?? null,
      id ?? null,
    ])
  ).rows;
}

/** Datasets by id or name, as members of a group. */
export async function findDatasetRefs(pool: pg.Pool, refs: readonly string[]): Promise<{ readonly id: string; readonly name: string }[]> {
  if (refs.length === 0) return [];
  return (await pool.query<{ id: string; name: string }>('select id, name from dataset where id = any($1) or name = any($1)', [refs])).rows;
}
