import assert from 'node:assert/strict';
import { test } from 'node:test';
import { allowed, denied } from '#access/decision.ts';
import { anonymous } from '#domain/actor.ts';
import { NotAuthorized, NotFound, Unavailable, ValidationError } from '#domain/errors.ts';
import type { Event } from '#domain/events.ts';
import { Upload } from '#domain/upload.ts';
import { Stale, type Write } from '#store/commit.ts';
import { type AnyAction, type Outcome, defineRead, defineWrite } from './action.ts';
import type { Call } from './action.ts';
import { type Reactions, type RunnerParts, makeRunner } from './runner.ts';

const piece = (name: string): Write => ({ parts: { [name]: name }, values: [], touches: [] });
const EVENT: Event = { kind: 'datasetPurged', dataset: 'd1' };
const anUpload = (key: string): Upload => new Upload('a.csv', 'text/csv', { key, sha256: '', size: 1 }, new Uint8Array());

type Bench = {
  readonly runner: ReturnType<typeof makeRunner>;
  readonly committed: string[][];
  readonly removed: string[];
  readonly faults: unknown[];
};

/** A runner whose store writes down what it is told; `fails` is thrown by the first commits. */
function aRunner(parts: Partial<RunnerParts> & { fails?: Error[]; reactions?: Reactions } = {}): Bench {
  const [committed, removed, faults, fails]: [string[][], string[], unknown[], Error[]] = [[], [], [], [...(parts.fails ?? [])]];
  const commit = async (writes: readonly Write[]): Promise<readonly undefined[]> => {
    const failure = fails.shift();
    if (failure !== undefined) throw failure;
    committed.push(writes.flatMap((write) => Object.keys(write.parts)));
    return writes.map(() => undefined);
  };
  const files = { remove: async (key: string) => void removed.push(key) };
  const runner = makeRunner({
    callFor: (actor, run) => ({ actor, run, db: { commit }, files }) as unknown as Call,
    around: new Map(),
    reactions: { inside: [], together: [], after: [] },
    onFault: (error) => faults.push(error),
    ...parts,
  });
  return { runner, committed, removed, faults };
}

const outcome = (more: Partial<Outcome<unknown>> = {}): Outcome<unknown> => ({
  writes: [piece('own')],
  events: [EVENT],
  result: () => 'done',
  ...more,
});
const writer = (name: string, more: Partial<Outcome<unknown>> = {}): AnyAction =>
  defineWrite<unknown, unknown, unknown>({ name, about: '', input: {}, may: () => allowed, run: () => outcome(more) });
const tick = (): Promise<void> => new Promise((done) => setTimeout(done, 5));

test('a nested write hands what it wants done to the outer one, so both are one statement', async () => {
  const { runner, committed } = aRunner();
  const inner = defineWrite<unknown, unknown, unknown>({
    name: 'inner',
    about: '',
    input: {},
    may: () => allowed,
    run: () => outcome({ writes: [piece('inner')] }),
  });
  const outer = defineWrite<unknown, unknown, unknown>({
    name: 'outer',
    about: '',
    input: {},
    may: () => allowed,
    run: async (call) => {
      const nested = await call.run(inner, {});
      assert.deepEqual(committed, []);
      return outcome({ writes: [piece('outer'), ...nested.writes] });
    },
  });

  assert.equal(await runner.execute(outer, {}, anonymous), 'done');
  assert.deepEqual(committed, [['outer', 'inner']]);
});

test('a nested action is refused under the same rules as by itself', async () => {
  const { runner, committed } = aRunner();
  const inner = defineRead<unknown, unknown, unknown>({ name: 'inner', about: '', input: {}, may: () => denied('not you'), run: () => 1 });
  const outer = defineWrite<unknown, unknown, unknown>({
    name: 'outer',
    about: '',
    input: {},
    may: () => allowed,
    run: async (call) => outcome({ result: (await call.run(inner, {})) as () => unknown }),
  });

  await assert.rejects(runner.execute(outer, {}, anonymous), NotAuthorized);
  assert.deepEqual(committed, []);
});

test('wraps stand around an action in their order, also where it is nested', async () => {
  const said: string[] = [];
  const saying = (name: string) => (next: (call: Call, input: never) => Promise<unknown>) => async (call: Call, input: unknown) => {
    said.push(`${name} in`);
    const result = await next(call, input as never);
    said.push(`${name} out`);
    return result;
  };
  const inner = defineRead<unknown, unknown, unknown>({ name: 'inner', about: '', input: {}, may: () => allowed, run: () => 'it' });
  const outer = defineRead<unknown, unknown, unknown>({
    name: 'outer',
    about: '',
    input: {},
    may: () => allowed,
    run: (call) => call.run(inner, {}),
  });
  const { runner } = aRunner({ around: new Map([['inner', [saying('first'), saying('second')]]]) as RunnerParts['around'] });

  assert.equal(await runner.execute(outer, {}, anonymous), 'it');
  assert.deepEqual(said, ['first in', 'second in', 'second out', 'first out']);
});

