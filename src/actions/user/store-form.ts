/** From cleaned input to what the store keeps of a user. */
import { isSysadmin } from '#domain/actor.ts';
import type { User } from '#domain/user.ts';
import type { CleanUser, UserDoc } from '#schema/types/user.ts';
import { hashPassword } from '#store/passwords.ts';
import type { Call, Input } from '../action.ts';

type OwnFields = Pick<User, 'name' | 'email' | 'fullname' | 'about' | 'imageUrl' | 'notifications' | 'sysadmin' | 'state' | 'pluginExtras'>;

export const userForm = (doc: UserDoc): OwnFields => ({
  name: doc.name,
  email: doc.email,
  fullname: doc.fullname,
  about: doc.about,
  imageUrl: doc.image_url,
  notifications: doc.activity_streams_email_notifications,
  sysadmin: doc.sysadmin,
  state: doc.state,
  pluginExtras: doc.plugin_extras,
});

/** The hash to be stored: one that a sysadmin brings, or that of the new password; null keeps the old one. */
export const hashOf = async ({ password, passwordHash }: CleanUser): Promise<string | null> =>
  passwordHash ?? (password === undefined ? null : hashPassword(password));

/** CKAN: the data of plug-ins come back only to the sysadmin who has just given some. */
export const givenExtras = (call: Call, input: Input, user: User): { plugin_extras?: User['pluginExtras'] } =>
  isSysadmin(call.actor) && input.plugin_extras !== undefined && input.plugin_extras !== null ? { plugin_extras: user.pluginExtras } : {};
