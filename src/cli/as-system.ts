/** Runs an action for the operator: the catalogue itself acts, under a name that logs can show. */
import type { App } from '#app';
import { type Actor, systemActor } from '#domain/actor.ts';
import { Refusal } from './refusal.ts';

export const operator: Actor = systemActor('kokanee');

export async function runAction(
  app: App,
  name: string,
  input: Readonly<Record<string, unknown>>,
  actor: Actor = operator,
): Promise<unknown> {
  const action = app.site.actions.get(name);
  if (action === undefined) throw new Refusal(`There is no action "${name}".`);
  return app.execute(action, input, actor);
}
