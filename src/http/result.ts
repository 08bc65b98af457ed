/** Calling actions by name from handlers that are no endpoint of theirs, such as feeds and downloads. */
import type { Actor } from '#domain/actor.ts';
import { Spliced } from '#domain/spliced.ts';
import type { Input } from '#actions/action.ts';
import type { Door } from './door.ts';
import { notFound } from './refusal.ts';

/** Runs an action for its refusals alone; its result may be long, and nobody looks at it. */
export async function runAction(door: Door, name: string, input: Input, actor: Actor): Promise<unknown> {
  const action = door.catalogue.site.actions.get(name);
  if (action === undefined) throw notFound();
  return door.catalogue.execute(action, input, actor);
}

/** Runs an action and gives its result as a value; an action that this site does not have is an address that is not there. */
export async function resultOf(door: Door, name: string, input: Input, actor: Actor): Promise<unknown> {
  const result = await runAction(door, name, input, actor);
  return result instanceof Spliced ? result.parse() : result;
}

/** A member of a result, whatever the result is. */
export const memberOf = (value: unknown, key: string): unknown =>
  typeof value === 'object' && value !== null && Object.hasOwn(value, key) ? (value as Readonly<Record<string, unknown>>)[key] : undefined;

/** A member that is text; anything else counts as empty. */
export function textOf(value: unknown, key: string): string {
  const member = memberOf(value, key);
  return typeof member === 'string' ? member : '';
}

export function listOf(value: unknown, key: string): readonly unknown[] {
  const member = memberOf(value, key);
  return Array.isArray(member) ? member : [];
}
