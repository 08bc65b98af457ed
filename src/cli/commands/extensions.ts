/** `kokanee extensions`: which extensions this site has, and what each brings. */
import { defineCommand } from '../command.ts';
import { extensions } from '../extensions.ts';

export const extensionsCommand = defineCommand({
  name: 'extensions',
  usage: '',
  about: 'List the extensions of kokanee.config.ts with what they bring and wrap',
  words: [],
  flags: {},
  run: async ({ terminal }) => {
    for (const { name, about, actions = [], around = {}, commands = [] } of extensions) {
      terminal.out(`${name}: ${about}`);
      if (actions.length > 0) terminal.out(`  actions: ${actions.map((action) => action.name).join(', ')}`);
      if (Object.keys(around).length > 0) terminal.out(`  wraps: ${Object.keys(around).join(', ')}`);
      if (commands.length > 0) terminal.out(`  commands: ${commands.map((command) => command.name).join(', ')}`);
    }
  },
});
