/** A user as the wire shows him: to everybody, and to himself. */
import { createHash } from 'node:crypto';
import type { User } from '#domain/user.ts';
import { pictureAddress } from '../picture/address.ts';

export type UserDict = Readonly<Record<string, unknown>>;

const displayName = ({ fullname, name }: User): string => (fullname !== null && fullname.trim() !== '' ? fullname : name);

/** What everybody may see. */
export const publicUser = (user: User, datasets: number, siteUrl: string): UserDict => ({
  id: user.id,
  name: user.name,
  fullname: user.fullname,
  created: user.created,
  about: user.about,
  last_active: user.lastActive,
  activity_streams_email_notifications: user.notifications,
  sysadmin: user.sysadmin,
  state: user.state,
  image_url: user.imageUrl,
  display_name: displayName(user),
  email_hash: createHash('md5')
    .update((user.email ?? '').trim().toLowerCase())
    .digest('hex'),
  number_created_packages: datasets,
  image_display_url: pictureAddress(siteUrl, 'user', user.imageUrl),
});

/** What the user and sysadmins may see. The account key is shown in the account's settings only, so `apikey` says nothing. */
export const ownUser = (user: User, datasets: number, siteUrl: string): UserDict => ({
  ...publicUser(user, datasets, siteUrl),
  email: user.email,
  apikey: null,
});
