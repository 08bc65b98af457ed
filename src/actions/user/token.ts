/** API tokens that are being made: what is stored of them, and their text, which is not. */
import { randomBytes } from 'node:crypto';
import { toMillis } from '#domain/clock.ts';
import type { ApiToken } from '#domain/user.ts';
import type { Call } from '../action.ts';

const [FEWEST_BYTES, MOST_BYTES] = [16, 256];

export function newToken(call: Call, userId: string, name: string): ApiToken {
  const bytes = Math.min(Math.max(call.site.settings['api_token.nbytes'], FEWEST_BYTES), MOST_BYTES);
  return { id: randomBytes(bytes).toString('base64url'), userId, name, createdAt: call.now, lastAccess: null };
}

/** The text of a token, shown to whoever makes it and stored nowhere. */
export const signed = (call: Call, token: ApiToken): string =>
  call.db.secrets.signToken(token.id, Math.floor(toMillis(token.createdAt) / 1000));
