/** Makes `group_show` and `organization_show`. */
import { mayReadGroup } from '#access/group.ts';
import type { Group } from '#domain/group.ts';
import type { Spliced } from '#domain/spliced.ts';
import { type ReadAction, defineRead } from '../action.ts';
import { asFlag } from '../parameters.ts';
import { type GroupKind, getGroup } from './kind.ts';
import { type GroupDict, presentGroup } from './present.ts';
import { type ShowFlags, flagParameters, readShowFlags, showDefaults } from './show-flags.ts';

export const groupShow = (kind: GroupKind): ReadAction<Group, ShowFlags, GroupDict | Spliced> =>
  defineRead<Group, ShowFlags, GroupDict | Spliced>({
    name: `${kind}_show`,
    about: `Shows one ${kind}: its fields, members, the ${kind}s above it, and on request its datasets.`,
    input: { id: { kind: 'text', about: `Id or name of the ${kind}`, required: true }, ...flagParameters },
    find: (call, input) => getGroup(call, kind, input),
    may: ({ actor, site }, group, input) =>
      mayReadGroup(
        actor,
        group,
        site.policy,
        input.include_users === undefined ? site.policy.publicUserDetails : asFlag(input.include_users),
      ),
    check: ({ site }, input) => readShowFlags(input, showDefaults(site.policy.publicUserDetails)),
    run: (call, flags, group) => presentGroup(call, group, flags),
  });
