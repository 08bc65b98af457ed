/**
 * Runs actions: the steps in their declared order, the pieces of a write as one statement,
 * what extensions add before and after it. A write that met a newer version starts over.
 */
import type { Actor } from '#domain/actor.ts';
import { crashPoint } from '#domain/crash-point.ts';
import { CatalogueError, NotAuthorized, Unavailable, ValidationError } from '#domain/errors.ts';
import type { Event } from '#domain/events.ts';
import { Upload } from '#domain/upload.ts';
import { Stale, Taken, type Write } from '#store/commit.ts';
import { isAway } from '#store/connection.ts';
import { isHeld, releaseHeld } from '#store/held-upload.ts';
import type { AnyAction, Call, Input, Outcome, Run, WriteAction } from './action.ts';
import { meaningFor } from './not-now.ts';

type AnyWrite = WriteAction<unknown, unknown, unknown>;

/** Wraps an action's steps; `next` is what it wraps. */
export type Around = (next: (call: Call, input: Input) => Promise<unknown>) => (call: Call, input: Input) => Promise<unknown>;

/** What extensions add to a write: pieces of its statement, or work once it is committed. */
export type Reactions = {
  readonly inside: readonly ((event: Event, call: Call) => readonly Write[] | Promise<readonly Write[]>)[];
  /** As `inside`, asked once for all that a write says. */
  readonly together: readonly ((events: readonly Event[], call: Call) => readonly Write[] | Promise<readonly Write[]>)[];
  readonly after: readonly ((event: Event, call: Call) => void | Promise<void>)[];
};

export type RunnerParts = {
  readonly callFor: (actor: Actor, run: Run) => Call;
  readonly around: ReadonlyMap<string, readonly Around[]>;
  readonly reactions: Reactions;
  readonly onFault: (error: unknown, action: string) => void;
};

export type Runner = {
  /** Does it and answers; everything it throws is a CatalogueError or a fault of ours. */
  readonly execute: (action: AnyAction, input: Input, actor: Actor) => Promise<unknown>;
  /** Whether the actor would be allowed, by the very rule that would refuse him. */
  readonly mayRun: (action: AnyAction, input: Input, actor: Actor) => Promise<boolean>;
};

const MOST_TRIES = 25;

export function makeRunner(parts: RunnerParts): Runner {
  const perform = (action: AnyAction, input: Input, call: Call): Promise<unknown> => {
    const arounds = parts.around.get(action.name);
    if (arounds === undefined) return steps(action, input, call);
    const plain = (c: Call, i: Input): Promise<unknown> => steps(action, i, c);
    return arounds.reduceRight((next, around) => around(next), plain)(call, input);
  };
  const callOf = (actor: Actor): Call => {
    const run = ((action: AnyAction, input: Input) => perform(action, input, call)) as Run;
    const call = parts.callFor(actor, run);
    return call;
  };
  const write = async (action: AnyWrite, input: Input, actor: Actor): Promise<unknown> => {
    const uploads = Object.entries(input).flatMap(([field, upload]) =>
      upload instanceof Upload ? [{ field, key: upload.file.key, held: upload.held }] : [],
    );
    let keeps: readonly string[] = [];
    let unsure = false;
    try {
      assertFit(action, input);
      for (let attempt = 1; ; attempt++) {
        const call = callOf(actor);
        const outcome = (await perform(action, input, call)) as Outcome<unknown>;
        try {
          crashPoint('before-commit');
          // What was held for its sender is let go of by the write that uses it.
          const released = uploads.flatMap(({ key, held }) =>
            held !== undefined && outcome.keeps?.includes(key) ? [releaseHeld(held)] : [],
          );
          const rows = await commit({ ...outcome, writes: [...outcome.writes, ...released] }, call);
          keeps = outcome.keeps ?? [];
          discard(call, outcome.drops ?? [], action.name);
          return await outcome.result(rows);
        } catch (error) {
          // A connection lost while committing leaves open whether the files are in use; `check` finds those that are not.
          unsure = isAway(error);
          if (!(error instanceof Stale || error instanceof Taken) || attempt >= MOST_TRIES) throw error;
          await assertHeld(call, uploads);
          await new Promise((done) => setTimeout(done, Math.random() * attempt * 4));
        }
      }
    } catch (error) {
      if (error instanceof Stale || error instanceof Taken) throw new Unavailable('Too many changes at once; try again');
      throw error;
    } finally {
      const own = uploads.filter(({ held }) => held === undefined).map(({ key }) => key);
      const unused = unsure ? [] : own.filter((key) => !keeps.includes(key));
      if (unused.length > 0) discard(callOf(actor), unused, action.name);
    }
  };
  const commit = async (outcome: Outcome<unknown>, call: Call): Promise<readonly (Readonly<Record<string, unknown>> | undefined)[]> => {
    const { inside, together } = parts.reactions;
    const added = await Promise.all([
      ...outcome.events.flatMap((event) => inside.map((react) => react(event, call))),
      ...together.map((react) => react(outcome.events, call)),
    ]);
    const writes = [...outcome.writes, ...added.flat()];
    const rows = writes.length === 0 ? [] : await call.db.commit(writes);
    for (const event of outcome.events)
      for (const react of parts.reactions.after)
        Promise.try(react, event, call).catch((error: unknown) => parts.onFault(error, event.kind));
    return rows;
  };
  const discard = (call: Call, keys: readonly string[], name: string): void => {
    for (const key of keys) call.files.remove(key).catch((error: unknown) => parts.onFault(error, name));
  };
  return {
    execute: async (action, input, actor) => {
      try {
        if (action.effect === 'write') return await write(action, input, actor);
        assertFit(action, input);
        return await perform(action, input, callOf(actor));
      } catch (error) {
        throw meaningFor(error);
      }
    },
    mayRun: async (action, input, actor) => {
      const call = callOf(actor);
      try {
        refuseUnstorable(input);
        return action.may(call, await action.find(call, input), input).allowed;
      } catch (error) {
        if (error instanceof CatalogueError) return false;
        throw meaningFor(error);
      }
    },
  };
}

