/** Work that may be done twice is done again when PostgreSQL went away under it, for half a minute. */
import { setTimeout as pause } from 'node:timers/promises';
import { isAway } from '#store/connection.ts';
import { Refusal } from '../refusal.ts';
import type { Opened } from '../open-catalogue.ts';

const PATIENCE_MS = 30_000;
const PAUSE_MS = 250;

export async function whenAway<Result>({ place }: Opened, work: () => Promise<Result>): Promise<Result> {
  for (const start = performance.now(); ; ) {
    try {
      return await work();
    } catch (error) {
      if (!isAway(error)) throw error;
      if (performance.now() - start > PATIENCE_MS)
        throw new Refusal('The database is away; what was imported so far is safe, and the same command goes on from there.');
      await pause(PAUSE_MS);
      if (place.kind === 'socket') await place.ensureRunning?.().catch(() => {});
    }
  }
}
