/**
 * Imports users: by id, then by name. Hashes of passwords come along where the export was made
 * with them; a user without one logs in once the operator gives him a password.
 */
import { isDeepStrictEqual } from 'node:util';
import { now } from '#domain/clock.ts';
import { parseDate } from '#domain/dates.ts';
import { ValidationError } from '#domain/errors.ts';
import { newId } from '#domain/ids.ts';
import type { User } from '#domain/user.ts';
import { type CleanUser, type UserContext, validateUser } from '#schema/types/user.ts';
import { findUsers, insertUser, passwordHashOf, updateUser } from '#store/user.ts';
import type { Opened } from '../open-catalogue.ts';
import type { Importer, Incoming } from './importer.ts';
import type { JsonObject } from './kind.ts';
import { oneByOne } from './one-by-one.ts';
import type { Report } from './tally.ts';

const IN_USE = 'name: That login name is not available.';

export function userImporter(opened: Opened, report: Report): Importer {
  const { store } = opened.app;
  const take = async ({ record }: Incoming): Promise<'added' | 'changed' | 'unchanged'> => {
    const clean = cleanUser(record);
    const held = heldAmong(await findUsers(store.pool, [clean.doc.name, ...(clean.id === undefined ? [] : [clean.id])]), clean);
    const user = userOf(clean, record, held);
    const hash = clean.passwordHash === NO_HASH ? null : (clean.passwordHash ?? null);
    if (held === undefined) {
      await store.commit([insertUser(user, hash)]);
      return 'added';
    }
    const sameHash = hash === null || hash === (await passwordHashOf(store.pool, held.id));
    if (sameHash && isDeepStrictEqual(held, user)) return 'unchanged';
    await store.commit([updateUser(user, sameHash ? null : hash)]);
    return 'changed';
  };
  return oneByOne(opened, report, { take, taken: IN_USE });
}

/** Stand-ins for what a dump without secrets leaves out and the rules of a new account ask for. */
const NO_HASH = 'none';
const NO_EMAIL = 'nobody@example.org';

const context: UserContext = {
  mode: 'create',
  actor: { sysadmin: true, id: null },
  lookups: { user: () => undefined, emailOwners: () => [] },
};

const isGiven = (value: unknown): boolean => value !== undefined && value !== null && value !== '';

function cleanUser(record: JsonObject): CleanUser {
  const { password: _password, ...rest } = record;
  const result = validateUser(
    {
      ...rest,
      email: isGiven(record.email) ? record.email : NO_EMAIL,
      password_hash: isGiven(record.password_hash) ? record.password_hash : NO_HASH,
    },
    context,
  );
  if (!result.ok) throw new ValidationError(result.errors);
  return result.value;
}

function heldAmong(found: readonly User[], { id, doc }: CleanUser): User | undefined {
  const byId = found.find((user) => user.id === id);
  const byName = found.find((user) => user.name === doc.name);
  if (byId !== undefined && byName !== undefined && byId.id !== byName.id)
    throw new ValidationError({ name: ['That login name is not available.'] });
  return byId ?? byName;
}

function userOf({ id, doc }: CleanUser, record: JsonObject, held: User | undefined): User {
  const said = <Value>(field: string, value: Value, before: Value | undefined): Value =>
    record[field] === undefined && before !== undefined ? before : value;
  return {
    id: held?.id ?? id ?? newId(),
    name: doc.name,
    email: isGiven(record.email) ? doc.email : (held?.email ?? null),
    fullname: said('fullname', doc.fullname, held?.fullname),
    about: said('about', doc.about, held?.about),
    imageUrl: said('image_url', doc.image_url, held?.imageUrl),
    sysadmin: said('sysadmin', doc.sysadmin, held?.sysadmin),
    state: said('state', doc.state, held?.state),
    created: createdOf(record) ?? held?.created ?? now(),
    lastActive: held?.lastActive ?? null,
    notifications: said('activity_streams_email_notifications', doc.activity_streams_email_notifications, held?.notifications),
    pluginExtras: said('plugin_extras', doc.plugin_extras, held?.pluginExtras),
    mustChangePassword:
      record.must_change_password === undefined ? (held?.mustChangePassword ?? false) : record.must_change_password === true,
    rev: held?.rev ?? 1,
  };
}

function createdOf({ created }: JsonObject): string | undefined {
  if (!isGiven(created)) return undefined;
  const date = typeof created === 'string' ? parseDate(created) : undefined;
  if (date === undefined) throw new ValidationError({ created: ['Date format incorrect'] });
  return date;
}
