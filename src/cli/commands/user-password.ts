/** `kokanee user password`: a new password for an account. Ends its sessions; its tokens go on. */
import { PASSWORD_MIN } from '#domain/user.ts';
import { hashPassword } from '#store/passwords.ts';
import { findUser, updateUser } from '#store/user.ts';
import { defineCommand } from '../command.ts';
import { Refusal } from '../refusal.ts';
import { withCatalogue } from '../open-catalogue.ts';
import { givenPassword } from '../password.ts';

export const userPassword = defineCommand({
  name: 'user password',
  usage: 'NAME [--password P]',
  about: 'Set a password; without one it is read from standard input or made',
  words: ['NAME'],
  flags: { password: { kind: 'text', value: 'P', about: 'The new password' } },
  run: async (invocation) => {
    const { settings, terminal, words } = invocation;
    const name = words[0] ?? '';
    const { password, made } = await givenPassword(invocation);
    if (password.length < PASSWORD_MIN) throw new Refusal(`A password has at least ${PASSWORD_MIN} characters.`);
    const hash = await hashPassword(password);
    await withCatalogue(settings, async ({ app }) => {
      const user = await findUser(app.store.pool, name);
      if (user === undefined) throw new Refusal(`There is no user "${name}".`);
      await app.store.commit([updateUser({ ...user, mustChangePassword: false }, hash)]);
    });
    terminal.out(`password of ${name} set`);
    if (made) terminal.out(`password: ${password}`);
  },
});
