/** Loaded into a measured process before its own code: tells what it used, when asked. */
import process from 'node:process';

export type Used = { readonly cpuMicroseconds: number; readonly rssBytes: number };

process.on('message', (message) => {
  if (message !== 'used') return;
  const { user, system } = process.cpuUsage();
  process.send?.({ cpuMicroseconds: user + system, rssBytes: process.memoryUsage.rss() } satisfies Used);
});
// The measured program decides when it ends.
process.channel?.unref();
