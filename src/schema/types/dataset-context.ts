/**
 * What the rules of datasets and resources may know besides the input: who asks, what
 * is stored, settings, and lookups that answer at once (prefetched or in memory).
 */
import type { Timestamp } from '#domain/clock.ts';
import type { Input, Mode } from '../field.ts';

/** A file that came with the request. */
export type Upload = {
  readonly filename: string;
  readonly size: number;
  /** What the bytes look like, for `mimetypeGuess: 'file_contents'`. */
  readonly sniffedType?: string | null;
};

/** What the rules of a resource need; the context of a dataset is one too. */
export type ResourceContext = {
  readonly mode: Mode;
  readonly actor: { readonly sysadmin: boolean; readonly id: string | null };
  /** The dataset that the resource belongs to, unless it is being made with it. */
  readonly current?: { readonly id: string } | undefined;
  /** The resource that is replaced, as resource_show gives it; for a resource by itself. */
  readonly stored?: Input | undefined;
  readonly now: Timestamp;
  readonly settings: { readonly mimetypeGuess: 'file_ext' | 'file_contents' | 'none' };
  readonly lookups: {
    /** The id of the dataset that a resource id belongs to. */
    resourceOwner(resourceId: string): string | undefined;
  };
  /** Tells an uploaded file among the values of the input; absent: there are none. */
  readonly uploadOf?: (value: unknown) => Upload | undefined;
};

/** A group or an organization, as far as rules must know it. */
export type GroupRef = {
  readonly id: string;
  readonly name?: string;
  readonly isOrganization: boolean;
  readonly state: string;
};

/** What the rules of a dataset need. */
export type DatasetContext = ResourceContext & {
  readonly current?:
    | {
        readonly id: string;
        readonly name: string;
        readonly type: string;
        readonly state: string;
        readonly private: boolean;
        readonly owner_org: string | null;
        /** The dataset as package_show gives it, with resources, groups, tags and extras. */
        readonly dict: Input;
      }
    | undefined;
  /** What a structural refusal echoes, where it is not the input itself (a patch echoes what its caller sent). */
  readonly echo?: unknown;
  readonly settings: ResourceContext['settings'] & { readonly createUnownedDataset: boolean };
  readonly lookups: ResourceContext['lookups'] & {
    datasetByName(name: string): { readonly id: string; readonly state: string } | undefined;
    datasetIdTaken(id: string): boolean;
    /** Any group or organization; `isOrganization` tells. */
    organization(idOrName: string): GroupRef | undefined;
    /** The actor may add datasets to it. */
    mayCreateIn(organizationId: string): boolean;
    /** False for a collaborator who may edit the dataset but not move it. Absent: yes. */
    mayMove?(): boolean;
    group(idOrName: string): GroupRef | undefined;
    vocabulary(id: string): { readonly id: string; readonly name: string } | undefined;
  };
};
