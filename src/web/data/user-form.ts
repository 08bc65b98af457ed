/** An account as a form: what stands in it, what is compared between two editors, and what is wrong before anything is asked. */
import type { Fields } from '#domain/page.ts';
import { PASSWORD_MIN } from '#domain/user.ts';
import { safeAddress } from '../text/addresses.ts';
import type { FieldText } from './concurrency.ts';
import { lineEnds, plain, textOf } from './fields.ts';
import type { UserDict } from './user.ts';

export const PICTURE = 'image_upload';
export const PICTURE_URL = 'image_url';

/** In the order of the form. */
export const USER_LABELS: Readonly<Record<string, string>> = {
  name: 'User name',
  fullname: 'Full name',
  about: 'About',
  [PICTURE]: 'Picture',
  [PICTURE_URL]: 'Address of the picture',
  email: 'E-mail address',
  password1: 'New password',
  password2: 'New password again',
  old_password: 'Your current password',
};

const COMPARED = ['name', 'fullname', 'email', 'about'];

/** Longer ones cost time to hash and are nobody's. */
export const PASSWORD_MOST = 1000;

export const fieldsOfUser = (user: UserDict): Fields => ({
  name: user.name,
  fullname: plain(user.fullname),
  email: plain(user.email),
  about: lineEnds(plain(user.about)),
  [PICTURE_URL]: safeAddress(user.image_url) === undefined ? '' : plain(user.image_url),
});

/** What was sent; what was not stands as in `before`. */
export const userFieldsSent = (form: Fields, before: Fields): Fields =>
  Object.fromEntries(
    [...COMPARED, PICTURE_URL].map((name) => [name, Object.hasOwn(form, name) ? lineEnds(textOf(form, name)) : textOf(before, name)]),
  );

export const userTexts = (fields: Fields): readonly FieldText[] =>
  COMPARED.map((name) => ({ name, label: USER_LABELS[name] ?? name, text: textOf(fields, name) }));

/** What is wrong with a new password, by field; nothing where none is given. */
export function passwordMistakes(form: Fields, needed: boolean): Record<string, string[]> {
  const [first, second] = [textOf(form, 'password1'), textOf(form, 'password2')];
  if (first === '' && second === '' && !needed) return {};
  const errors: Record<string, string[]> = {};
  if ([...first].length < PASSWORD_MIN) errors.password1 = [`A password must be ${PASSWORD_MIN} characters long or longer`];
  else if (first.length > PASSWORD_MOST || first.includes('\0')) errors.password1 = ['This password cannot be used'];
  if (first !== second) errors.password2 = ['The two passwords are not the same'];
  return errors;
}
