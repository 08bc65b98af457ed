/** Logging in and out, and the account key: what people do at the doors and no action of CKAN's does. */
import type { Actor } from '#domain/actor.ts';
import { NotAuthorized } from '#domain/errors.ts';
import { newId } from '#domain/ids.ts';
import type { User } from '#domain/user.ts';
import { hashPassword, verifyPassword } from '#store/passwords.ts';
import type { Store } from '#store/store.ts';
import {
  accountKey,
  closeSession,
  findUser,
  openSession,
  passwordHashOf,
  rehashPassword,
  replaceAccountKey,
  usersWithEmail,
} from '#store/user.ts';
import type { Catalogue, SessionActor } from './catalogue.ts';
import { logInThrottle } from './log-in-throttle.ts';
import { answerOrNotNow, sayingNotNow } from './not-now.ts';

type Accounts = Pick<Catalogue, 'actorOf' | 'sessionOf' | 'logIn' | 'logOut' | 'accountKey'>;

export function accounts(store: Store): Accounts {
  const throttle = logInThrottle();
  const { pool, identity, secrets } = store;
  return {
    actorOf: (credential) => {
      const known = identity.byCredential(credential);
      return known instanceof Promise ? answerOrNotNow(known) : known;
    },
    sessionOf: sayingNotNow(async (session): Promise<SessionActor | undefined> => identity.bySession(session)),
    logIn: sayingNotNow(async (nameOrEmail, password, address = '') => {
      const attempt = throttle.begin(nameOrEmail, address);
      let right: User | undefined;
      try {
        right = await userWith(store, nameOrEmail, password);
      } catch (error) {
        attempt.withdrawn();
        throw error;
      }
      if (right === undefined) return undefined;
      attempt.succeeded();
      return openSession(pool, right.id);
    }),
    logOut: sayingNotNow((session) => closeSession(pool, session)),
    accountKey: sayingNotNow(async (actor: Actor, renew = false) => {
      if (actor.kind !== 'user') throw new NotAuthorized('Only a signed-in user has an account key');
      if (!renew) return accountKey(pool, secrets, actor.id, newId);
      const key = newId();
      await store.commit([replaceAccountKey(secrets, actor.id, key)]);
      return key;
    }),
  };
}

/** The user whose name and password these are. One who does not exist takes as long as a wrong password. */
async function userWith(store: Store, nameOrEmail: string, password: string): Promise<User | undefined> {
  const user = await findByNameOrEmail(store, nameOrEmail);
  const stored = await passwordHashOf(store.pool, user?.id ?? '');
  const { ok, outdated } = await verifyPassword(password, stored);
  if (user === undefined || !ok || user.state !== 'active') return undefined;
  if (outdated && stored !== null) await rehashPassword(store.pool, user.id, stored, await hashPassword(password));
  return user;
}

async function findByNameOrEmail(store: Store, nameOrEmail: string): Promise<User | undefined> {
  const [byEmail, ...others] = nameOrEmail.includes('@') ? await usersWithEmail(store.pool, nameOrEmail, ['active']) : [];
  return findUser(store.pool, byEmail !== undefined && others.length === 0 ? byEmail : nameOrEmail);
}
