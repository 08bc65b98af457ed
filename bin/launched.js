// Loaded first into a child of the launcher: when the launcher is gone, however
// it went, the child ends too. A script that wants to end in its own way listens
// through onParentGone (src/cli/parent.ts).
import { isMainThread } from 'node:worker_threads';

// What the child itself starts is none of the launcher's.
const isLaunched = process.env.KOKANEE_LAUNCHED === '1' && process.channel !== undefined;
if (isMainThread) delete process.env.KOKANEE_LAUNCHED;

if (isMainThread && isLaunched) {
  globalThis[Symbol.for('kokanee.launched')] = true;
  process.on('disconnect', () => {
    if (process.listenerCount('disconnect') === 1) process.kill(process.pid, 'SIGTERM');
  });
  process.channel.unref();
}
