/** The extensions of this site, with what they bring to the operator: settings and commands. */
import type { Declaration } from '#config';
import { extensions } from '#extensions-in-use';
import { type Command, defineCommand } from './command.ts';
import { withCatalogue } from './open-catalogue.ts';

export { extensions };

export const extensionSettings: Readonly<Record<string, Declaration>> = Object.assign(
  {},
  ...extensions.map(({ settings }) => settings ?? {}),
);

/** Their commands take words alone, and read them themselves. */
export const extensionCommands: readonly Command[] = extensions.flatMap(({ commands = [] }) =>
  commands.map(({ name, about, run }) =>
    defineCommand({
      name,
      about,
      usage: '[WORD ...]',
      words: ['[WORD...]'],
      flags: {},
      run: ({ settings, words }) => withCatalogue(settings, ({ app }) => run(app, words)),
    }),
  ),
);
