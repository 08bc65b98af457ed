/**
 * The first start of a catalogue: one sysadmin with a password that is shown once. Of several
 * processes that start at once, one makes him: the fact and the account are one statement.
 */
import type { App } from '#app';
import { now } from '#domain/clock.ts';
import { newId } from '#domain/ids.ts';
import type { User } from '#domain/user.ts';
import { Stale, Taken } from '#store/commit.ts';
import { recordFact } from '#store/facts.ts';
import { hashPassword } from '#store/passwords.ts';
import { insertUser } from '#store/user.ts';
import { makePassword } from './password.ts';

export type FirstAdmin = { readonly name: string; readonly password: string };

/** Whether the sample is still to be loaded is a fact of its own: see sample.ts. */
export const SAMPLE_FACT = 'sample';

/** Makes the sysadmin where there is no user yet; undefined otherwise. */
export async function prepareFirstStart({ store }: App, withSample: boolean): Promise<FirstAdmin | undefined> {
  const { rows } = await store.pool.query<{ empty: boolean }>(
    'select not exists (select 1 from user_account) and not exists (select 1 from dataset) as empty',
  );
  if (rows[0]?.empty !== true) return undefined;
  const password = makePassword();
  const admin: User = {
    id: newId(),
    name: 'admin',
    email: 'admin@localhost',
    fullname: null,
    about: null,
    imageUrl: null,
    sysadmin: true,
    state: 'active',
    created: now(),
    lastActive: null,
    notifications: false,
    pluginExtras: null,
    mustChangePassword: true,
    rev: 1,
  };
  try {
    await store.commit([
      recordFact('first start', now()),
      recordFact(SAMPLE_FACT, withSample ? 'wanted' : 'not wanted'),
      insertUser(admin, await hashPassword(password)),
    ]);
  } catch (error) {
    if (error instanceof Stale || error instanceof Taken) return undefined;
    throw error;
  }
  return { name: admin.name, password };
}

/** What the operator reads, once. */
export const welcome = (url: string, { name, password }: FirstAdmin): readonly string[] => [
  '',
  `  This catalogue is new. Its sysadmin logs in at ${url}/user/login`,
  '',
  `    name:     ${name}`,
  `    password: ${password}`,
  '',
  '  The password is shown this once and must be changed at first log-in.',
  '',
];
