/** `kokanee user add`: a new account. */
import { defineCommand } from '../command.ts';
import { runAction } from '../as-system.ts';
import { type Opened, withCatalogue } from '../open-catalogue.ts';
import { givenPassword } from '../password.ts';

export const userAdd = defineCommand({
  name: 'user add',
  usage: 'NAME --email E [--password P] [--sysadmin]',
  about: 'Make an account; without a password one is read from standard input or made',
  words: ['NAME'],
  flags: {
    email: { kind: 'text', value: 'E', about: 'E-mail address' },
    fullname: { kind: 'text', value: 'TEXT', about: 'Full name' },
    password: { kind: 'text', value: 'P', about: 'Password' },
    sysadmin: { kind: 'switch', about: 'May do everything' },
  },
  run: async (invocation) => {
    const { settings, terminal, text, has, words } = invocation;
    const name = words[0] ?? '';
    const { password, made } = await givenPassword(invocation);
    const work = async ({ app }: Opened): Promise<void> => {
      const fullname = text('fullname');
      await runAction(app, 'user_create', {
        name,
        email: text('email') ?? '',
        password,
        sysadmin: has('sysadmin'),
        ...(fullname !== undefined && { fullname }),
      });
    };
    await withCatalogue(settings, work, { creates: true });
    terminal.out(`added ${has('sysadmin') ? 'sysadmin' : 'user'} ${name}`);
    if (made) terminal.out(`password: ${password}`);
  },
});
