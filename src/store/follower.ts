/**
 * Follows the change log: wakes on a notification or every 250 ms, reads what is new and
 * hands it on. Survives the loss of its connection.
 */
import pg from 'pg';
import { CHANNEL, type Change, type Cursor, readChanges } from './changes.ts';
import { clientConfig, type DatabasePlace } from './connection.ts';

export type Follower = {
  /** Reads what is new now; resolves when it has been handed on. */
  readonly catchUp: () => Promise<void>;
  readonly stop: () => Promise<void>;
};

const INTERVAL = 250;

export function follow(
  pool: pg.Pool,
  place: DatabasePlace,
  from: Cursor,
  onChanges: (changes: readonly Change[]) => Promise<void> | void,
  onFailure: (error: unknown) => Promise<void>,
): Follower {
  let cursor = from;
  let running: Promise<void> | undefined;
  let again = false;
  let stopped = false;
  let listener: pg.Client | undefined;

  const readAll = async (): Promise<void> => {
    do {
      again = false;
      let more = true;
      while (more && !stopped) {
        const page = await readChanges(pool, cursor);
        if (page.changes.length > 0) await onChanges(page.changes);
        cursor = page.cursor;
        more = page.more;
      }
    } while (again && !stopped);
  };
  const catchUp = (): Promise<void> => {
    if (running === undefined) {
      running = readAll().finally(() => {
        running = undefined;
      });
    } else again = true;
    return running;
  };
  const wake = (): void => {
    catchUp()
      .catch(onFailure)
      .catch(() => {});
  };
  const listen = async (): Promise<void> => {
    const client = new pg.Client(clientConfig(place));
    client.on('notification', wake);
    client.on('error', () => {});
    client.on('end', () => {
      if (listener === client) listener = undefined;
    });
    await client.connect();
    await client.query(`listen ${CHANNEL}`);
    if (stopped) await client.end();
    else listener = client;
  };
  let connecting = false;
  const tick = (): void => {
    wake();
    if (listener === undefined && !connecting) {
      connecting = true;
      listen()
        .catch(() => {})
        .finally(() => {
          connecting = false;
        });
    }
  };
  const timer = setInterval(tick, INTERVAL);
  timer.unref();
  tick();
  return {
    catchUp,
    stop: async () => {
      stopped = true;
      clearInterval(timer);
      await running?.catch(() => {});
      await listener?.end().catch(() => {});
    },
  };
}
