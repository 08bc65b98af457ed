/** Those who may do everything, for the page that looks after them. */
import { mayConfigure } from '#access/site.ts';
import { listSysadmins } from '#store/user-list.ts';
import { defineRead, type Input } from '../action.ts';
import { ownUser, type UserDict } from './present.ts';

export const sysadminList = defineRead<undefined, Input, UserDict[]>({
  name: 'page sysadmins',
  about: 'Lists the users who may do everything. Sysadmins may.',
  input: {},
  may: ({ actor }) => mayConfigure(actor),
  run: async ({ db, site }) => (await listSysadmins(db.pool)).map((user) => ownUser(user, 0, site.url)),
});
