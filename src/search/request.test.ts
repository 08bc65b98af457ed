/** Parameters of package_search: what they become and what CKAN says when it refuses them. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { SearchError, SearchQueryError, ValidationError } from '#domain/errors.ts';
import { print } from './query/print.ts';
import { searchRequest, type SearchRequest, type SearchSettings } from './request.ts';

const settings: SearchSettings = {
  facetLimit: 50,
  rowsMax: 1000,
  defaultSort: 'score desc, metadata_modified desc',
  defaultParser: 'dismax',
  siteId: 'default',
  allowedQueryParsers: [],
  now: new Date(0),
};
const asked = (params: Record<string, unknown>): SearchRequest => searchRequest(params, { kind: 'all' }, settings);

const INVALID: readonly (readonly [Record<string, unknown>, Record<string, string[]>])[] = [
  [{ rows: '15.0' }, { rows: ['Invalid integer', 'Please enter an integer value'] }],
  [{ rows: 1.5 }, { rows: ['Invalid integer'] }],
  [
    { rows: -1, start: 'x' },
    { rows: ['Must be a natural number'], start: ['Invalid integer'] },
  ],
  [{ 'facet.field': 'tags' }, { 'facet.field': ['Could not parse as valid JSON', 'Not a list'] }],
  [{ 'facet.field': '"tags"' }, { 'facet.field': ['Not a list'] }],
  [{ 'facet.field': [['a']] }, { 'facet.field': ["Not a string: ['a']"] }],
  [{ 'facet.mincount': -1, nosuch: 1 }, { 'facet.mincount': ['Must be a natural number'] }],
];
for (const [params, errors] of INVALID)
  test(`${JSON.stringify(params)} breaks the rules of its fields`, () => {
    assert.throws(
      () => asked(params),
      (error) => {
        assert.ok(error instanceof ValidationError);
        assert.deepEqual(error.errors, errors);
        return true;
      },
    );
  });

const BAD_QUERY: readonly (readonly [Record<string, unknown>, string])[] = [
  [{ b: 1, a: 2 }, `Search Query is invalid: "Invalid search parameters: ['a', 'b']"`],
  [{ sort: 'name' }, `Search Query is invalid: 'Invalid "sort" parameter'`],
  [{ sort: ['name asc'] }, `Search Query is invalid: 'Invalid "sort" parameter'`],
  [{ sort: ' ' }, `Search Query is invalid: 'Invalid "sort" parameter'`],
];
for (const [params, message] of BAD_QUERY)
  test(`${JSON.stringify(params)} is no search query`, () => {
    assert.throws(
      () => asked(params),
      (error) => error instanceof SearchQueryError && error.message === message,
    );
  });

const REFUSED: readonly (readonly [Record<string, unknown>, RegExp])[] = [
  [{ q: '{!lucene}a' }, /Local parameters are not supported in param 'q'\./],
  [{ fq: '{!term f=tags}a' }, /Local parameters must be defined at the beginning of param 'fq'\./],
  [{ fq_list: ['{!x}a'] }, /not supported in param 'fq_list'/],
  [{ 'facet.field': ['{!ex=a}tags'] }, /not supported in param 'facet\.field'/],
  [{ q: '_query_:"a"' }, /Magic fields are not supported in param 'q'\./],
  [{ q: 'title:(a' }, /^Search error: "SOLR returned an error running query: /],
  [{ fq: ['a', 'b'] }, /SOLR returned/],
  [{ q: 'a', defType: 'nosuch' }, /invalid query parser 'nosuch'/],
  [{ sort: 'res_name asc' }, /multivalued field/],
  [{ 'facet.field': ['metadata_modified'] }, /docValues/],
  [{ 'facet.field': ['tags'], facet: 'maybe' }, /invalid boolean value/],
  [{ 'facet.field': ['tags'], 'facet.limit': '' }, /"None"/],
  [{ start: 2147483648 }, /2147483648/],
  [{ q: `a:${'b '.repeat(40_000)}` }, /too long/],
];
for (const [params, message] of REFUSED)
  test(`${JSON.stringify(params).slice(0, 60)} is a search error`, () => {
    assert.throws(
      () => asked(params),
      (error) => error instanceof SearchError && message.test(error.message),
    );
  });

test('visibility is glued onto the filter unless the caller speaks of the state himself', () => {
  assert.equal(print(asked({ fq: 'a OR b' }).filters[0] ?? assert.fail()), '+capacity:public a OR b +state:(active)');
  assert.equal(print(asked({ fq: '+state:draft', include_private: true }).filters[0] ?? assert.fail()), '+state:draft');
  assert.equal(print(asked({ include_drafts: 'yes', include_private: 1 }).filters[0] ?? assert.fail()), '+state:(active OR draft)');
});

test('a colon in q leaves DisMax, and eDisMax is never left', () => {
  assert.equal(asked({ q: 'water' }).spread.kind, 'dismax');
  assert.equal(asked({ q: 'title:water' }).spread.kind, 'lucene');
  assert.equal(asked({ q: 'title:water', defType: 'edismax' }).spread.kind, 'edismax');
});

test('numbers and flags are read as Python reads them', () => {
  const request = asked({ rows: '٣', start: ' +5 ', include_private: 'TRUE', use_default_schema: '1' });

  assert.deepEqual([request.rows, request.start, request.include.private, request.useDefaultSchema], [3, 5, true, true]);
  assert.equal(asked({ rows: 99999 }).rows, 1000);
  assert.equal(asked({ rows: '' }).rows, 10);
});

test('sorts are echoed as given and read with their directions', () => {
  const request = asked({ sort: 'name  ASC , metadata_modified top,' });

  assert.equal(request.sortText, 'name  ASC , metadata_modified top,');
  assert.deepEqual(request.sort, [
    { field: 'name', descending: false },
    { field: 'metadata_modified', descending: true },
  ]);
  assert.equal(asked({ sort: 'rank' }).sortText, settings.defaultSort);
});
