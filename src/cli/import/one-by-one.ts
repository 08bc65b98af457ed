/** Takes in records one after the other, each by writes of its own: for kinds of which there are never very many. */
import { CatalogueError } from '#domain/errors.ts';
import { Stale, Taken } from '#store/commit.ts';
import type { Opened } from '../open-catalogue.ts';
import type { Importer, Incoming } from './importer.ts';
import { reasonOf } from './reason.ts';
import type { Fate, Report } from './tally.ts';
import { whenAway } from './when-away.ts';

type Taking = {
  readonly take: (incoming: Incoming) => Promise<Exclude<Fate, 'refused'>>;
  /** What is said of a record whose name somebody else took at the same moment. */
  readonly taken: string;
  /** What had to wait for the last line. */
  readonly finish?: () => Promise<void>;
};

export const oneByOne = (opened: Opened, report: Report, { take, taken, finish = async () => {} }: Taking): Importer => ({
  add: async (incoming) => {
    try {
      report.settled(await whenAway(opened, () => take(incoming)));
    } catch (error) {
      const reason = refusalOf(error, taken);
      if (reason === undefined) throw error;
      report.refused(incoming.line, reason);
    }
  },
  settle: async () => {},
  finish,
});

function refusalOf(error: unknown, taken: string): string | undefined {
  if (error instanceof CatalogueError) return reasonOf(error);
  if (error instanceof Taken) return taken;
  return error instanceof Stale ? 'it was changed by somebody else at the same time' : undefined;
}
