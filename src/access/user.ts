/** Who may do what with accounts and tokens (texts as recorded). */
import { type Actor, isSysadmin, nameOf, userIdOf } from '#domain/actor.ts';
import type { UserId } from '#domain/ids.ts';
import { type Decision, allowed, denied } from './decision.ts';
import type { Policy } from './policy.ts';

export const mayReadUsers = (actor: Actor, policy: Policy): Decision =>
  policy.publicUserDetails || actor.kind !== 'anonymous' ? allowed : denied();

/** Whoever may see users may list them; to look for an address is for sysadmins. */
export const mayListUsers = (actor: Actor, policy: Policy, byEmail: boolean): Decision =>
  byEmail && !isSysadmin(actor) ? denied() : mayReadUsers(actor, policy);

/** Whether the actor sees what is private to this user: his address and key, his hidden datasets. */
export const seesPrivately = (actor: Actor, user: UserId): boolean => isSysadmin(actor) || userIdOf(actor) === user;

export const mayCreateUser = (actor: Actor, policy: Policy): Decision =>
  isSysadmin(actor) || policy.createUserViaApi ? allowed : denied(`User ${nameOf(actor)} not authorized to create users via the API`);

/** The same by a form of the site. */
export const mayRegister = (actor: Actor, policy: Policy): Decision =>
  isSysadmin(actor) || policy.createUserViaWeb ? allowed : denied(`User ${nameOf(actor)} not authorized to create users`);

/** Only sysadmins, nobody himself. */
export const mayDeleteUser = (actor: Actor): Decision => (isSysadmin(actor) ? allowed : denied());

/** Oneself, or a sysadmin. Others learn whether the user exists, as they do in CKAN. */
export function mayUpdateUser(actor: Actor, user: UserId | undefined): Decision {
  if (isSysadmin(actor)) return allowed;
  if (user === undefined) return denied('User not found');
  if (actor.kind === 'anonymous') return denied('Have to be logged in to edit user');
  return userIdOf(actor) === user ? allowed : denied(`User ${nameOf(actor)} not authorized to edit user ${user}`);
}

/** A token is made, listed and revoked by its owner or a sysadmin. */
export const mayUseTokensOf = (actor: Actor, user: UserId | undefined): Decision =>
  isSysadmin(actor) || (user !== undefined && userIdOf(actor) === user) ? allowed : denied();
