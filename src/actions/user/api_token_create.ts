/** A new API token. */
import { mayUseTokensOf } from '#access/user.ts';
import { NotFound, ValidationError } from '#domain/errors.ts';
import { pythonJson } from '#domain/python-text.ts';
import type { ApiToken, User } from '#domain/user.ts';
import { isFalsy } from '#schema/validators/missing.ts';
import { insertToken } from '#store/user.ts';
import { defineWrite } from '../action.ts';
import { findUserIn } from './find.ts';
import { newToken, signed } from './token.ts';

/** Of CKAN's extensions and later versions: tokens of this catalogue are valid until they are revoked. */
const UNUSED = ['plugin_extras', 'id', 'created_at', 'last_access', 'expires_in', 'unit'];

export const apiTokenCreate = defineWrite<User, ApiToken, { token: string }>({
  name: 'api_token_create',
  about: 'Makes an API token for a user and shows it this once. The user himself and sysadmins may.',
  input: {
    user: { kind: 'text', about: 'Id or name of the user', required: true },
    name: { kind: 'text', about: 'What the token is for; need not be unique', required: true },
    ...Object.fromEntries(UNUSED.map((name) => [name, { kind: 'any', about: 'Known to CKAN; not used here' } as const])),
  },
  find: async (call, input) => {
    const user = await findUserIn(call, input, 'user');
    if (user === undefined) throw new NotFound('User not found');
    return user;
  },
  may: ({ actor }, user) => mayUseTokensOf(actor, user.id),
  check: (call, { name }, user) => {
    if (isFalsy(name) && name !== 0 && name !== false) throw new ValidationError({ name: ['Missing value'] });
    return newToken(call, user.id, typeof name === 'string' ? name : pythonJson(name));
  },
  run: (call, token) => ({ writes: [insertToken(token)], events: [], result: () => ({ token: signed(call, token) }) }),
});
