/** Whatever is asked, the answer is an answer or one of the three refusals. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { SearchError, SearchQueryError, ValidationError } from '#domain/errors.ts';
import { aDocument, anEngine, ask } from './samples.ts';

const engine = anEngine(
  aDocument('water-licences', {
    title: 'Water licences',
    notes: 'Naïve café & Wi-Fi, PM2.5',
    tags: [{ name: 'open water' }],
    extras: [{ key: 'seen_date', value: '2020-02-29' }],
  }),
  aDocument('forest', {
    title: 'Forest tenure',
    notes: 'Straße 東京都',
    num_tags: 3,
    resources: [{ name: 'csv', format: 'CSV', url: 'http://example.org/a.csv' }],
  }),
);

async function survives(params: Record<string, unknown>): Promise<void> {
  try {
    const answer = await ask(engine, params);
    assert.ok(answer.total >= answer.ids.length && answer.total <= 2);
  } catch (error) {
    assert.ok(
      error instanceof SearchError || error instanceof SearchQueryError || error instanceof ValidationError,
      `${JSON.stringify(params)}: ${String(error)}`,
    );
  }
}

const field = fc.constantFrom(
  'title',
  'text',
  'tags',
  'name',
  'seen_date',
  'metadata_modified',
  'name_ngram',
  'title_ngram',
  'urls',
  'nosuch',
  'extras_x',
  'views_total',
  'data_dict',
  'res_name',
  '*',
  '__proto__',
  'constructor',
  'permission_labels',
  ' text',
);
const value = fc.constantFrom(
  'water',
  'wat*',
  '*at?r*',
  '?',
  '*',
  '"open water"~3',
  '""',
  'watr~',
  'watr~0.5',
  'x~0',
  '[a TO b}',
  '[* TO *]',
  '{2020-01-01T00:00:00Z TO NOW/DAY+1MONTH]',
  '2020-02-29T00\\:00\\:00Z',
  'NOW',
  'Wi-Fi',
  '/wat.*/',
  '(water -fish)',
  '(a OR b)^2',
  'tv',
  'x^=0',
  '\\u0041',
  '&',
  '-',
  '1e400',
);
const part = fc.oneof(
  fc.tuple(field, value).map(([name, text]) => `${name.trim() === name ? name : `\\${name}`}:${text}`),
  value,
);
const query = fc
  .array(fc.tuple(fc.constantFrom('', '', 'AND ', 'OR ', '+', '-', 'NOT '), part), { maxLength: 5 })
  .map((parts) => parts.map(([operator, text]) => operator + text).join(' '));
const text = fc.oneof(query, fc.string(), fc.string({ unit: fc.constantFrom(...'+-!():^[]"{}~*?\\/ aAND|&TO12.u') }));

test('grammar and junk in q, fq and sort never break anything', async () => {
  const request = fc.record(
    {
      q: text,
      fq: fc.option(text, { nil: undefined }),
      defType: fc.constantFrom(undefined, 'dismax', 'edismax', 'lucene'),
      sort: fc.option(
        fc.oneof(
          fc.tuple(field, fc.constantFrom('asc', 'desc')).map((words) => words.join(' ')),
          fc.string(),
        ),
        { nil: undefined },
      ),
      'facet.field': fc.option(fc.array(field, { maxLength: 3 }), { nil: undefined }),
      'facet.mincount': fc.constantFrom(undefined, 0, 1),
      'facet.limit': fc.constantFrom(undefined, -1, 0, 3),
      qf: fc.constantFrom(undefined, 'title^3 metadata_modified nosuch', 'name_ngram', '', 'x^y'),
      mm: fc.constantFrom(undefined, '1', '-50%', '2<', 'x', '0'),
    },
    { requiredKeys: ['q'] },
  );
  await fc.assert(fc.asyncProperty(request, survives), { numRuns: 4000 });
});

test('parameters of any type are taken or refused', async () => {
  const names = [
    'q',
    'fq',
    'fq_list',
    'rows',
    'start',
    'sort',
    'fl',
    'facet',
    'facet.field',
    'facet.limit',
    'facet.mincount',
    'qf',
    'tie',
    'mm',
    'defType',
    'include_private',
    'include_drafts',
    'use_default_schema',
    'extras',
    'ext_x',
    'nosuch',
  ];
  const anything = fc.dictionary(fc.constantFrom(...names), fc.oneof(fc.anything({ maxDepth: 2 }), fc.jsonValue()), { maxKeys: 4 });
  await fc.assert(fc.asyncProperty(anything, survives), { numRuns: 3000 });
});

test('the longest patterns are matched without delay', async () => {
  const started = process.cpuUsage();

  await survives({ q: `title:${'*a'.repeat(5000)}b` });
  await survives({ q: `text:${'?'.repeat(20_000)}*` });
  await survives({ q: `title:${'a'.repeat(20_000)}~2` });

  assert.ok(process.cpuUsage(started).user < 3_000_000);
});
