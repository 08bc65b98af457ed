/** The pieces that replace a stored organization or group whole, what an update may not touch included. */
import type { Group } from '#domain/group.ts';
import { logged } from './changes.ts';
import type { Write } from './commit.ts';
import { groupDocText, noLoop, renameParts } from './group.ts';

/** Replaces a group read at `group.rev`, with its kind, its date and its parents; stale where one of them stands under it. */
export function replaceGroup(group: Group): Write {
  return {
    parts: {
      group: `update catalog_group set name = $3, title = $4, state = $5, doc = $6::json, type = $8, created = $9, rev = rev + 1
        where id = $1 and rev = $2 returning id, rev`,
      orphaned: 'delete from group_parent where child_id = $1 and parent_id <> all($7::text[])',
      parents: 'insert into group_parent (child_id, parent_id) select $1, p from unnest($7::text[]) p on conflict do nothing',
      change: logged('group', 'group'),
      ...renameParts(1, 3),
      upright: `select id from @group where ${noLoop('$1', '$7')}`,
    },
    values: [group.id, group.rev, group.name, group.title, group.state, groupDocText(group), group.parents, group.type, group.created],
    expects: 'upright',
    touches: [{ kind: 'group', id: group.id }],
  };
}

/** Gives a group names that lead to it beside its own, but for those that lead elsewhere. */
export function putFormerNames(groupId: string, names: readonly string[]): Write {
  return {
    parts: {
      names: `insert into former_name (kind, name, id) select 'group', n, $1 from unnest($2::text[]) n
        where not exists (select 1 from catalog_group g where g.name = n) on conflict (kind, name) do nothing returning id`,
      change: "insert into change (kind, id, rev) select distinct 'group', id, 0 from @names",
    },
    values: [groupId, names],
    touches: [{ kind: 'group', id: groupId }],
  };
}
