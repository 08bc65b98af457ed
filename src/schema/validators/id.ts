/** Rules of ids that callers choose. */
import type { Rule } from '../field.ts';
import { complain, refuse, STOP } from '../field.ts';
import { isFalsy } from './missing.ts';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

export const isUuid = (value: unknown): value is string => typeof value === 'string' && UUID.test(value);

/** A UUID in its usual form. */
export const uuid: Rule<unknown> = (value, at) => (isUuid(value) ? value.toLowerCase() : refuse(at, 'Invalid id provided'));

/** Nothing may be given here. */
export const mustBeEmpty: Rule<unknown> = (value, at) => {
  if (!isFalsy(value)) complain(at, `The input field ${at.key} was not expected.`);
  return STOP;
};

type WithActor = { readonly actor: { readonly sysadmin: boolean } };

/** Others than sysadmins may not give this. */
export const emptyUnlessSysadmin: Rule<WithActor> = (value, at) => (at.context.actor.sysadmin ? value : mustBeEmpty(value, at));

/** From others than sysadmins it is not heard. */
export const ignoredUnlessSysadmin: Rule<WithActor> = (value, at) => (at.context.actor.sysadmin ? value : STOP);

/** An id that nobody has yet. */
export const freeId =
  <C>(taken: (id: string, context: C) => boolean, message: string): Rule<C> =>
  (value, at) => {
    if (typeof value === 'string' && taken(value, at.context)) complain(at, message);
    return value;
  };
