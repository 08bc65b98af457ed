/** Users whose name has what was typed so far. */
import { mayListUsers } from '#access/user.ts';
import { isSysadmin, userIdOf } from '#domain/actor.ts';
import type { User } from '#domain/user.ts';
import { defineParameters, natural, text } from '#schema/parameters.ts';
import { completeUsers } from '#store/user-list.ts';
import { defineRead } from '../action.ts';
import { asFlag, parametersIn } from '../parameters.ts';

type Asked = { readonly text: string; readonly limit: number; readonly ignoreSelf: boolean };

const MOST = 20;
const PARAMETERS = defineParameters({ q: text(''), limit: natural(MOST) });

export const userAutocomplete = defineRead<undefined, Asked, readonly Pick<User, 'id' | 'name' | 'fullname'>[]>({
  name: 'user_autocomplete',
  about: 'Completes the name of a user: those first whose name begins with the text. Deleted users are left out.',
  input: {
    q: { kind: 'text', about: 'Text in the name or full name, for sysadmins also in the e-mail address', required: true },
    limit: { kind: 'whole', about: `Most users in the answer; ${MOST} unless told` },
    ignore_self: { kind: 'flag', about: 'Leave the caller out' },
  },
  may: ({ actor, site }) => mayListUsers(actor, site.policy, false),
  check: (_call, input) => {
    const { q, limit } = parametersIn(PARAMETERS, input);
    return { text: q, limit, ignoreSelf: asFlag(input.ignore_self) };
  },
  run: ({ actor, db }, { text: typed, limit, ignoreSelf }) =>
    completeUsers(db.pool, { text: typed, inEmail: isSysadmin(actor), except: ignoreSelf ? userIdOf(actor) : null, limit }),
});
