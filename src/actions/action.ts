/**
 * What an action is: one described value. Its steps run in a declared order, and a write
 * says what to write instead of writing, so that a refusal can never leave anything behind.
 * Below: what an action works with, a frozen object of eight members and no spare room.
 */
import type { Site } from '../config.ts';
import type { Decision } from '#access/decision.ts';
import type { LabelPair, Visibility } from '#access/labels.ts';
import type { Policy } from '#access/policy.ts';
import type { Actor } from '#domain/actor.ts';
import type { Event } from '#domain/events.ts';
import type { LicenseRegister } from '#domain/licenses.ts';
import type { FileStore } from '#files/storage.ts';
import type { Jobs } from '#jobs/job.ts';
import type { DatasetType } from '#schema/types/dataset.ts';
import type { SearchAnswer } from '#search/index-port.ts';
import type { SearchRequest } from '#search/request.ts';
import type { Write } from '#store/commit.ts';
import type { Store } from '#store/store.ts';

/** The parameters as the caller sent them; every step must be ready for any JSON value. */
export type Input = Readonly<Record<string, unknown>>;

/** A parameter as help, reference and tests know it. */
export type Parameter = {
  readonly kind: 'text' | 'flag' | 'whole' | 'list' | 'object' | 'any' | 'file';
  readonly about: string;
  /** Missing ones are refused together, before anything else. */
  readonly required?: boolean;
};

/** Which refusal wins. CKAN knows these three; contract tests hold the choice. */
export type Order = 'find-may-check' | 'may-check' | 'check-may';

/** What a write wants done: pieces of one statement, what happened, and the answer. */
export type Outcome<Result> = {
  readonly writes: readonly Write[];
  readonly events: readonly Event[];
  /** Made after the commit; `rows` are the rows handed back, in step with `writes`. */
  readonly result: (rows: readonly (Readonly<Record<string, unknown>> | undefined)[]) => Result | Promise<Result>;
  /** Keys of uploaded files that are now in use; other uploads of this request are thrown away. */
  readonly keeps?: readonly string[];
  /** Keys of files that nothing uses once this is committed. */
  readonly drops?: readonly string[];
};

// Methods, not properties: registries hold actions of all types under one.
type Steps<Target, Value> = {
  /** As programs call it. What pages alone do is called `page …`, and has no address. */
  readonly name: string;
  readonly about: string;
  readonly order: Order;
  readonly input: Readonly<Record<string, Parameter>>;
  /** The thing acted on; throws NotFound. */
  find(call: Call, input: Input): Promise<Target> | Target;
  may(call: Call, target: Target, input: Input): Decision;
  /** The cleaned value, or throws ValidationError with all errors. */
  check(call: Call, input: Input, target: Target): Promise<Value> | Value;
};

export type ReadAction<Target, Value, Result> = Steps<Target, Value> & {
  readonly effect: 'read';
  run(call: Call, value: Value, target: Target): Promise<Result> | Result;
};

export type WriteAction<Target, Value, Result> = Steps<Target, Value> & {
  readonly effect: 'write';
  run(call: Call, value: Value, target: Target): Promise<Outcome<Result>> | Outcome<Result>;
};

/** Any action, its types forgotten; what registries and doors hold. */
export type AnyAction = ReadAction<unknown, unknown, unknown> | WriteAction<unknown, unknown, unknown>;

type Optional<Target, Value, Action extends Steps<Target, Value>> = Omit<Action, 'find' | 'check' | 'order'> &
  Partial<Pick<Action, 'find' | 'check' | 'order'>>;

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

const nothing = (): undefined => undefined;
const theInput = (_call: Call, input: Input): Input => input;

/** An action that changes nothing; it can be called by GET. */
export function defineRead<Target = undefined, Value = Input, Result = unknown>(
  action: Omit<Optional<Target, Value, ReadAction<Target, Value, Result>>, 'effect'>,
): ReadAction<Target, Value, Result> {
  return Object.freeze({
    find: nothing as never,
    check: theInput as never,
    order: 'find-may-check',
    ...action,
    effect: 'read',
  }) as ReadAction<Target, Value, Result>;
}

/** An action that changes something; it must be called by POST. */
export function defineWrite<Target = undefined, Value = Input, Result = unknown>(
  action: Omit<Optional<Target, Value, WriteAction<Target, Value, Result>>, 'effect'>,
): WriteAction<Target, Value, Result> {
  return Object.freeze({
    find: nothing as never,
    check: theInput as never,
    order: 'find-may-check',
    ...action,
    effect: 'write',
  }) as WriteAction<Target, Value, Result>;
}
