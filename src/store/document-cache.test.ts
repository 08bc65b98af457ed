import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { DatasetHead } from '#domain/dataset.ts';
import { type Document, type DocumentCache, documentCache } from './document-cache.ts';

const aDocument = (id: string, rev: number, size = 10): Document => {
  const head: DatasetHead = {
    id,
    name: `${id}-name`,
    type: 'dataset',
    state: 'active',
    private: false,
    ownerOrg: null,
    creator: null,
    licenseId: null,
    created: '',
    modified: '',
    rev,
    numResources: 0,
  };
  return { head, groups: [], labels: ['public'], bytes: Buffer.alloc(size) };
};

type Bench = {
  readonly cache: DocumentCache;
  readonly loads: string[];
  readonly rows: Map<string, number>;
  readonly answer: (() => void)[];
  held: boolean;
  version: number;
};

/** A cache over rows of revisions; `held` loads wait until they are answered by hand. */
function aCache(maxBytes = 1_000): Bench {
  const bench: Omit<Bench, 'cache'> = { loads: [], rows: new Map(), answer: [], held: false, version: 0 };
  const load = async (ids: readonly string[]): Promise<readonly Document[]> => {
    bench.loads.push(...ids);
    const found = ids.flatMap((id) => (bench.rows.has(id) ? [aDocument(id, bench.rows.get(id) ?? 0)] : []));
    if (bench.held) await new Promise<void>((done) => bench.answer.push(done));
    return found;
  };
  const cache = documentCache(
    { load, idOf: async (ref) => [...bench.rows.keys()].find((id) => ref === id || ref === `${id}-name`), version: () => bench.version },
    maxBytes,
  );
  return Object.assign(bench, { cache });
}

const revOf = async (cache: DocumentCache, ref: string): Promise<number | undefined> => (await cache.find(ref))?.head.rev;

test('what was read once is answered from memory, by id and by name', async () => {
  const { cache, loads, rows } = aCache();
  rows.set('a', 1);

  assert.equal(cache.peek('a-name'), undefined);
  assert.equal(await revOf(cache, 'a'), 1);
  assert.equal(await revOf(cache, 'a-name'), 1);
  assert.equal(cache.peek('a-name')?.head.rev, 1);
  assert.deepEqual(loads, ['a']);
});

test('a name spelled like the id of another dataset never stands for that dataset', async () => {
  const victim = 'aaaaaaaa-0000-4000-8000-000000000001';
  const named = (id: string, name: string): Document => ({ ...aDocument(id, 1), head: { ...aDocument(id, 1).head, name } });
  const rows = new Map([
    [victim, named(victim, 'victim')],
    ['impostor', named('impostor', victim)],
  ]);
  const load = async (ids: readonly string[]): Promise<readonly Document[]> => ids.flatMap((id) => rows.get(id) ?? []);
  const cache = documentCache({ load, idOf: async (ref) => (rows.has(ref) ? ref : undefined), version: () => 0 }, 1_000);
  await cache.find('impostor');

  assert.equal(cache.peek(victim), undefined);
  assert.equal((await cache.find(victim))?.head.id, victim);
});

test('what changed is read anew', async () => {
  const { cache, rows } = aCache();
  rows.set('a', 1);
  await cache.find('a');
  rows.set('a', 2);

  cache.forget([{ id: 'a' }]);

  assert.equal(await revOf(cache, 'a'), 2);
});

test('a load that was under way when its dataset changed is not kept', async () => {
  const bench = aCache();
  bench.rows.set('a', 1);
  bench.held = true;
  const old = bench.cache.find('a');
  await new Promise((done) => setImmediate(done));
  bench.rows.set('a', 2);
  bench.cache.forget([{ id: 'a' }]);
  for (const done of bench.answer) done();
  await old;
  bench.held = false;

  assert.equal(await revOf(bench.cache, 'a'), 2);
});

test('an old load never takes the place of a newer one, though the change it missed is told late', async () => {
  const bench = aCache();
  bench.rows.set('a', 1);
  bench.held = true;
  const old = bench.cache.find('a');
  await new Promise((done) => setImmediate(done));
  bench.held = false;
  bench.rows.set('a', 2);
  assert.equal(await revOf(bench.cache, 'a'), 2);
  bench.cache.forget([{ id: 'a', rev: 2 }]);

  for (const done of bench.answer) done();
  await old;

  assert.equal(await revOf(bench.cache, 'a'), 2);
});

test('nothing made from other groups than there are now is answered', async () => {
  const bench = aCache();
  bench.rows.set('a', 1);
  await bench.cache.find('a');

  bench.version++;

  assert.equal(bench.cache.peek('a'), undefined);
  await bench.cache.find('a');
  assert.deepEqual(bench.loads, ['a', 'a']);
});

test('no more is held than was allowed, and what is read often stays', async () => {
  const { cache, rows } = aCache(35);
  for (const id of ['a', 'b', 'c']) {
    rows.set(id, 1);
    await cache.find(id);
  }
  cache.peek('a');

  rows.set('d', 1);
  await cache.find('d');

  assert.deepEqual(
    ['a', 'b', 'c', 'd'].filter((id) => cache.peek(id) !== undefined),
    ['a', 'c', 'd'],
  );
});

test('many are answered in the order asked for, without those that do not exist', async () => {
  const { cache, rows, loads } = aCache();
  for (const id of ['a', 'b', 'c']) rows.set(id, 1);
  await cache.find('b');

  const found = await cache.getMany(['c', 'gone', 'b', 'a']);

  assert.deepEqual(
    found.map(({ head }) => head.id),
    ['c', 'b', 'a'],
  );
  assert.deepEqual(loads, ['b', 'c', 'gone', 'a']);
});
