/** Compares a recorded answer with ours, value by value; ids are equal when they always stand for the same other id. */
import { shapesOnly } from './normalise.ts';

export type Difference = { readonly path: string; readonly expected?: unknown; readonly actual?: unknown };

/** Which id of the answer stands for which of the recording. The numbers follow the order of keys, so they may differ. */
export type Pairs = { readonly answer: Map<string, string>; readonly recorded: Map<string, string> };

const ID = /«uuid:\d+»/g;
const MOST = 20;

export function newPairs(count: number): Pairs {
  const same = Array.from({ length: count }, (_, i): [string, string] => [`«uuid:${i + 1}»`, `«uuid:${i + 1}»`]);
  return { answer: new Map(same), recorded: new Map(same) };
}

const isDict = (value: unknown): value is Record<string, unknown> => value !== null && typeof value === 'object' && !Array.isArray(value);

const stable = (value: unknown): string =>
  JSON.stringify(value, (_, item: unknown) =>
    isDict(item) ? Object.fromEntries(Object.entries(item).sort(([a], [b]) => (a < b ? -1 : 1))) : item,
  );

const withIds = (text: string, change: (id: string) => string): string => text.replace(ID, change);

function sameButIds(expected: string, actual: string, pairs: Pairs): boolean {
  if (withIds(expected, () => '«uuid»') !== withIds(actual, () => '«uuid»')) return false;
  const [theirs, ours] = [expected.match(ID) ?? [], actual.match(ID) ?? []];
  return theirs.every((id, i) => {
    const mine = ours[i] ?? '';
    if (!pairs.answer.has(id) && !pairs.recorded.has(mine)) {
      pairs.answer.set(id, mine);
      pairs.recorded.set(mine, id);
    }
    return pairs.answer.get(id) === mine;
  });
}

function sorted(list: readonly unknown[], known: (id: string) => string | undefined): unknown[] {
  const key = (value: unknown): string => withIds(shapesOnly(stable(value)), (id) => known(id) ?? '«uuid»');
  return [...list].sort((a, b) => (key(a) < key(b) ? -1 : 1));
}

export function differences(
  expected: unknown,
  actual: unknown,
  path: string,
  unordered: readonly string[],
  out: Difference[],
  pairs: Pairs,
): void {
  if (out.length > MOST || expected === '«ignored»' || actual === '«ignored»') return;
  if (Array.isArray(expected) && Array.isArray(actual)) compareLists(expected, actual, path, unordered, out, pairs);
  else if (isDict(expected) && isDict(actual)) compareDicts(expected, actual, path, unordered, out, pairs);
  else if (!sameScalar(expected, actual, pairs)) out.push({ path, expected, actual });
}

function compareLists(
  expected: readonly unknown[],
  actual: readonly unknown[],
  path: string,
  unordered: readonly string[],
  out: Difference[],
  pairs: Pairs,
): void {
  const free = unordered.includes(path);
  const theirs = free ? sorted(expected, (id) => (pairs.answer.has(id) ? id : undefined)) : expected;
  const ours = free ? sorted(actual, (id) => pairs.recorded.get(id)) : actual;
  if (theirs.length !== ours.length) out.push({ path, expected: `${theirs.length} items`, actual: `${ours.length} items` });
  for (let i = 0; i < Math.min(theirs.length, ours.length); i++) differences(theirs[i], ours[i], `${path}.${i}`, unordered, out, pairs);
}

function compareDicts(
  expected: Record<string, unknown>,
  answer: Record<string, unknown>,
  path: string,
  unordered: readonly string[],
  out: Difference[],
  pairs: Pairs,
): void {
  const actual = Object.fromEntries(
    Object.entries(answer).map(([key, value]) => [withIds(key, (id) => pairs.recorded.get(id) ?? id), value]),
  );
  for (const key of new Set([...Object.keys(expected), ...Object.keys(actual)])) {
    const where = path === '' ? key : `${path}.${key}`;
    if (expected[key] === '«ignored»' || actual[key] === '«ignored»') continue;
    if (!(key in actual)) out.push({ path: where, expected: expected[key], actual: '«missing»' });
    else if (!(key in expected)) out.push({ path: where, expected: '«absent»', actual: actual[key] });
    else differences(expected[key], actual[key], where, unordered, out, pairs);
  }
}

function sameScalar(expected: unknown, actual: unknown, pairs: Pairs): boolean {
  if (typeof expected === 'string' && typeof actual === 'string') {
    // «time» alone: recorded when every time was a placeholder
    if (expected.includes('«time') && expected === shapesOnly(actual)) return true;
    if (expected.includes('«uuid')) return sameButIds(expected, actual, pairs);
  }
  return Object.is(expected, actual);
}
