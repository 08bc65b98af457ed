/** The users, whole or by name. */
import { mayListUsers, seesPrivately } from '#access/user.ts';
import { isSysadmin } from '#domain/actor.ts';
import { ValidationError } from '#domain/errors.ts';
import { defineParameters, flag, natural, text } from '#schema/parameters.ts';
import { isFalsy } from '#schema/validators/missing.ts';
import { isUserOrder, listUsers, type UsersAsked } from '#store/user-list.ts';
import { countPublicDatasets } from '#store/user.ts';
import { type Call, defineRead, type Input } from '../action.ts';
import { parametersIn } from '../parameters.ts';
import { ownUser, publicUser, type UserDict } from './present.ts';

type Asked = UsersAsked & { readonly allFields: boolean };

const PARAMETERS = defineParameters({
  q: text(''),
  email: text(null),
  order_by: text('display_name'),
  all_fields: flag(true),
  limit: natural(null),
  offset: natural(null),
});

export const userList = defineRead<undefined, Asked, readonly UserDict[] | readonly string[]>({
  name: 'user_list',
  about: 'Lists the users who have not been deleted. E-mail addresses are shown to sysadmins, and each user his own.',
  input: {
    q: { kind: 'text', about: 'Text in the name or full name, for sysadmins also in the e-mail address' },
    email: { kind: 'text', about: 'The whole e-mail address, letter by letter; sysadmins only' },
    order_by: {
      kind: 'text',
      about:
        'display_name (unless told), name_as_read (the same whatever case and accents), name, fullname, id, created, about, sysadmin, or number_created_packages with the most first',
    },
    all_fields: { kind: 'flag', about: 'Whole users, unless false: then their names' },
    include_site_user: { kind: 'flag', about: 'Known to CKAN; there is no such user here' },
    limit: { kind: 'whole', about: 'Most users in the answer; all unless told' },
    offset: { kind: 'whole', about: 'How many to leave out before the first' },
  },
  may: ({ actor, site }, _target, { email }) => mayListUsers(actor, site.policy, !isFalsy(email)),
  check: readAsked,
  run: async (call, asked) => {
    const users = await listUsers(call.db.pool, asked);
    if (!asked.allFields) return users.map(({ name }) => name);
    const counts = await countPublicDatasets(
      call.db.pool,
      users.map(({ id }) => id),
    );
    return users.map((user) => {
      const present = seesPrivately(call.actor, user.id) ? ownUser : publicUser;
      return present(user, counts.get(user.id) ?? 0, call.site.url);
    });
  },
});

function readAsked({ actor }: Call, input: Input): Asked {
  const { q, email, order_by: order, all_fields: allFields, limit, offset } = parametersIn(PARAMETERS, input);
  if (order === 'edits') throw new ValidationError({ message: 'order_by=edits is no longer supported' });
  return {
    text: q,
    inEmail: isSysadmin(actor),
    // CKAN: an order that it does not know is the usual one
    order: isUserOrder(order) ? order : 'display_name',
    email: email === '' ? null : email,
    allFields,
    limit,
    offset,
  };
}
