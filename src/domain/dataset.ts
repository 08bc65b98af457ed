/** A dataset and its resources as the catalogue keeps them. The wire form is made in `actions/package/present.ts`. */
import type { Timestamp } from './clock.ts';
import type { DatasetId, GroupId, ResourceId, UserId } from './ids.ts';

/** A JSON object under CKAN's key names. */
export type Doc = Readonly<Record<string, unknown>>;

/** What rules, labels and lists ask of a dataset, without its text. */
export type DatasetHead = {
  readonly id: DatasetId;
  readonly name: string;
  readonly type: string;
  /** Meaningful: `active`, `draft`, `deleted`. */
  readonly state: string;
  readonly private: boolean;
  readonly ownerOrg: GroupId | null;
  readonly creator: UserId | null;
  readonly licenseId: string | null;
  readonly created: Timestamp;
  readonly modified: Timestamp;
  /** Counts every change, those of its resources included. */
  readonly rev: number;
  readonly numResources: number;
};

/** A dataset with its own fields and the groups it is in, without its resources. */
export type Dataset = DatasetHead & { readonly doc: Doc; readonly groups: readonly GroupId[] };

export type Resource = {
  readonly id: ResourceId;
  readonly datasetId: DatasetId;
  /** Where it stands among its siblings: 0, 1, 2 … without a gap. */
  readonly position: number;
  /** `removed`: left out of an update of its dataset. */
  readonly state: 'active' | 'deleted' | 'removed';
  readonly rev: number;
  /** The file name of an upload. Its address is made when it is shown, so `doc` has no `url` then. */
  readonly uploadName: string | null;
  /** The stored file behind an upload, if there is one. */
  readonly file: StoredFile | null;
  readonly doc: Doc;
};

/** Bytes in the file store: `key` finds them, `sha256` proves them, `size` is in bytes. */
export type StoredFile = { readonly key: string; readonly sha256: string; readonly size: number };
