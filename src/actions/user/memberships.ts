/** In which organizations or groups a user holds a role, and which: for the pages, as the API tells it of the caller alone. */
import { mayReadUsers } from '#access/user.ts';
import { NotFound } from '#domain/errors.ts';
import type { User } from '#domain/user.ts';
import { type ReadAction, defineRead } from '../action.ts';
import type { GroupKind } from '../group/kind.ts';
import { presentBriefly } from '../group/present-brief.ts';
import type { GroupDict } from '../group/present.ts';
import { findUserOrSelf } from './find.ts';

export const userMemberships = (kind: GroupKind): ReadAction<User | undefined, User, GroupDict[]> =>
  defineRead<User | undefined, User, GroupDict[]>({
    name: `page ${kind}s of a user`,
    about: `Lists the ${kind}s in which a user holds a role, those from above included.`,
    input: { id: { kind: 'text', about: 'Id or name of the user; without it the caller' } },
    find: (call, input) => findUserOrSelf(call, input, 'id'),
    may: ({ actor, site }) => mayReadUsers(actor, site.policy),
    check: (_call, _input, user) => {
      if (user === undefined) throw new NotFound();
      return user;
    },
    run: async (call, { id }) => {
      const capacities = (await call.db.identity.byUser(id))?.capacities ?? new Map<string, readonly string[]>();
      const groups = [...capacities.keys()].flatMap((group) => call.db.directory.get(group) ?? []);
      return presentBriefly(
        call,
        kind,
        groups.filter((group) => group.state === 'active' && group.isOrganization === (kind === 'organization')),
        { datasets: true, members: true },
        (group) => ({ capacities: capacities.get(group.id) }),
      );
    },
  });
