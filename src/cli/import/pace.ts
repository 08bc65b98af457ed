/**
 * How large a batch may be. Whoever writes through the API waits for nobody longer than a tenth of
 * a second, so a batch that takes too long makes the next ones smaller.
 */

export type Pacer = {
  readonly isFull: (rows: number, size: number) => boolean;
  /** Does the work and learns from how long it took. */
  readonly timed: (rows: number, work: () => Promise<void>) => Promise<void>;
};

const WISHED_MS = 60;
const FEWEST = 20;
const MOST = 500;
const MOST_BYTES = 2 * 1024 * 1024;

export function pacer(): Pacer {
  let rowsPerBatch = 200;
  return {
    isFull: (rows, size) => rows >= rowsPerBatch || size >= MOST_BYTES,
    timed: async (rows, work) => {
      const start = performance.now();
      await work();
      const fitting = (rows * WISHED_MS) / Math.max(1, performance.now() - start);
      // Half way: a single slow disk write says little.
      rowsPerBatch = Math.round(Math.min(MOST, Math.max(FEWEST, (rowsPerBatch + fitting) / 2)));
    },
  };
}
