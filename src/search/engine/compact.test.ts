/** Compaction: endless updates neither grow the index nor change an answer. */
import assert from 'node:assert/strict';
import { setImmediate as turn } from 'node:timers/promises';
import { test } from 'node:test';
import { aDocument, anEngine, ask } from './samples.ts';
import type { Engine } from './engine.ts';

const WORDS = ['water', 'fish', 'forest', 'road', 'park', 'fire', 'Wi-Fi', 'BCGW-2020', 'salmon', 'census'];
const word = (n: number): string => WORDS[n % WORDS.length] ?? '';

const version = (i: number, round: number) =>
  aDocument(
    `d${i}`,
    {
      title: `${word(i + round)} ${word(i * 3 + round)}`,
      notes: Array.from({ length: 20 }, (_, k) => word(i * k + round)).join(' '),
      url: `http://example.org/${i}/${round}`,
      tags: [{ name: word(i) }, { name: `tag ${round % 7}` }],
      metadata_modified: new Date(1e12 + i * 1000 + round).toISOString().slice(0, -1),
    },
    round + 1,
  );

const QUESTIONS: readonly Record<string, unknown>[] = [
  { q: 'water' },
  { q: 'fish forest' },
  { q: '"water fish"' },
  { q: 'title:wifi OR notes:"bcgw 2020"' },
  { q: 'title:wa*', sort: 'name asc' },
  { sort: 'metadata_modified desc', rows: 30 },
  { 'facet.field': ['tags', 'title'], rows: 0, 'facet.limit': -1 },
  { q: 'tags:fire' },
  { fq: 'metadata_modified:[2001-09-09T01:46:50Z TO *]' },
  { q: 'name_ngram:d1' },
  { q: 'urls:example' },
];

async function answers(engine: Engine): Promise<unknown[]> {
  return Promise.all(
    QUESTIONS.map(async (params) => {
      const { version: _, ...answer } = await ask(engine, { fl: 'name,score', ...params });
      return answer;
    }),
  );
}

test('after any number of updates answers and scores are those of a fresh index', async () => {
  const engine = anEngine(...Array.from({ length: 300 }, (_, i) => version(i, 0)));

  for (let round = 1; round <= 30; round++) {
    for (let i = 0; i < 300; i++) if ((i + round) % 3 === 0) engine.apply([{ kind: 'put', document: version(i, round) }]);
    if (round % 5 === 0) await turn();
  }
  while (engine.compact()) await turn();
  const fresh = anEngine(...Array.from(engine.revisions(), ({ id, rev }) => version(Number(id.slice(1)), rev - 1)));

  assert.deepEqual(await answers(engine), await answers(fresh));
});

test('memory stays where it is while one document is updated for ever', () => {
  const engine = anEngine(...Array.from({ length: 100 }, (_, i) => version(i, 0)));

  for (let round = 1; round <= 6000; round++) engine.apply([{ kind: 'put', document: version(round % 100, round) }]);

  assert.ok(engine.size().documents < 4000, `${engine.size().documents} numbers in use for 100 documents`);
  assert.ok(engine.size().texts < 20_000);
});

test('searches between the steps of a compaction see every change', async () => {
  const engine = anEngine(...Array.from({ length: 2000 }, (_, i) => version(i, 0)));
  for (let i = 0; i < 1500; i++) engine.apply([{ kind: 'put', document: version(i, 1) }]);

  for (let i = 0; i < 200; i++) {
    engine.apply([
      { kind: 'put', document: aDocument(`new${i}`, { title: `brand new` }, 9) },
      { kind: 'remove', id: `d${i}` },
    ]);
    assert.equal((await ask(engine, { q: `name:new${i}` })).total, 1);
    assert.equal((await ask(engine, { q: `name:d${i}` })).total, 0);
    await turn();
  }
  assert.equal((await ask(engine, {})).total, 2000);
});
