/** Takes an account out of use. Its name stays taken, and a sysadmin can bring it back by user_patch. */
import { mayDeleteUser } from '#access/user.ts';
import { NotFound } from '#domain/errors.ts';
import { pythonJson } from '#domain/python-text.ts';
import type { User } from '#domain/user.ts';
import { markUserDeleted } from '#store/user.ts';
import { defineWrite } from '../action.ts';
import { findUserIn } from './find.ts';

export const userDelete = defineWrite<User | undefined, User, null>({
  name: 'user_delete',
  about:
    'Deletes an account: its sessions end, its tokens and key stop, and it leaves its organizations and groups at once. Sysadmins may.',
  input: { id: { kind: 'text', about: 'Id or name of the user', required: true } },
  find: (call, input) => findUserIn(call, input, 'id'),
  may: ({ actor }) => mayDeleteUser(actor),
  check: (_call, { id }, user) => {
    if (user === undefined) throw new NotFound(`User "${typeof id === 'string' ? id : pythonJson(id)}" was not found.`);
    return user;
  },
  run: (_call, user) => ({ writes: [markUserDeleted(user)], events: [{ kind: 'userChanged', user: user.id }], result: () => null }),
});
