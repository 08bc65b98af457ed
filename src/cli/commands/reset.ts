/** `kokanee reset --yes`: an empty catalogue, in every running process too. Sysadmins keep their accounts and tokens. */
import { resetCatalogue } from '#store/bulk-reset.ts';
import { defineCommand } from '../command.ts';
import { UsageError } from '../refusal.ts';
import { withCatalogue } from '../open-catalogue.ts';

export const reset = defineCommand({
  name: 'reset',
  usage: '--yes',
  about: 'Empty the catalogue: datasets, groups, organizations, files and users who are no sysadmins',
  words: [],
  flags: { yes: { kind: 'switch', about: 'Yes, remove everything' } },
  run: async ({ settings, terminal, has }) => {
    if (!has('yes'))
      throw new UsageError('This removes all datasets, groups, organizations, files and users who are no sysadmins: say --yes.');
    const emptied = await withCatalogue(settings, async ({ app }) => {
      const emptied = await resetCatalogue(app.store.pool);
      for (const key of emptied.files) await app.files.remove(key);
      return emptied;
    });
    terminal.out(
      `removed ${emptied.datasets} datasets, ${emptied.groups} groups and organizations, ${emptied.users} users, ${emptied.files.length} files`,
    );
  },
});
