/** The API tokens of a user, never their texts. */
import { mayUseTokensOf } from '#access/user.ts';
import { NotFound, ValidationError } from '#domain/errors.ts';
import type { ApiToken, User } from '#domain/user.ts';
import { listTokens } from '#store/user.ts';
import { defineRead } from '../action.ts';
import { findUserIn } from './find.ts';

type TokenDict = {
  readonly id: string;
  readonly name: string;
  readonly user_id: string;
  readonly created_at: string;
  readonly last_access: string | null;
};

export const apiTokenList = defineRead<User | undefined, User, TokenDict[]>({
  name: 'api_token_list',
  about: 'Lists the API tokens of a user, the oldest first. The user himself and sysadmins may.',
  input: {
    user_id: { kind: 'text', about: 'Id or name of the user' },
    user: { kind: 'text', about: 'Older name of the parameter user_id' },
  },
  find: (call, input) => {
    const name = input.user_id === undefined || input.user_id === null ? 'user' : 'user_id';
    if (input[name] === undefined || input[name] === null) throw new ValidationError({ user_id: ['Missing value'] });
    return findUserIn(call, input, name);
  },
  may: ({ actor }, user) => mayUseTokensOf(actor, user?.id),
  check: (_call, _input, user) => {
    if (user === undefined) throw new NotFound('User not found');
    return user;
  },
  run: async ({ db }, _value, user) => {
    const tokens = user === undefined ? [] : await listTokens(db.pool, user.id);
    return tokens.map((token) => presentToken(token, db.identity.lastAccess(token.id)));
  },
});

/** Uses of the last second are still in memory and newer than what is stored. */
const presentToken = ({ id, name, userId, createdAt, lastAccess }: ApiToken, lately: string | undefined): TokenDict => ({
  id,
  name,
  user_id: userId,
  created_at: createdAt,
  last_access: lately ?? lastAccess,
});
