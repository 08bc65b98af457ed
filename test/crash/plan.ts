/** What is killed in which round and when: every twenty rounds hold each named point once. */
import { CRASH_POINTS, type CrashPoint } from '#domain/crash-point.ts';
import { type Random, randomOf } from './random.ts';

export type Victim = 'node' | 'postgres' | 'both';
export type Blow =
  | { readonly at: 'random'; readonly victim: Victim; readonly afterMs: number }
  | { readonly at: 'point'; readonly point: CrashPoint; readonly time: number };

export type Plan = {
  readonly round: number;
  readonly blow: Blow;
  /** Whether an import runs beside the writers. */
  readonly imports: boolean;
  readonly random: Random;
};

const VICTIMS: readonly Victim[] = ['node', 'node', 'node', 'node', 'postgres', 'postgres', 'postgres', 'both', 'both', 'both'];
/** How often a point may be passed before the blow, where it is not passed all the time. */
const MOST_TIMES: Partial<Record<CrashPoint, number>> = {
  'before-removal': 4,
  'before-indexing': 3,
  'before-announcement': 8,
  'database-start': 1,
  'import-before-batch': 2,
  'import-after-batch': 2,
};
const COMMON: readonly [number, number] = [4, 24];
/** An import takes that long to begin. */
const IMPORT_START_MS = 500;

export function plansOf(seed: string, rounds: number): Plan[] {
  const random = randomOf(seed);
  const deck = (): (Victim | CrashPoint)[] => random.shuffled([...VICTIMS, ...CRASH_POINTS]);
  const cards = Array.from({ length: Math.ceil(rounds / (VICTIMS.length + CRASH_POINTS.length)) }, deck).flat();
  return cards.slice(0, rounds).map((card, index) => planOf(card, index + 1, randomOf(`${seed}/${index + 1}`)));
}

function planOf(card: Victim | CrashPoint, round: number, random: Random): Plan {
  if (!isPoint(card)) {
    const imports = random.chance(0.4);
    const afterMs = random.between(60, 600) + (imports ? IMPORT_START_MS : 0);
    return { round, blow: { at: 'random', victim: card, afterMs }, imports, random };
  }
  const time = card in MOST_TIMES ? random.between(1, MOST_TIMES[card] ?? 1) : random.between(...COMMON);
  return { round, blow: { at: 'point', point: card, time }, imports: isOfImport(card), random };
}

const isPoint = (card: Victim | CrashPoint): card is CrashPoint => (CRASH_POINTS as readonly string[]).includes(card);

/** Points that an import passes, not the server. */
export const isOfImport = (point: CrashPoint): boolean => point.startsWith('import-');

export function blowText({ blow, imports }: Plan): string {
  if (blow.at === 'point') return `${blow.point}, time ${blow.time}`;
  return `kill -9 of ${blow.victim === 'both' ? 'node and postgres' : blow.victim} after ${blow.afterMs} ms${imports ? ', import beside' : ''}`;
}
