/** The roles that members can have. */
import { allowed } from '#access/decision.ts';
import { ROLES } from '#access/permission.ts';
import { defineRead } from '../action.ts';

type Role = { readonly text: string; readonly value: string };

const LABELLED: readonly Role[] = ROLES.map((value) => ({ text: value.slice(0, 1).toUpperCase() + value.slice(1), value }));

const labels: ReadonlyMap<string, string> = new Map(LABELLED.map(({ text, value }) => [value, text]));

/** How a capacity is called where people read it; one that is no role is called what it is. */
export const roleLabel = (capacity: string): string => labels.get(capacity) ?? capacity;

export const memberRolesList = defineRead<undefined, boolean, readonly Role[]>({
  name: 'member_roles_list',
  about: 'Lists the roles that members of an organization or group can have.',
  input: { group_type: { kind: 'text', about: 'group leaves out the role of editor; organization unless told' } },
  may: () => allowed,
  check: (_call, input) => input.group_type === 'group',
  run: (_call, inGroup) => (inGroup ? LABELLED.filter(({ value }) => value !== 'editor') : LABELLED),
});
