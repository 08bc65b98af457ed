/**
 * The crash test: kills Node, PostgreSQL or both, at random times and at named points, while writers
 * and an import are at work, and looks at what is left. Each round is one test.
 *
 *   npm run test:crash                                   20 rounds
 *   CRASH_ROUNDS=100 CRASH_SEED=salmon npm run test:crash
 */
import { randomBytes } from 'node:crypto';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { repairFaults } from './checking.ts';
import { Lane } from './lane.ts';
import { blowText, type Plan, plansOf } from './plan.ts';
import { endAll } from './processes.ts';

const rounds = Number(process.env.CRASH_ROUNDS ?? 20);
const seed = process.env.CRASH_SEED ?? randomBytes(4).toString('hex');
/** Two data folders at a time: while one waits for its check, the other is under fire. */
const LANES = 2;
const MOST_SAID = 500;

const folder = await mkdtemp(join(tmpdir(), 'kokanee-crash-'));
// PostgreSQL's own user must reach its files where root runs this.
await chmod(folder, 0o755);
const counts = { passed: 0, failed: 0 };

let ending: Promise<void> | undefined;

async function end(code: number): Promise<never> {
  const isFirst = ending === undefined;
  ending ??= endAll();
  await ending;
  // Whoever comes second leaves the last word to the first.
  if (!isFirst) await new Promise(() => {});
  if (code === 0) await rm(folder, { recursive: true, force: true });
  else console.log(`the data is kept in ${folder}; CRASH_SEED=${seed} does the same again`);
  console.log(`${counts.passed} passed, ${counts.failed} failed`);
  process.exit(code);
}
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => void end(130));

function tell(plan: Plan, faults: readonly string[], told: string): void {
  if (ending !== undefined) return;
  counts[faults.length === 0 ? 'passed' : 'failed']++;
  console.log(`${faults.length === 0 ? 'ok    ' : 'FAILED'} round ${plan.round}: ${blowText(plan)}: ${told}`);
  for (const fault of faults.slice(0, 12)) console.log(`       ${fault.slice(0, MOST_SAID)}`);
  if (faults.length > 12) console.log(`       and ${faults.length - 12} more`);
}

async function fire(number: number, plans: readonly Plan[]): Promise<void> {
  const lane = await Lane.open(join(folder, `lane-${number}`));
  for (const [index, plan] of plans.entries()) {
    if (ending !== undefined) return;
    const { faults, told } = await lane
      .round(plan, plans[index + 1])
      .catch((error: unknown) => ({ faults: [error instanceof Error ? (error.stack ?? '') : String(error)], told: 'ended early' }));
    // What crashes left behind is looked at once, at the end.
    const left = plan === plans.at(-1) ? await lane.close().then(() => repairFaults(lane.dataDir)) : [];
    tell(plan, [...faults, ...left], told);
  }
}

const started = performance.now();
console.log(`${rounds} rounds, CRASH_SEED=${seed}`);
const plans = plansOf(seed, rounds);
try {
  await Promise.all(
    Array.from({ length: LANES }, (_, number) =>
      fire(
        number,
        plans.filter(({ round }) => round % LANES === number),
      ),
    ),
  );
} catch (error) {
  if (ending === undefined) {
    counts.failed++;
    console.log(error);
  }
}
if (ending === undefined) console.log(`${Math.round((performance.now() - started) / 1000)} s`);
await end(counts.failed > 0 || counts.passed !== rounds ? 1 : 0);
