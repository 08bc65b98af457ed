/** Analysis against the token tables that a real Solr printed for CKAN's schema. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { analyze, type TextType } from './analyzer.ts';
import { stem } from './porter2.ts';

type Row = { type: TextType; text: string; index: [string, number][]; query: [string, number][] };

const rows = readFileSync(new URL('analysis.golden.jsonl', import.meta.url), 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as Row);

for (const side of ['index', 'query'] as const)
  test(`every text gives Solr's terms and positions on the ${side} side`, () => {
    for (const row of rows) {
      const tokens = analyze(row.type, side, row.text).map(({ term, position }) => [term, position]);

      assert.deepEqual(tokens, row[side], `${row.type} ${row.text}`);
    }
  });

const STEMS: readonly (readonly [string, string])[] = [
  ['consistency', 'consist'],
  ['consolidation', 'consolid'],
  ['knightly', 'knight'],
  ['generously', 'generous'],
  ['communities', 'communiti'],
  ['hopping', 'hop'],
  ['hoping', 'hope'],
  ['luxuriated', 'luxuri'],
  ['agreed', 'agre'],
  ['by', 'by'],
  ['say', 'say'],
  ['cries', 'cri'],
  ['ties', 'tie'],
  ['gas', 'gas'],
  ['gaps', 'gap'],
  ['youth', 'youth'],
  ['dying', 'die'],
  ['succeeding', 'succeed'],
  ['rational', 'ration'],
  ['beauty', 'beauti'],
];

test('words are stemmed as the published algorithm says', () => {
  for (const [word, expected] of STEMS) assert.equal(stem(word), expected, word);
});
