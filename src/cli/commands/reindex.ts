/** `kokanee reindex`: every running server builds its search index anew, and goes on answering from the store. */
import { askForReindex } from '#store/bulk-reset.ts';
import { defineCommand } from '../command.ts';
import { withCatalogue } from '../open-catalogue.ts';

export const reindex = defineCommand({
  name: 'reindex',
  usage: '',
  about: 'Ask all running servers to build their search index anew',
  words: [],
  flags: {},
  run: async ({ settings, terminal }) => {
    await withCatalogue(settings, ({ app }) => askForReindex(app.store.pool));
    terminal.out('asked all running servers to build their index anew');
  },
});
