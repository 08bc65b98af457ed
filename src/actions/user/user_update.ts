/** Replaces an account. */
import { NotFound, ValidationError } from '#domain/errors.ts';
import { findUserIn } from './find.ts';
import { userChange } from './user-update.ts';

export const userUpdate = userChange({
  name: 'user_update',
  about:
    'Replaces an account. The e-mail address must be given; other fields that are left out stay as they are. The user himself and sysadmins may.',
  input: { reset_key: { kind: 'text', about: 'Known to CKAN; not used here' } },
  find: async (call, input) => {
    if (!input.id) throw new ValidationError({ id: ['Missing value'] });
    const user = await findUserIn(call, input, 'id');
    // CKAN: here everybody learns who does not exist
    if (user === undefined) throw new NotFound('User was not found.');
    return user;
  },
  complete: (input) => input,
});
