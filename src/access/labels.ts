/**
 * Who sees a dataset: a dataset carries labels, an actor carries labels, and he sees what shares
 * one. The same pair decides reading one record and searching all, so they cannot drift apart;
 * a dataset type may bring a pair of its own, and no other door to visibility exists.
 */
import { type Actor, isSysadmin } from '#domain/actor.ts';
import type { Audience } from '#domain/audience.ts';
import type { DatasetHead, Doc } from '#domain/dataset.ts';
import { groupsWith } from './permission.ts';

export type LabelPair = {
  readonly labelsOfDataset: (head: DatasetHead, doc: Doc) => readonly string[];
  readonly labelsOfActor: (actor: Actor) => readonly string[];
};

/** CKAN's default labels. */
export const defaultLabels: LabelPair = {
  labelsOfDataset: (head) => {
    if (head.state === 'active' && !head.private) return ['public'];
    if (head.ownerOrg !== null) return [`member-${head.ownerOrg}`];
    return head.creator === null ? [] : [`creator-${head.creator}`];
  },
  labelsOfActor: (actor) => {
    if (actor.kind !== 'user') return ['public'];
    return ['public', `creator-${actor.id}`, ...groupsWith(actor, 'read').map((group) => `member-${group}`)];
  },
};

export type Visibility = {
  /** Labels of a dataset, by the pair of its type. */
  readonly labelsOf: (head: DatasetHead, doc: Doc) => readonly string[];
  /** Labels of an actor under every pair in use. */
  readonly audienceOf: (actor: Actor) => Audience;
};

/** Joins the default pair and those of the types that bring their own. */
export function visibilityOf(pairs: ReadonlyMap<string, LabelPair>): Visibility {
  const all = [...new Set([defaultLabels, ...pairs.values()])];
  const held = new WeakMap<Actor, Audience>();
  const audience = (actor: Actor): Audience =>
    isSysadmin(actor) ? { kind: 'all' } : { kind: 'labels', labels: [...new Set(all.flatMap((pair) => pair.labelsOfActor(actor)))] };
  return {
    labelsOf: (head, doc) => (pairs.get(head.type) ?? defaultLabels).labelsOfDataset(head, doc),
    audienceOf: (actor) => {
      const known = held.get(actor);
      if (known !== undefined) return known;
      const made = audience(actor);
      held.set(actor, made);
      return made;
    },
  };
}
