/** A fixed amount of work for one core, so that figures of two machines can be compared. */
import { median } from './figure.ts';

const ROUNDS = 30_000_000;

function once(): number {
  const start = performance.now();
  let state = 1;
  for (let round = 0; round < ROUNDS; round++) {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
  }
  // The comparison keeps the loop from being optimised away; the state is never 0.
  return state === 0 ? 0 : performance.now() - start;
}

/** Milliseconds for thirty million steps of a shift register: the median of five. */
export const calibrate = (): number => median(Array.from({ length: 5 }, once));
