/** Junk of any type at any parameter, over the door, by everybody: refusals are clean and leave nothing behind. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { InjectedAnswer } from '#http/server.ts';
import { aCatalogue } from '#support/catalogue.ts';
import { type Call, callOf, plans } from './calls.ts';
import { keepJournal } from './journal.ts';
import { aKnownWorld, learn } from './known.ts';

const COUNT = Number(process.env.KOKANEE_FUZZ_CALLS ?? 3_000);
const SEED = Number(process.env.KOKANEE_FUZZ_SEED ?? 20_161_123);
const SECRETS =
  /\bat (async )?\S+ ?\(?(file|node|\/)|node:internal|node_modules|\.ts:\d|\b(select|insert|update|delete)\b [^"]{0,80}\b(from|into|set|where)\b|relation "|syntax error|duplicate key|violates|\bpg_|kokanee_stale|invalid (input|byte)|w\d_\w+|column "|SQLSTATE|ECONN|TypeError|RangeError|is not a function|Cannot read prop|Internal Server/;

type Told = {
  readonly call: Call;
  readonly answer: InjectedAnswer;
  readonly success: boolean;
  readonly result: unknown;
  readonly changes: readonly string[];
};

const world = await aCatalogue();
const known = await aKnownWorld(world);
const journal = await keepJournal(world.app.store.pool);
const door = await world.app.door();
const actions = [...world.app.site.actions.values()];

const brief = ({ call, answer }: Pick<Told, 'call' | 'answer'>): string =>
  `${call.action} as ${call.person}, ${call.request.method} ${JSON.stringify(call.input).slice(0, 600)} -> ${answer.status} ${answer.text.slice(0, 400)}`;

async function tell(call: Call): Promise<Told> {
  const answer = await door.inject(call.request);
  const { success, result } = envelopeIn(answer) ?? {};
  return { call, answer, success: success === true, result, changes: await journal.changes() };
}

type Envelope = { readonly help?: unknown; readonly success?: unknown; readonly result?: unknown; readonly error?: unknown };

function envelopeIn({ text }: InjectedAnswer): Envelope | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}

function isWellFormed({ answer, success, result }: Told): boolean {
  if (answer.status === 400 && /^"Bad request - /.test(answer.text)) return typeof JSON.parse(answer.text) === 'string';
  const envelope = envelopeIn(answer);
  if (envelope === undefined || typeof envelope.help !== 'string') return false;
  return success
    ? answer.status === 200 && result !== undefined
    : envelope.success === false && typeof envelope.error === 'object' && envelope.error !== null;
}

const told: Told[] = [];
const first = await journal.digest();
await journal.changes();
for (const plan of plans(COUNT, SEED)) {
  const one = await tell(callOf(plan, actions, known));
  if (one.success) learn(known, one.call.action, one.call.input, one.result);
  told.push(one);
}
const faults = (wrong: (one: Told) => boolean): string[] => told.filter(wrong).map(brief).slice(0, 12);

test('no call is answered by a fault of ours', () => {
  assert.deepEqual(
    faults(({ answer }) => answer.status >= 500),
    [],
  );
});

test('every answer is the envelope, or the bare text of a bad request', () => {
  assert.deepEqual(
    faults((one) => !isWellFormed(one)),
    [],
  );
});

test('no refusal shows a stack, a statement or a word of the database', () => {
  assert.deepEqual(
    faults(({ success, answer }) => !success && SECRETS.test(answer.text)),
    [],
  );
});

test('no refusal and no reading changes a row of any table', () => {
  const wrong = told.filter(({ success, call, changes }) => changes.length > 0 && (!success || call.effect === 'read'));

  assert.deepEqual(wrong.map((one) => `${brief(one)}\n  ${one.changes.join('\n  ')}`).slice(0, 12), []);
});

test('a third of the calls succeed, and each action at least once', () => {
  const successes = told.filter(({ success }) => success);
  const never = actions.filter(({ name }) => !successes.some(({ call }) => call.action === name)).map(({ name }) => name);
  console.log(
    `fuzz: ${told.length} calls, ${successes.length} succeeded, ${told.filter(({ changes }) => changes.length > 0).length} changed something`,
  );

  assert.deepEqual(never, []);
  assert.ok(successes.length * 3 >= told.length, `${successes.length} of ${told.length}`);
});

test('a run of refusals leaves the digest of all tables as it was, and the journal sees what the digest sees', async () => {
  assert.notEqual(await journal.digest(), first);
  const before = await journal.digest();

  const again = [];
  for (const { call } of told.filter(({ call: { person, effect } }) => person === 'anonymous' && effect === 'write').slice(0, 300))
    again.push(await tell(call));

  assert.deepEqual(again.filter(({ success }) => success).map(brief), []);
  assert.equal(await journal.digest(), before);
});