async function steps(action: AnyAction, input: Input, call: Call): Promise<unknown> {
  // What is in memory answers at once; waiting for it would cost every read a turn.
  const found = action.find(call, input);
  const target = found instanceof Promise ? await found : found;
  const assertMay = (): void => {
    const decision = action.may(call, target, input);
    if (!decision.allowed) throw new NotAuthorized(decision.reason);
  };
  if (action.order !== 'check-may') assertMay();
  const checked = action.check(call, input, target);
  const value = checked instanceof Promise ? await checked : checked;
  if (action.order === 'check-may') assertMay();
  return action.run(call, value, target);
}

/** A file that another write has taken meanwhile will not come back, however often this one is tried. */
async function assertHeld(call: Call, uploads: readonly { readonly field: string; readonly held: string | undefined }[]): Promise<void> {
  for (const { field, held } of uploads)
    if (held !== undefined && !(await isHeld(call.db.pool, held)))
      throw new ValidationError({ [field]: ['The file that was kept is used already. Choose it again.'] });
}

function assertFit(action: AnyAction, input: Input): void {
  refuseUnstorable(input);
  refuseMissing(action, input);
}

function refuseMissing(action: AnyAction, input: Input): void {
  const missing: string[] = [];
  for (const name in action.input) if (action.input[name]?.required === true && input[name] === undefined) missing.push(name);
  if (missing.length > 0) throw new ValidationError(Object.fromEntries(missing.map((name) => [name, ['Missing value']])));
}

/** PostgreSQL holds no NUL in a text, and no field of the catalogue means one; nor does it nest without end. */
function refuseUnstorable(input: Input): void {
  let errors: Record<string, string[]> | undefined;
  for (const key in input) {
    const fault = key.includes('\0') ? NULLS : faultIn(input[key], 0);
    if (fault !== undefined) errors = { ...errors, [key.replaceAll('\0', '')]: [fault] };
  }
  if (errors !== undefined) throw new ValidationError(errors);
}

const NULLS = 'Null characters are not allowed';
const DEEPEST = 64;

function faultIn(value: unknown, depth: number): string | undefined {
  if (typeof value === 'string') return value.includes('\0') ? NULLS : undefined;
  if (typeof value !== 'object' || value === null || value instanceof Upload) return undefined;
  if (depth > DEEPEST) return 'Nested too deeply';
  const record = value as Readonly<Record<string, unknown>>;
  for (const key in record) {
    const fault = key.includes('\0') ? NULLS : faultIn(record[key], depth + 1);
    if (fault !== undefined) return fault;
  }
  return undefined;
}
