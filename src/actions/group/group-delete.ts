/** Makes `group_delete` and `organization_delete`. */
import { mayDeleteGroup } from '#access/group.ts';
import { ValidationError } from '#domain/errors.ts';
import type { Group } from '#domain/group.ts';
import { deleteGroup, ownsDatasets, type Removal } from '#store/group-removal.ts';
import { type Call, defineWrite, type Input, type WriteAction } from '../action.ts';
import { type GroupKind, getToChange } from './kind.ts';

type Deletion = { readonly removal: Removal; readonly endsMemberships: boolean };

export const groupDelete = (kind: GroupKind): WriteAction<Group, Deletion, null> =>
  defineWrite<Group, Deletion, null>({
    name: `${kind}_delete`,
    about:
      kind === 'organization'
        ? 'Deletes an organization that owns no datasets. Sysadmins can bring it back.'
        : 'Deletes a group; its datasets stay. Sysadmins can bring it back.',
    input: { id: { kind: 'text', about: `Id or name of the ${kind}; by its id the memberships end too`, required: true } },
    find: (call, input) => getToChange(call, kind, input, 'Group was not found.'),
    may: ({ actor, site }, group) => mayDeleteGroup(actor, group, kind === 'organization', site.policy),
    check: async (call, input, group) => {
      await assertOwnsNothing(call, group, 'deleted');
      return { removal: removalOf(call, group), endsMemberships: endsMemberships(input, group) };
    },
    run: (_call, { removal, endsMemberships: ends }, { id, isOrganization }) => ({
      writes: [deleteGroup(removal, ends)],
      events: [{ kind: 'groupDeleted', group: id, isOrganization }],
      result: () => null,
    }),
  });

// CKAN: members, datasets, parents and children leave it only where it was named by its id
const endsMemberships = (input: Input, group: Group): boolean => input.id === group.id;

/** An organization may go while it owns datasets only where datasets may stand without one. */
export async function assertOwnsNothing(call: Call, { id, isOrganization }: Group, becoming: 'deleted' | 'purged'): Promise<void> {
  if (!isOrganization || call.site.policy.createUnownedDataset) return;
  if (await ownsDatasets(call.db.pool, id))
    throw new ValidationError({ message: `Organization cannot be ${becoming} while it still has datasets` });
}

export const removalOf = ({ db, site }: Call, group: Group): Removal => ({
  group,
  children: db.directory
    .all()
    .filter(({ parents }) => parents.includes(group.id))
    .map(({ id }) => id),
  disowns: group.isOrganization && site.policy.createUnownedDataset,
});
