/**
 * Who acts. An actor arrives with everything the rules in `access/` may ask,
 * so a rule is a pure function.
 */
import type { GroupId, UserId } from './ids.ts';

/** What a member may hold in a group or organization; anything else is kept but grants nothing. */
export type Capacity = 'admin' | 'editor' | 'member' | (string & {});

export type AnonymousActor = {
  readonly kind: 'anonymous';
  /** CKAN: a caller made anonymous by JSONP meets another refusal than a plain anonymous one. */
  readonly because?: 'callback';
};

export type UserActor = {
  readonly kind: 'user';
  readonly id: UserId;
  readonly name: string;
  readonly sysadmin: boolean;
  /** Capacities in each group and organization, those that cascade from a parent included. */
  readonly capacities: ReadonlyMap<GroupId, readonly Capacity[]>;
};

/** The catalogue itself at work, by a name that logs can show; it may do everything. */
export type SystemActor = { readonly kind: 'system'; readonly name: string };

export type Actor = AnonymousActor | UserActor | SystemActor;

export const anonymous: AnonymousActor = Object.freeze({ kind: 'anonymous' });

export const systemActor = (name: string): SystemActor => Object.freeze({ kind: 'system', name });

/** May everything, everywhere. */
export const isSysadmin = (actor: Actor): boolean => actor.kind === 'system' || (actor.kind === 'user' && actor.sysadmin);

/** The name that refusals show: empty for anonymous, as CKAN writes it. */
export const nameOf = (actor: Actor): string => (actor.kind === 'anonymous' ? '' : actor.name);

export const userIdOf = (actor: Actor): UserId | null => (actor.kind === 'user' ? actor.id : null);

export const capacitiesIn = (actor: Actor, group: GroupId): readonly Capacity[] =>
  actor.kind === 'user' ? (actor.capacities.get(group) ?? []) : [];