test('what reactions want inside is part of the statement, and one that fails leaves nothing', async () => {
  const good = aRunner({ reactions: { inside: [() => [piece('heard')]], together: [], after: [] } });
  const bad = aRunner({
    reactions: {
      together: [],
      inside: [
        () => [piece('heard')],
        () => {
          throw new ValidationError({ a: ['no'] });
        },
      ],
      after: [],
    },
  });

  await good.runner.execute(writer('w'), {}, anonymous);
  await assert.rejects(bad.runner.execute(writer('w'), { upload: anUpload('k1') }, anonymous), ValidationError);

  assert.deepEqual(good.committed, [['own', 'heard']]);
  assert.deepEqual([bad.committed, bad.removed], [[], ['k1']]);
});

test('a reaction to all events together is asked once, and its piece is part of the statement', async () => {
  const { runner, committed } = aRunner({
    reactions: { inside: [], together: [(events) => [piece(`heard-${events.length}`)]], after: [] },
  });

  await runner.execute(writer('w', { events: [EVENT, EVENT, EVENT] }), {}, anonymous);

  assert.deepEqual(committed, [['own', 'heard-3']]);
});

test('reactions after the commit cannot undo it, however they fail', async () => {
  const later = aRunner({
    reactions: {
      together: [],
      inside: [],
      after: [
        async () => {
          throw new Error('later');
        },
      ],
    },
  });
  const atOnce = aRunner({
    reactions: {
      together: [],
      inside: [],
      after: [
        () => {
          throw new Error('at once');
        },
      ],
    },
  });

  assert.equal(await later.runner.execute(writer('w'), {}, anonymous), 'done');
  assert.equal(await atOnce.runner.execute(writer('w', { keeps: ['k'] }), { upload: anUpload('k') }, anonymous), 'done');

  await tick();
  assert.deepEqual(
    [later, atOnce].map(({ faults }) => String(faults[0])),
    ['Error: later', 'Error: at once'],
  );
  assert.deepEqual(atOnce.removed, []);
});

test('of the files of a request only those stay that the outcome keeps, and dropped ones go after the commit', async () => {
  const { runner, removed } = aRunner();

  await runner.execute(writer('w', { keeps: ['k1'], drops: ['old'] }), { upload: anUpload('k1'), other: anUpload('k2') }, anonymous);

  await tick();
  assert.deepEqual(removed.sort(), ['k2', 'old']);
});

test('an uploaded file stays with the write that committed it, even where the answer then fails', async () => {
  const { runner, removed } = aRunner();
  const action = writer('w', {
    keeps: ['k1'],
    result: () => {
      throw new Error('no answer');
    },
  });

  await assert.rejects(runner.execute(action, { upload: anUpload('k1') }, anonymous));

  await tick();
  assert.deepEqual(removed, []);
});

test('files are removed where nothing was to be called: a refusal before the first step', async () => {
  const { runner, removed } = aRunner();
  const action = defineWrite<unknown, unknown, unknown>({
    name: 'w',
    about: '',
    input: { id: { kind: 'text', about: '', required: true } },
    may: () => allowed,
    run: () => outcome(),
  });

  await assert.rejects(runner.execute(action, { upload: anUpload('k1') }, anonymous), ValidationError);

  await tick();
  assert.deepEqual(removed, ['k1']);
});

test('files stay where the answer to the commit was lost, as it may have counted', async () => {
  const { runner, removed } = aRunner({ fails: [new Error('Connection terminated unexpectedly')] });

  await assert.rejects(runner.execute(writer('w', { keeps: ['k1'] }), { upload: anUpload('k1') }, anonymous), Unavailable);

  await tick();
  assert.deepEqual(removed, []);
});

test('a stale write starts over from the first step, and gives up with Unavailable', async () => {
  let found = 0;
  const action = defineWrite<unknown, unknown, unknown>({
    name: 'w',
    about: '',
    input: {},
    find: () => ++found,
    may: () => allowed,
    run: () => outcome(),
  });
  const soon = aRunner({ fails: [new Stale('x'), new Stale('x')] });
  const never = aRunner({ fails: Array.from({ length: 40 }, () => new Stale('x')) });

  assert.equal(await soon.runner.execute(action, {}, anonymous), 'done');
  assert.equal(found, 3);
  await assert.rejects(never.runner.execute(action, {}, anonymous), Unavailable);
});

test('on the second look a thing that went is not found', async () => {
  let found = 0;
  const find = (): number => {
    if (++found > 1) throw new NotFound('it');
    return found;
  };
  const { runner } = aRunner({ fails: [new Stale('x')] });

  await assert.rejects(
    runner.execute(
      defineWrite<unknown, unknown, unknown>({ name: 'w', about: '', input: {}, find, may: () => allowed, run: () => outcome() }),
      {},
      anonymous,
    ),
    NotFound,
  );
});

test('a lost connection and a question that took too long are told as Unavailable, whatever the driver called it', async () => {
  for (const error of [
    Object.assign(new Error('x'), { code: 'ECONNREFUSED' }),
    new Error('Connection terminated unexpectedly'),
    Object.assign(new Error('x'), { code: '57P01' }),
    Object.assign(new Error('x'), { code: '57014' }),
  ]) {
    const { runner } = aRunner({ fails: [error] });
    await assert.rejects(runner.execute(writer('w'), {}, anonymous), Unavailable);
  }
});
