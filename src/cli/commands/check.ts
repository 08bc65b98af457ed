/** `kokanee check`: whether store, index and files agree, in every process that runs. */
import { contradictions } from '#store/bulk-check.ts';
import { runAction } from '../as-system.ts';
import { askServers } from '../check/ask-servers.ts';
import { compareIndex } from '../check/compare-index.ts';
import { faultyFiles, ORPHAN_AGE_MS, orphanFiles } from '../check/files.ts';
import { defineCommand } from '../command.ts';
import { type Opened, withCatalogue } from '../open-catalogue.ts';

export const check = defineCommand({
  name: 'check',
  usage: '[--repair]',
  about: 'Check that store, search index and uploaded files agree; exit code 1 where they do not',
  words: [],
  flags: { repair: { kind: 'switch', about: 'Remove files that nothing uses' } },
  run: ({ settings, terminal, has }) =>
    withCatalogue(settings, async (opened) => {
      const { app } = opened;
      const index = await checkIndex(opened);
      const rows = await contradictions(app.store.pool);
      const files = await faultyFiles(app);
      const orphans = await orphanFiles(app);
      if (has('repair')) for (const key of orphans.old) await app.files.remove(key);
      const unfinished = has('repair') ? await app.files.removeUnfinished(ORPHAN_AGE_MS) : 0;
      const unused = has('repair') ? [] : orphans.old.map((key) => `file ${key} is used by nothing; --repair removes it`);
      const faults = [...index.faults, ...rows, ...files.faults, ...unused];
      for (const fault of faults) terminal.error(fault);
      terminal.out(`index: ${index.whose}`);
      terminal.out(
        `files: ${files.checked} in use${orphans.young === 0 ? '' : `, ${orphans.young} new and not yet in use`}${has('repair') ? `, ${orphans.old.length + unfinished} removed` : ''}`,
      );
      terminal.out(faults.length === 0 ? 'all agree' : `${faults.length} faults`);
      return faults.length === 0 ? 0 : 1;
    }),
});

/** The servers that run are asked; where none does, an index is built here. */
async function checkIndex({ app, place }: Opened): Promise<{ readonly whose: string; readonly faults: readonly string[] }> {
  const { servers, faults } = await askServers(place);
  if (servers.length > 0) return { whose: `compared in ${servers.length} running server${servers.length === 1 ? '' : 's'}`, faults };
  await runAction(app, 'package_search', { rows: 0 });
  return { whose: 'no server runs; built anew and compared', faults: await compareIndex(app) };
}
