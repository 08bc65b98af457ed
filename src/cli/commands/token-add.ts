/** `kokanee token add`: an API token; its text is the only line on standard output. */
import { defineCommand } from '../command.ts';
import { Refusal } from '../refusal.ts';
import { runAction } from '../as-system.ts';
import { withCatalogue } from '../open-catalogue.ts';

export const tokenAdd = defineCommand({
  name: 'token add',
  usage: 'NAME [--label L]',
  about: 'Make an API token for a user and print it alone',
  words: ['NAME'],
  flags: { label: { kind: 'text', value: 'L', about: 'What the token is called in lists (default "command line")' } },
  run: async ({ settings, terminal, words, text }) => {
    const answer = await withCatalogue(settings, ({ app }) =>
      runAction(app, 'api_token_create', { user: words[0], name: text('label') ?? 'command line' }),
    );
    const token = typeof answer === 'object' && answer !== null && 'token' in answer ? answer.token : undefined;
    if (typeof token !== 'string') throw new Refusal('The token could not be made.');
    terminal.out(token);
  },
});
