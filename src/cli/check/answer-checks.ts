/**
 * How a check asks the servers that run: by a notification of PostgreSQL that names the channel to
 * answer on. Each server compares its own index with the store; nothing is stored for it.
 */
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { clientConfig } from '#store/connection.ts';
import type { Log } from '../log.ts';
import type { Opened } from '../open-catalogue.ts';
import { compareIndex } from './compare-index.ts';

export const QUESTION = 'kokanee_check';

/** What a server answers: that it heard, then what it found. */
export type CheckAnswer = { readonly process: string; readonly faults?: readonly string[]; readonly more?: number };

/** PostgreSQL carries at most 8,000 bytes in a notification. */
const MOST_FAULTS = 40;
const AGAIN_MS = 2_000;

export function answerChecks({ app, place }: Opened, log: Log): { readonly stop: () => void } {
  let client: pg.Client | undefined;
  let stopped = false;
  const name = `${process.pid} at ${app.site.url}`;
  const answer = async (channel: string): Promise<void> => {
    const reply = (value: CheckAnswer): Promise<unknown> =>
      app.store.pool.query('select pg_notify($1, $2)', [channel, JSON.stringify(value)]);
    await reply({ process: name });
    await app.indexReady;
    const faults = await compareIndex(app);
    await reply({ process: name, faults: faults.slice(0, MOST_FAULTS), more: Math.max(0, faults.length - MOST_FAULTS) });
  };
  const listen = async (): Promise<void> => {
    const fresh = new pg.Client(clientConfig(place));
    const ended = new Promise<void>((resolve) => fresh.once('end', () => resolve()));
    fresh.on('error', () => {});
    fresh.on('notification', ({ payload = '' }) => {
      answer(payload).catch((error: unknown) => log({ level: 'warn', msg: `a check was not answered: ${String(error)}` }));
    });
    await fresh.connect();
    client = fresh;
    await fresh.query(`listen ${QUESTION}`);
    await ended;
  };
  const keepListening = async (): Promise<void> => {
    while (!stopped) {
      await listen().catch(() => {});
      if (!stopped) await pause(AGAIN_MS, undefined, { ref: false });
    }
  };
  void keepListening();
  return {
    stop: () => {
      stopped = true;
      client?.end().catch(() => {});
    },
  };
}
