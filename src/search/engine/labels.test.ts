/** Nothing of a document that an actor may not see reaches him: not its id, a count or a value. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Audience } from '#domain/audience.ts';
import { aDocument, anEngine, ask } from './samples.ts';

const LABELS = ['public', 'member-a', 'member-b', 'creator-u', 'odd "label" OR *'];
const WORDS = ['water', 'fish', 'forest'];
const some = (list: readonly string[], least: number) => fc.subarray([...list], { minLength: least });

const dataset = fc.record({ labels: some(LABELS, 1), words: some(WORDS, 1), tags: some(['x', 'y', 'z'], 0) });
const audience: fc.Arbitrary<Audience> = fc.oneof(
  { arbitrary: some(LABELS, 0).map((labels): Audience => ({ kind: 'labels', labels })), weight: 5 },
  { arbitrary: fc.constant<Audience>({ kind: 'all' }), weight: 1 },
);
const QUESTIONS: readonly (readonly [string, (words: readonly string[]) => boolean])[] = [
  ['*:*', () => true],
  ['water', (words) => words.includes('water')],
  ['title:water OR title:fish', (words) => words.includes('water') || words.includes('fish')],
  ['-title:water', (words) => !words.includes('water')],
  ['title:f*', (words) => words.includes('fish') || words.includes('forest')],
  ['title:wate~1', (words) => words.includes('water')],
  ['title:*', () => true],
  ['*:* -title:fish', (words) => !words.includes('fish')],
  ['title_ngram:fore', (words) => words.includes('forest')],
];

test('counts, ids and facets are those of a catalogue of visible datasets only', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(dataset, { maxLength: 25 }),
      audience,
      fc.constantFrom(...QUESTIONS),
      fc.constantFrom(0, 1),
      async (datasets, who, [q, holds], mincount) => {
        const engine = anEngine(
          ...datasets.map(({ labels, words, tags }, i) =>
            aDocument(`d${String(i).padStart(2, '0')}`, { title: words.join(' '), tags: tags.map((name) => ({ name })) }, 1, labels),
          ),
        );
        const visible = datasets
          .map((each, i) => ({ ...each, id: `d${String(i).padStart(2, '0')}` }))
          .filter(({ labels }) => who.kind === 'all' || labels.some((label) => who.labels.includes(label)));
        const hits = visible.filter(({ words }) => holds(words));

        const answer = await ask(
          engine,
          {
            q,
            rows: 100,
            sort: 'id asc',
            include_private: true,
            'facet.field': ['tags', 'title'],
            'facet.limit': -1,
            'facet.mincount': mincount,
          },
          who,
        );

        const count = (value: string) => hits.filter(({ tags }) => tags.includes(value)).length;
        const values = ['x', 'y', 'z'].filter((value) => (mincount === 0 ? visible : hits).some(({ tags }) => tags.includes(value)));
        assert.deepEqual(
          answer.ids,
          hits.map(({ id }) => id),
        );
        assert.equal(answer.total, hits.length);
        assert.deepEqual(
          answer.facets.tags,
          values.map((value) => ({ value, count: count(value) })),
        );
        const words = WORDS.filter((word) => (mincount === 0 ? visible : hits).some((each) => each.words.includes(word))).map((value) => ({
          value,
          count: hits.filter((each) => each.words.includes(value)).length,
        }));
        assert.deepEqual(
          answer.facets.title,
          words.sort((a, b) => (a.value < b.value ? -1 : 1)),
        );
      },
    ),
    { numRuns: 400 },
  );
});
