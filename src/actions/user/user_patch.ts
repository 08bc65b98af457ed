/** Changes some fields of an account. */
import { isSysadmin } from '#domain/actor.ts';
import { ValidationError } from '#domain/errors.ts';
import { findUserIn } from './find.ts';
import { userChange } from './user-update.ts';

export const userPatch = userChange({
  name: 'user_patch',
  about: 'Changes the fields given and keeps the others. The user himself and sysadmins may.',
  input: {},
  find: async (call, input) => {
    // CKAN: who may do everything is told which parameter is missing, others that no user was got
    if (!input.id)
      throw new ValidationError(isSysadmin(call.actor) ? { id: ['Missing value'] } : { message: 'Missing id, can not get User object' });
    return findUserIn(call, input, 'id');
  },
  complete: (input, user) => ({ email: user.email, ...input }),
});
