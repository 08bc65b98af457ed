// Who else ends this process: the launcher it was started by (bin/launch.js),
// and those who ask it to stop. Both are reported once, however many ways the
// request came; what stopping means is the caller's business.

import { fstatSync } from 'node:fs';
import { isatty } from 'node:tty';

const stopSignals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
// Ctrl-C under npm arrives twice, from the terminal and from npm.
const sameRequestMs = 1_000;

/** Calls back when the launcher is gone, even if it was killed; never, if there was none. */
export function onParentGone(callback: () => void): void {
  if (Reflect.get(globalThis, Symbol.for('kokanee.launched')) !== true) return;
  if (!process.connected) {
    setImmediate(callback);
    return;
  }
  process.once('disconnect', callback);
  // A listener keeps the process alive, unless told otherwise.
  process.channel?.unref();
}

/**
 * Calls `stop` at the first request to end: a signal, or the death of the
 * launcher. Calls `insist` at each later one that is not an echo of it.
 */
export function onStopRequested(stop: (why: string) => void, insist: (why: string) => void = () => {}): void {
  let last = 0;
  const ignoresHangup = isUnderNohup(); // asked now, for a terminal that hung up is none any more
  const request = (why: string): void => {
    const now = Date.now();
    if (last === 0) stop(why);
    else if (now - last > sameRequestMs) insist(why);
    last = now;
  };
  for (const signal of stopSignals) {
    process.on(signal, () => {
      if (signal !== 'SIGHUP' || !ignoresHangup) request(signal);
    });
  }
  onParentGone(() => request('the launcher is gone'));
}

// Node forgets that it was told to ignore SIGHUP, but not what nohup did to its
// input and output.
function isUnderNohup(): boolean {
  if ([0, 1, 2].some((descriptor) => isatty(descriptor))) return false;
  return fstatSync(0).isCharacterDevice() && fstatSync(1).isFile();
}
