/**
 * Named places at which the crash test has the process killed, as it were by a power cut. Only that
 * test sets `KOKANEE_CRASH_AT=<point>:<which time>`; without it a point is an empty function.
 */

/** All points. test/crash kills at each of them. */
export const CRASH_POINTS = [
  'before-commit', // an action has said what to write; its files are durable
  'after-commit', // PostgreSQL has it; nobody in this process has heard
  'before-announcement', // other processes have not been told
  'before-indexing', // changed datasets are loaded and not yet in the index
  'before-rename', // a file's bytes are durable, its key is not there
  'after-rename', // the key is there; its record is not
  'before-removal', // a file that no record uses any more is still there
  'database-start', // PostgreSQL was started and does not answer yet
  'import-before-batch', // some lines are written, the next are not
  'import-after-batch', // a batch is written and not counted
] as const;

export type CrashPoint = (typeof CRASH_POINTS)[number];

/** Points that only a restore passes; its own test kills it there. */
export type RestorePoint =
  | 'restore-before-commit' // the tables of a backup are filled and compared, and the old ones still stand
  | 'restore-after-commit'; // the new tables stand; the secret and the files of before are still there

const [wanted = '', which = '1'] = (process.env.KOKANEE_CRASH_AT ?? '').split(':');
let left = Number(which);

const killHere = (point: CrashPoint | RestorePoint): void => {
  if (point === wanted && --left === 0) process.kill(process.pid, 'SIGKILL');
};

/** Ends the process without a word, if this is the point and the time that was asked for. */
export const crashPoint: (point: CrashPoint | RestorePoint) => void = wanted === '' ? () => {} : killHere;
