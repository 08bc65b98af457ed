/** What happened, in the past tense. Actions say events; reactions of extensions hear them. */
import type { Doc } from './dataset.ts';
import type { DatasetId, GroupId, ResourceId, UserId } from './ids.ts';

export type Event =
  | {
      readonly kind: 'datasetCreated' | 'datasetChanged' | 'datasetDeleted';
      readonly dataset: DatasetId;
      readonly parts: readonly ChangedPart[];
      readonly labels: readonly string[];
    }
  | { readonly kind: 'datasetPurged'; readonly dataset: DatasetId }
  | { readonly kind: 'groupCreated' | 'groupChanged' | 'groupDeleted'; readonly group: GroupId; readonly isOrganization: boolean }
  | { readonly kind: 'userCreated' | 'userChanged'; readonly user: UserId };

/** A piece of a dataset that a write changed: its own fields, or one resource (`doc: null` when it went). */
export type ChangedPart = { readonly resource: ResourceId | null; readonly doc: Doc | null };

export type EventKind = Event['kind'];
