/**
 * What pages need of every write and the API does not offer: its checks without the write, so that a form
 * with faults of its own can tell at once all that is wrong with it.
 */
import type { AnyAction, Outcome } from './action.ts';

const nothing = (): Outcome<undefined> => ({ writes: [], events: [], result: () => undefined });

/** Refuses whatever the action would refuse, and does nothing. */
export const checkOnly = (action: AnyAction): AnyAction => ({
  ...action,
  effect: 'write',
  name: `page check of ${action.name}`,
  run: nothing,
});
