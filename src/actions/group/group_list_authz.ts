/** The groups whose datasets the caller may choose. */
import { allowed } from '#access/decision.ts';
import { permits } from '#access/permission.ts';
import { isSysadmin, userIdOf } from '#domain/actor.ts';
import type { Group } from '#domain/group.ts';
import { listMembers } from '#store/group.ts';
import { type Call, defineRead } from '../action.ts';
import { asFlag } from '../parameters.ts';
import { type Counted, countParameters, presentBriefly, readCounted } from './present-brief.ts';
import type { GroupDict } from './present.ts';

export const groupListAuthz = defineRead<undefined, { readonly all: boolean; readonly counted: Counted }, GroupDict[]>({
  name: 'group_list_authz',
  about: 'Lists the groups into which the caller may put datasets: those he is a member of, and for a sysadmin all of them.',
  input: {
    am_member: { kind: 'flag', about: 'For a sysadmin too only those he is a member of' },
    available_only: { kind: 'flag', about: 'Accepted for compatibility' },
    ...countParameters,
  },
  may: () => allowed,
  check: ({ actor }, input) => ({ all: isSysadmin(actor) && !asFlag(input.am_member), counted: readCounted(input) }),
  run: async (call, { all, counted }) =>
    presentBriefly(call, 'group', all ? call.db.directory.all().filter(isOffered) : await ownGroups(call), counted),
});

const isOffered = ({ state, isOrganization }: Group): boolean => state === 'active' && !isOrganization;

// CKAN: a role in a group above does not count here
async function ownGroups({ actor, db }: Call): Promise<readonly Group[]> {
  const userId = userIdOf(actor);
  const memberships = userId === null ? [] : await listMembers(db.pool, { userId });
  return memberships
    .filter(({ capacity }) => permits(capacity, 'manage_group'))
    .flatMap(({ groupId }) => db.directory.get(groupId) ?? [])
    .filter(isOffered);
}
