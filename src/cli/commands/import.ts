/** `kokanee import`: records from a file of JSON lines. */
import { existsSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { defineCommand } from '../command.ts';
import { Refusal, UsageError } from '../refusal.ts';
import { importFile } from '../import/import-file.ts';
import { isKind, type Kind, KINDS } from '../import/kind.ts';
import { progressTo } from '../import/progress.ts';
import { type Tally, tallyText } from '../import/tally.ts';
import { type Opened, withCatalogue } from '../open-catalogue.ts';

export const importCommand = defineCommand({
  name: 'import',
  usage: 'FILE [--as KIND] [--files DIR]',
  about: 'Import records from JSON lines; what is there already is updated, by id, then by name',
  words: ['FILE'],
  flags: {
    as: { kind: 'text', value: 'KIND', about: `What all lines are: ${KINDS.join(', ')}` },
    files: {
      kind: 'text',
      value: 'DIR',
      about: 'Where uploaded files lie, as <resource id>/<file name> (default: the folder "files" beside FILE)',
    },
  },
  run: async ({ settings, terminal, words, text }) => {
    const file = words[0] ?? '';
    if (file !== '-' && !existsSync(file)) throw new Refusal(`There is no file ${file}.`);
    if (file !== '-' && statSync(file).isDirectory())
      throw new Refusal(`${file} is a folder: import its files one by one: users, organizations, groups, vocabularies, datasets.`);
    const as = kindNamed(text('as'));
    const progress = progressTo(terminal.error, basename(file));
    const files = filesFolder(text('files'), file);
    const work = async (opened: Opened): Promise<Tally> => {
      // It would read back every change made here.
      await opened.app.store.follower.stop();
      return importFile(opened, { file, as, files, onMessage: terminal.error, onProgress: progress });
    };
    const tally = await withCatalogue(settings, work, { creates: true });
    terminal.out(`${basename(file)}: ${tallyText(tally)}`);
    return tally.refused === 0 ? 0 : 1;
  },
});

function kindNamed(name: string | undefined): Kind | undefined {
  if (name === undefined || isKind(name)) return name;
  throw new UsageError(`There is no kind "${name}": --as takes ${KINDS.join(', ')}.`);
}

function filesFolder(given: string | undefined, file: string): string | undefined {
  if (given !== undefined) {
    if (!existsSync(given) || !statSync(given).isDirectory()) throw new Refusal(`There is no folder ${given}.`);
    return given;
  }
  const beside = join(dirname(file), 'files');
  return file !== '-' && existsSync(beside) ? beside : undefined;
}
