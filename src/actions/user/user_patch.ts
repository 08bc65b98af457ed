/** Changes some fields of an account. */
import { userChange } from './user-update.ts';

export const userPatch = userChange(
  'user_patch',
  'Changes the fields given and keeps the others. The user himself and sysadmins may.',
  (input, user) => ({
    email: user.email,
    ...input,
  }),
);
