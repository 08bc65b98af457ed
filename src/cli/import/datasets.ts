/**
 * Imports datasets, hundreds to a statement. While one batch is being written the next is read
 * and checked; a batch that names something of one still under way waits for it. A batch that
 * PostgreSQL refuses is halved until the line at fault stands alone.
 */
import { CatalogueError } from '#domain/errors.ts';
import type { Opened } from '../open-catalogue.ts';
import { batchWriter } from './dataset-batch.ts';
import { cleanerOf, type CleanLine } from './dataset-rows.ts';
import type { Importer } from './importer.ts';
import { pacer } from './pace.ts';
import { reasonOf } from './reason.ts';
import type { Report } from './tally.ts';

type Batch = { readonly lines: CleanLine[]; readonly names: Set<string>; size: number };

const emptyBatch = (): Batch => ({ lines: [], names: new Set(), size: 0 });

/** Two: one is written while the other is prepared. */
const UNDER_WAY = 2;

export function datasetImporter(opened: Opened, folder: string | undefined, report: Report): Importer {
  const clean = cleanerOf(opened.app);
  const pace = pacer();
  const write = batchWriter(opened, folder, report);
  const underWay = new Map<Promise<void>, ReadonlySet<string>>();
  let batch = emptyBatch();
  let fault: unknown;

  const waitFor = async (enough: () => boolean): Promise<void> => {
    while (underWay.size > 0 && !enough()) await Promise.race(underWay.keys());
    if (fault !== undefined) throw fault;
  };
  const flush = async (): Promise<void> => {
    const { lines, names } = batch;
    if (lines.length === 0) return;
    batch = emptyBatch();
    await waitFor(() => underWay.size < UNDER_WAY && [...underWay.values()].every((others) => !namesAny(names, others)));
    const run: Promise<void> = pace
      .timed(lines.length, () => write(lines))
      .catch((error: unknown) => {
        fault ??= error;
      })
      .finally(() => underWay.delete(run));
    underWay.set(run, names);
  };
  const settle = async (): Promise<void> => {
    await flush();
    await waitFor(() => false);
  };
  return {
    add: async ({ line, record, size }) => {
      let cleaned: CleanLine;
      try {
        cleaned = clean(line, record);
      } catch (error) {
        if (!(error instanceof CatalogueError)) throw error;
        return report.refused(line, reasonOf(error));
      }
      const names = namesOf(cleaned);
      if (names.some((name) => batch.names.has(name))) await flush();
      batch.lines.push(cleaned);
      for (const name of names) batch.names.add(name);
      batch.size += size;
      if (pace.isFull(batch.lines.length, batch.size)) await flush();
    },
    settle,
    finish: settle,
  };
}

const namesAny = (names: ReadonlySet<string>, others: ReadonlySet<string>): boolean => [...names].some((name) => others.has(name));

/** What two lines may not both have in one batch. */
const namesOf = ({ clean }: CleanLine): string[] => [
  `name ${clean.doc.name}`,
  ...[clean.id, ...clean.resources.map(({ id }) => id)].filter((id) => id !== undefined),
];
