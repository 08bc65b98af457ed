/**
 * Runs jobs when they are due. Of several processes, the one that moves the job's last time
 * forward in the store does the run; a run that fails is told of and tried at the next turn.
 */
import type { Store } from '#store/store.ts';
import type { Job, Jobs } from './job.ts';

export type Worker = Jobs & { readonly stop: () => Promise<void> };

export function startWorker(jobs: readonly Job[], store: Store, onFailure: (job: string, error: unknown) => void): Worker {
  const byName = new Map(jobs.map((job) => [job.name, job]));
  const running = new Set<Promise<void>>();
  const start = (job: Job): void => {
    const run = job
      .run(store)
      .catch((error: unknown) => onFailure(job.name, error))
      .finally(() => running.delete(run));
    running.add(run);
  };
  const timers = jobs.map((job) => {
    const timer = setInterval(() => {
      claim(store, job)
        .then((mine) => mine && start(job))
        .catch((error: unknown) => onFailure(job.name, error));
    }, Math.min(job.every, 3600) * 1000);
    timer.unref();
    return timer;
  });
  return {
    soon: (name) => {
      const job = byName.get(name);
      if (job !== undefined) start(job);
    },
    stop: async () => {
      timers.forEach(clearInterval);
      await Promise.all(running);
    },
  };
}

/** True for the one process whose turn it is. */
async function claim(store: Store, job: Job): Promise<boolean> {
  const { rowCount } = await store.pool.query(
    `insert into fact (name, value) values ($1, extract(epoch from now())::text)
     on conflict (name) do update set value = excluded.value where fact.value::numeric <= extract(epoch from now()) - $2`,
    [`job ${job.name}`, job.every * 0.9],
  );
  return rowCount === 1;
}
