/** The fields of people's accounts. Passwords pass through; they are hashed elsewhere. */
import { PASSWORD_MIN } from '#domain/user.ts';
import type { Field, Input, RecordType, Result, Rule } from '../field.ts';
import { complain, defineRecord, STOP } from '../field.ts';
import { runRecord } from '../record.ts';
import { asBoolean, boolean } from '../validators/boolean.ts';
import { jsonObject } from '../validators/choice.ts';
import { email } from '../validators/email.ts';
import { ignoredUnlessSysadmin, uuid } from '../validators/id.ts';
import { ignore, ignoreMissing, isFalsy, MISSING, notEmpty } from '../validators/missing.ts';
import { nameForm } from '../validators/name.ts';
import { lengthOf, mustBeText, noLinks, toText, trim } from '../validators/text.ts';
import { field, textField } from './field-makers.ts';

export type UserContext = {
  readonly mode: 'create' | 'update';
  readonly actor: { readonly sysadmin: boolean; readonly id: string | null };
  /** The user as user_show gives it to a sysadmin, when it is updated. */
  readonly current?: { readonly id: string; readonly name: string; readonly state: string; readonly dict: Input } | undefined;
  readonly lookups: {
    /** Any user, deleted ones included, whose name or id this is. */
    user(nameOrId: string): { readonly id: string } | undefined;
    /** Ids of the active users with this address, whatever the case of its letters. */
    emailOwners(email: string): readonly string[];
  };
};

/** What the store keeps of a user. `doc` is complete. */
export type CleanUser = {
  readonly id: string | undefined;
  readonly doc: UserDoc;
  /** Undefined: as it was. */
  readonly password: string | undefined;
  /** A hash that a sysadmin brings from another catalogue. */
  readonly passwordHash: string | undefined;
};

export type UserDoc = {
  readonly name: string;
  readonly email: string;
  readonly fullname: string | null;
  readonly about: string | null;
  readonly image_url: string | null;
  readonly activity_streams_email_notifications: boolean;
  readonly sysadmin: boolean;
  readonly state: string;
  readonly plugin_extras: Input | null;
};

/** CKAN: a login name is known by everybody, so only sysadmins change that of an active user. */
const loginName: Rule<UserContext> = (value, at) => {
  if (typeof value !== 'string') {
    complain(at, 'User names must be strings');
    return value;
  }
  const { current, lookups, actor } = at.context;
  const found = lookups.user(value);
  if (found !== undefined && found.id !== current?.id) complain(at, 'That login name is not available.');
  if (found === undefined && current !== undefined && !actor.sysadmin && current.state !== 'pending')
    complain(at, 'That login name can not be modified.');
  return value;
};

const freeEmail: Rule<UserContext> = (value, at) => {
  if (typeof value !== 'string') return value;
  const owners = at.context.lookups.emailOwners(value);
  const own = at.context.current?.id;
  if (owners.length > 0 && (own === undefined || !owners.includes(own))) {
    complain(at, `The email address '${value}' belongs to a registered user.`);
  }
  return value;
};

const passwordForm: Rule<UserContext> = (value, at) => {
  if (value === undefined || value === '') return value;
  if (typeof value !== 'string') complain(at, 'Passwords must be strings');
  else if (lengthOf(value) < PASSWORD_MIN) complain(at, `Your password must be ${PASSWORD_MIN} characters or longer`);
  return value;
};

const passwordNeeded: Rule<UserContext> = (value, at) => {
  const brought = at.context.actor.sysadmin && !isFalsy(at.input.password_hash);
  if (isFalsy(value) && !brought) complain(at, MISSING);
  return value;
};

/** CKAN: an id that is taken is not heard, and a new one given. */
const freeUserId: Rule<UserContext> = (value, at) =>
  typeof value === 'string' && at.context.lookups.user(value) !== undefined ? STOP : value;

const yes: Rule<UserContext> = (value) => asBoolean(value) ?? false;

const ABOUT: readonly Rule<UserContext>[] = [ignoreMissing, mustBeText, noLinks];

const NAME: readonly Rule<UserContext>[] = [nameForm, loginName];

export const USER_FIELDS: readonly Field<UserContext>[] = [
  { name: 'id', label: 'Id', kind: 'id', kept: false, create: [ignoreMissing, ignoredUnlessSysadmin, uuid, freeUserId], update: [ignore] },
  {
    name: 'name',
    label: 'Login name',
    kind: 'name',
    required: true,
    omitted: 'keep',
    create: [notEmpty, ...NAME],
    update: [ignoreMissing, ...NAME],
  },
  field('email', 'E-mail', 'email', [trim, notEmpty, toText, trim, email, freeEmail], { required: true }),
  {
    name: 'password',
    label: 'Password',
    kind: 'password',
    kept: false,
    create: [passwordForm, passwordNeeded],
    update: [ignoreMissing, passwordForm],
  },
  field('password_hash', 'Hash of the password', 'password', [ignoreMissing, ignoredUnlessSysadmin, mustBeText], { kept: false }),
  field('fullname', 'Full name', 'text', [ignoreMissing, mustBeText], { omitted: 'keep' }),
  field('about', 'About', 'markdown', ABOUT, { omitted: 'keep' }),
  textField('image_url', 'Picture', { kind: 'image', omitted: 'keep' }),
  field('activity_streams_email_notifications', 'E-mail about what happens', 'boolean', [ignoreMissing, boolean], {
    initially: false,
    omitted: 'keep',
  }),
  field('sysadmin', 'Sysadmin', 'boolean', [ignoreMissing, ignoredUnlessSysadmin, yes], { initially: false, omitted: 'keep' }),
  field('state', 'State', 'choice', [ignoreMissing, ignoredUnlessSysadmin, mustBeText], { initially: 'active', omitted: 'keep' }),
  field('plugin_extras', 'Data of plugins', 'json', [ignoreMissing, ignoredUnlessSysadmin, jsonObject], { omitted: 'keep' }),
];

export const USER: RecordType<UserContext> = defineRecord({ fields: USER_FIELDS });

const textOf = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined);

/** Checks an account: all errors at once, or what is to be kept. */
export function validateUser(input: Input, context: UserContext): Result<CleanUser> {
  const at = runRecord(USER, input, { mode: context.mode, context, stored: context.current?.dict });
  if (at.errors !== undefined) return { ok: false, errors: at.errors };
  const { id, password, password_hash: hash, ...doc } = at.output;
  return {
    ok: true,
    value: { id: context.current?.id ?? textOf(id), doc: doc as UserDoc, password: textOf(password), passwordHash: textOf(hash) },
  };
}
