/** Takes the power from an API token. */
import { mayUseTokensOf } from '#access/user.ts';
import { ValidationError } from '#domain/errors.ts';
import type { ApiToken } from '#domain/user.ts';
import { findToken, removeToken } from '#store/user.ts';
import { type Call, defineWrite, type Input } from '../action.ts';

export const apiTokenRevoke = defineWrite<ApiToken | undefined, Input, null>({
  name: 'api_token_revoke',
  about: 'Revokes an API token, given by its id or its text. Its owner and sysadmins may; of others nobody learns whether it exists.',
  input: {
    jti: { kind: 'text', about: 'Id of the token, as api_token_list tells' },
    token: { kind: 'text', about: 'Text of the token, where its id is not known' },
  },
  find: async (call, input) => {
    const id = idIn(call, input);
    return id === undefined ? undefined : findToken(call.db.pool, id);
  },
  may: ({ actor }, token) => mayUseTokensOf(actor, token?.userId),
  run: (_call, _input, token) => ({ writes: token === undefined ? [] : [removeToken(token.id)], events: [], result: () => null }),
});

function idIn(call: Call, { jti, token }: Input): string | undefined {
  if (typeof jti === 'string' && jti !== '') return jti;
  if (token === undefined && !jti) throw new ValidationError({ token: ['Missing value'] });
  return typeof token === 'string' ? call.db.secrets.readToken(token) : undefined;
}
