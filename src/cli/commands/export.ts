/** `kokanee export`: everything an import needs, in a folder. */
import { defineCommand } from '../command.ts';
import { exportFolder } from '../export/export-folder.ts';
import { withCatalogue } from '../open-catalogue.ts';

export const exportCommand = defineCommand({
  name: 'export',
  usage: 'DIR [--with-secrets]',
  about: 'Write all records and files, as they stand now, into a folder that import reads',
  words: ['DIR'],
  flags: { 'with-secrets': { kind: 'switch', about: 'Also the hashes of passwords; tokens and account keys never leave' } },
  run: async ({ settings, terminal, words, has }) => {
    const exported = await withCatalogue(settings, (opened) => exportFolder(opened, words[0] ?? '', has('with-secrets')));
    for (const name of exported.missing) terminal.error(`the file ${name} is missing`);
    const { organizations, groups, users, vocabularies, datasets, files } = exported;
    const people = `${organizations} organizations, ${groups} groups, ${users} users`;
    terminal.out(`exported ${people}, ${vocabularies} vocabularies, ${datasets} datasets, ${files} files`);
    return exported.missing.length === 0 ? 0 : 1;
  },
});
