/** Waits until a catalogue that was just started has its index; until then it refuses searches with 503. */
import { setTimeout as pause } from 'node:timers/promises';
import { ask } from './load.ts';

const EVERY_MS = 10;

/** Resolves to the number of records that a search then counts. */
export async function untilSearchable(port: number): Promise<number> {
  for (;;) {
    const { status, text } = await ask(port, { path: '/api/3/action/package_search?rows=0' });
    if (status === 200) return (JSON.parse(text) as { result: { count: number } }).result.count;
    if (status !== 503) throw new Error(`package_search: ${status} ${text}`);
    await pause(EVERY_MS);
  }
}
