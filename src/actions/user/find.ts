/** How actions find the user they are about. */
import { userIdOf } from '#domain/actor.ts';
import type { User } from '#domain/user.ts';
import { findUser } from '#store/user.ts';
import type { Call, Input } from '../action.ts';
import { referenceIn } from '../reference.ts';

/** The user that this parameter names. */
export async function findUserIn(call: Call, input: Input, name: string): Promise<User | undefined> {
  const ref = referenceIn(input, name);
  return ref === undefined ? undefined : findUser(call.db.pool, ref);
}

/** The same, or the caller where nobody is named. */
export async function findUserOrSelf(call: Call, input: Input, name: string): Promise<User | undefined> {
  const ref = referenceIn(input, name) ?? userIdOf(call.actor);
  return ref === null ? undefined : findUser(call.db.pool, ref);
}
