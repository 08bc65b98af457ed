/** The piece that replaces a stored organization or group whole, what an update may not touch included. */
import type { Group } from '#domain/group.ts';
import type { Write } from './commit.ts';

/** Replaces a group read at `group.rev`, with its kind, its date and its parents. */
export function replaceGroup(group: Group): Write {
  const { description, imageUrl, approvalStatus, extras } = group;
  return {
    parts: {
      group: `update catalog_group set name = $3, title = $4, state = $5, doc = $6::json, type = $8, created = $9, rev = rev + 1
        where id = $1 and rev = $2 returning id, rev`,
      orphaned: 'delete from group_parent where child_id = $1 and parent_id <> all($7::text[])',
      parents: 'insert into group_parent (child_id, parent_id) select $1, p from unnest($7::text[]) p on conflict do nothing',
      change: "insert into change (kind, id, rev) select 'group', id, rev from @group",
    },
    values: [
      group.id,
      group.rev,
      group.name,
      group.title,
      group.state,
      JSON.stringify({ description, imageUrl, approvalStatus, extras }),
      group.parents,
      group.type,
      group.created,
    ],
    expects: 'group',
    touches: [{ kind: 'group', id: group.id }],
  };
}
