/** The core's own jobs. */
import { pruneChanges } from '#store/changes.ts';
import { type Job, defineJob } from './job.ts';

const KEPT_DAYS = 7;

const pruneChangeLog = defineJob({
  name: 'prune-change-log',
  about: `Forgets changes older than ${KEPT_DAYS} days`,
  every: 3600,
  run: async (store) => {
    await pruneChanges(store.pool, KEPT_DAYS);
  },
});

const endSessions = defineJob({
  name: 'end-sessions',
  about: 'Removes log-in sessions that have run out',
  every: 3600,
  run: async (store) => {
    await store.pool.query("delete from web_session where expires < now() at time zone 'utc'");
  },
});

export const coreJobs: readonly Job[] = [pruneChangeLog, endSessions];
