/** What happens later: a job is a described value, handed in by `app.ts` or an extension and run on a schedule. */
import type { Store } from '#store/store.ts';

export type Job = {
  readonly name: string;
  readonly about: string;
  /** Seconds between two runs, over all processes of the catalogue. */
  readonly every: number;
  readonly run: (store: Store) => Promise<void>;
};

export type Jobs = {
  /** Runs a job now, in this process, without waiting for it. */
  readonly soon: (name: string) => void;
};

/** Keeps the literal types of a job. */
export const defineJob = (job: Job): Job => Object.freeze(job);
