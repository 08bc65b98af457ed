/** Makes `group_purge` and `organization_purge`. */
import { mayPurge } from '#access/dataset.ts';
import { NotFound } from '#domain/errors.ts';
import type { Group } from '#domain/group.ts';
import { purgeGroup, type Removal } from '#store/group-removal.ts';
import { filesOfPictures } from '#store/picture.ts';
import { defineWrite, type WriteAction } from '../action.ts';
import { assertOwnsNothing, removalOf } from './group-delete.ts';
import { type GroupKind, getToChange } from './kind.ts';

export const groupPurge = (kind: GroupKind): WriteAction<Group, Removal, null> =>
  defineWrite<Group, Removal, null>({
    name: `${kind}_purge`,
    about: `Removes ${kind === 'organization' ? 'an organization that owns no datasets' : 'a group'} for good. Sysadmins only.`,
    input: { id: { kind: 'text', about: `Id or present name of the ${kind}`, required: true } },
    // By a name that it had before nobody loses a group: there is no way back.
    find: async (call, input) => {
      const detail = `${kind === 'organization' ? 'Organization' : 'Group'} was not found`;
      const group = await getToChange(call, kind, input, detail);
      if (input.id !== group.id && input.id !== group.name) throw new NotFound(detail);
      return group;
    },
    may: ({ actor }) => mayPurge(actor),
    check: async (call, _input, group) => {
      await assertOwnsNothing(call, group, 'purged');
      return removalOf(call, group);
    },
    run: async ({ db }, removal, { id, isOrganization }) => ({
      writes: [purgeGroup(removal)],
      events: [{ kind: 'groupDeleted', group: id, isOrganization }],
      drops: await filesOfPictures(db.pool, 'group', id),
      result: () => null,
    }),
  });
