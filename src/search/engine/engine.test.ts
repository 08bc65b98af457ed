/** The engine as its callers see it: what is found, counted, ordered and kept up to date. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { aDocument, anEngine, ask, EVERYONE, SETTINGS } from './samples.ts';
import { autocompleteRequest } from '../request.ts';
import { Engine } from './engine.ts';

test('a writer finds what he has just written, and no more what he replaced or removed', async () => {
  const engine = anEngine(aDocument('a', { title: 'Old water' }, 1));

  engine.apply([{ kind: 'put', document: aDocument('a', { title: 'New forest' }, 2) }]);
  assert.equal((await ask(engine, { q: 'water' })).total, 0);
  assert.deepEqual((await ask(engine, { q: 'forest' })).ids, ['a']);

  engine.apply([{ kind: 'remove', id: 'a' }]);
  assert.equal((await ask(engine, {})).total, 0);
});

test('an older change is ignored, and the same revision is taken again', async () => {
  const engine = anEngine(aDocument('a', { title: 'second' }, 2));

  engine.apply([{ kind: 'put', document: aDocument('a', { title: 'first' }, 1) }]);
  assert.equal((await ask(engine, { q: 'second' })).total, 1);

  engine.apply([{ kind: 'put', document: aDocument('a', { title: 'again' }, 2) }]);
  assert.equal((await ask(engine, { q: 'again' })).total, 1);

  engine.apply([
    { kind: 'remove', id: 'a' },
    { kind: 'put', document: aDocument('a', {}, 1) },
  ]);
  assert.deepEqual([...engine.revisions()], [{ id: 'a', rev: 1 }]);
});

test('a repeated question is answered from memory until something changes', async () => {
  const engine = anEngine(aDocument('a'));

  const first = await ask(engine, {});
  assert.equal(await ask(engine, {}), first);

  engine.apply([{ kind: 'put', document: aDocument('b') }]);
  assert.equal((await ask(engine, {})).total, 2);
});

test('facets come by count and then by code points, without a limit by code points alone', async () => {
  const engine = anEngine(
    aDocument('a', { tags: [{ name: 'b' }, { name: 'é' }] }),
    aDocument('c', { tags: [{ name: 'b' }, { name: 'Z' }] }),
  );

  const limited = await ask(engine, { 'facet.field': ['tags'], 'facet.limit': 2, rows: 0 });
  const all = await ask(engine, { 'facet.field': ['tags'], 'facet.limit': -1, rows: 0 });

  assert.deepEqual(limited.facets.tags, [
    { value: 'b', count: 2 },
    { value: 'Z', count: 1 },
  ]);
  assert.deepEqual(
    all.facets.tags?.map(({ value }) => value),
    ['Z', 'b', 'é'],
  );
});

test('a facet without minimum shows only values of documents that the caller may see', async () => {
  const engine = anEngine(
    aDocument('a', { tags: [{ name: 'open' }] }),
    aDocument('b', { tags: [{ name: 'shut' }] }, 1, ['member-x']),
    aDocument('c', { title: 'water', tags: [] }),
  );

  const { facets } = await ask(engine, { q: 'water', 'facet.field': ['tags'], 'facet.mincount': 0 });

  assert.deepEqual(facets.tags, [{ value: 'open', count: 0 }]);
});

test('hits with equal keys come by id, so that pages fit together', async () => {
  const ids = Array.from({ length: 50 }, (_, i) => `d${String(i).padStart(2, '0')}`);
  const engine = anEngine(...[...ids].reverse().map((id) => aDocument(id)));

  const pages = await Promise.all([0, 1, 2, 3, 4].map((page) => ask(engine, { rows: 10, start: page * 10, sort: 'nosuch asc' })));

  assert.deepEqual(
    pages.flatMap((page) => page.ids),
    ids,
  );
});

test('missing values come last in both directions of a text sort and first going up in a date sort', async () => {
  const engine = anEngine(
    aDocument('a', { version: '1' }),
    aDocument('b'),
    aDocument('c', { version: '2', extras: [{ key: 'seen_date', value: '2020' }] }),
  );

  assert.deepEqual((await ask(engine, { sort: 'version asc' })).ids, ['a', 'c', 'b']);
  assert.deepEqual((await ask(engine, { sort: 'version desc' })).ids, ['c', 'a', 'b']);
  assert.deepEqual((await ask(engine, { sort: 'seen_date asc' })).ids, ['a', 'b', 'c']);
});

test('autocompletion finds pieces of slug and title, the own private ones too', async () => {
  const engine = anEngine(aDocument('public-transit', { title: 'Buses' }), aDocument('other', { title: 'Republic' }, 1, ['creator-me']));
  const complete = (q: string, labels: string[]) => engine.search(autocompleteRequest(q, 10, { kind: 'labels', labels }, SETTINGS));

  assert.deepEqual((await complete('bli', ['public'])).ids, ['public-transit']);
  assert.equal((await complete('"BLI', ['public', 'creator-me'])).total, 2);
});

test('an index that is closed says it is unavailable', async () => {
  const engine = new Engine();
  engine.close();

  await assert.rejects(ask(engine, {}, EVERYONE), { name: 'Unavailable' });
});
