/** What an action works with: a frozen object of eight members, and no spare room. */
import type { LabelPair, Visibility } from '#access/labels.ts';
import type { Policy } from '#access/policy.ts';
import type { Actor } from '#domain/actor.ts';
import type { LicenseRegister } from '#domain/licenses.ts';
import type { FileStore } from '#files/storage.ts';
import type { Jobs } from '#jobs/job.ts';
import type { DatasetType } from '#schema/types/dataset.ts';
import type { SearchAnswer } from '#search/index-port.ts';
import type { SearchRequest } from '#search/request.ts';
import type { Store } from '#store/store.ts';
import type { Site } from '../config.ts';
import type { AnyAction, Input, Outcome, ReadAction, WriteAction } from './action.ts';

/** What this site is configured as. */
export type SiteFacts = {
  readonly settings: Site;
  /** Address of the site, without a slash at its end. */
  readonly url: string;
  readonly policy: Policy;
  readonly visibility: Visibility;
  readonly types: ReadonlyMap<string, DatasetType & { readonly labels?: LabelPair }>;
  readonly licenses: LicenseRegister;
  readonly actions: ReadonlyMap<string, AnyAction>;
  readonly extensions: readonly string[];
};

export type Search = {
  /** Answers from an index that holds every write this process has made. */
  readonly find: (request: SearchRequest) => Promise<SearchAnswer>;
};

/** Another action, with the same rights and in the same statement; a write hands back what it wants done. */
export type Run = {
  <Target, Value, Result>(action: ReadAction<Target, Value, Result>, input: Input): Promise<Result>;
  <Target, Value, Result>(action: WriteAction<Target, Value, Result>, input: Input): Promise<Outcome<Result>>;
};

export type Call = {
  readonly actor: Actor;
  readonly db: Store;
  readonly search: Search;
  readonly files: FileStore;
  readonly jobs: Jobs;
  readonly site: SiteFacts;
  /** The time of this call, naive UTC. */
  readonly now: string;
  readonly run: Run;
};
