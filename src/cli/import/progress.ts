/** How far a long import is: a line on stderr every few seconds. */
import type { Tally } from './tally.ts';

const EVERY_MS = 2_000;

export function progressTo(write: (line: string) => void, name: string): (tally: Tally) => void {
  const start = performance.now();
  let last = start;
  return ({ lines }) => {
    const time = performance.now();
    if (time - last < EVERY_MS) return;
    last = time;
    write(`${name}: ${lines} lines read, ${Math.round((lines * 1000) / (time - start))} a second`);
  };
}
