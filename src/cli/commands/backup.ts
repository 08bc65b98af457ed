/** `kokanee backup`: the whole catalogue in one file, made while servers run. */
import { join } from 'node:path';
import { backupPath, writeBackup } from '../backup/write-backup.ts';
import { secretsOfSite } from '../backup/secrets.ts';
import { defineCommand } from '../command.ts';
import { withPlace } from '../open-catalogue.ts';
import { packageVersion } from '../version.ts';

export const backup = defineCommand({
  name: 'backup',
  usage: 'FILE|FOLDER',
  about: 'Write everything, as it stands at this moment, into one file that restore reads; servers may go on running',
  words: ['FILE'],
  flags: {},
  run: ({ settings, terminal, words }) =>
    withPlace(settings, async ({ place, files }) => {
      const source = { place, files, secrets: secretsOfSite(settings), site: settings.site['ckan.site_url'], version: packageVersion() };
      const written = await writeBackup(source, backupPath(words[0] ?? '', new Date()));
      for (const key of written.files.missing) terminal.error(`the file ${join('files', key)} is missing`);
      const rows = written.tables.reduce((sum, table) => sum + table.rows, 0);
      terminal.out(
        `${written.path}: ${rows} rows of ${written.tables.length} tables, ${written.files.count} files, ${written.bytes} bytes`,
      );
      terminal.out('It holds private records, hashes of passwords and the secret of the site: keep it where nobody else can read it.');
      return written.files.missing.length === 0 ? 0 : 1;
    }),
});
