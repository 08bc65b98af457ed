/** What becomes of a dataset's dict in the index. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { indexDocument, storedFields, type DatasetDict } from './document.ts';

const options = {
  rev: 3,
  labels: ['public'],
  siteId: 'default',
  extraResourceFields: ['object_name'],
  vocabularies: new Map([['v1', 'Topics']]),
};
const fieldsOf = (dataset: DatasetDict): Record<string, unknown> =>
  Object.fromEntries(indexDocument({ id: 'x', name: 'n', ...dataset }, options).fields);

test('tags go to their vocabulary or to the free tags', () => {
  const fields = fieldsOf({
    tags: [
      { name: 'a', vocabulary_id: null },
      { name: 'b', vocabulary_id: 'v1' },
      { name: 'c', vocabulary_id: 'gone' },
    ],
  });

  assert.deepEqual(fields.tags, ['a']);
  assert.deepEqual(fields.vocab_Topics, ['b']);
});

test('an extra is indexed as text and, unless the name is taken, as a value', () => {
  const fields = fieldsOf({
    title: 'T',
    extras: [
      { key: 'original media', value: 'book' },
      { key: 'title', value: 'other' },
      { key: 'tags', value: 'no' },
    ],
  });

  assert.equal(fields.extras_originalmedia, 'book');
  assert.equal(fields.originalmedia, 'book');
  assert.equal(fields.extras_title, 'other');
  assert.equal(fields.title, 'T');
  assert.equal(fields.tags, undefined);
});

test('a field that a dataset type adds is indexed like an extra', () => {
  const fields = fieldsOf({ publish_state: 'PUBLISHED', dates: [{ type: 'Created' }] });

  assert.equal(fields.publish_state, 'PUBLISHED');
  assert.equal(fields.extras_publish_state, 'PUBLISHED');
  assert.equal(fields.dates, '[{"type":"Created"}]');
});

test('blank values and formats are not indexed', () => {
  const fields = fieldsOf({
    notes: '',
    version: null,
    resources: [
      { format: '', url: 'u1' },
      { format: 'CSV', url: 'u2', object_name: 'A.B' },
    ],
  });

  assert.deepEqual([fields.notes, fields.version], [undefined, undefined]);
  assert.deepEqual(fields.res_format, ['CSV']);
  assert.deepEqual(fields.res_url, ['u1', 'u2']);
  assert.deepEqual(fields.res_extras_object_name, ['A.B']);
});

const DATES: readonly (readonly [string, string | undefined])[] = [
  ['2014-03-22', '2014-03-22T00:00:00Z'],
  ['2014-03-22 05:42:14', '2014-03-22T05:42:14Z'],
  ['2014-03-22T05:42:14-08:00', '2014-03-22T13:42:14Z'],
  ['2019', '2019-01-01T00:00:00Z'],
  ['May 2018', '2018-05-01T00:00:00Z'],
  ['22 March 2014', '2014-03-22T00:00:00Z'],
  ['1999-12-31T23:59:59.120Z', '1999-12-31T23:59:59.12Z'],
  ['13/02/2012', '2012-02-13T00:00:00Z'],
  ['Not a date', undefined],
  ['2014-13-01', undefined],
  ['2014-15', undefined],
  ['30/062012', undefined],
  [' ', undefined],
];
for (const [written, read] of DATES)
  test(`the date ${JSON.stringify(written)} is read as ${read ?? 'none'}`, () => {
    const fields = fieldsOf({ extras: [{ key: 'seen_date', value: written }] });

    assert.equal(fields.seen_date, read);
  });

test('stored fields are chosen by name and by pattern, and lose the prefix of extras', () => {
  const document = indexDocument(
    { id: 'x', name: 'n', title: 'T', private: false, num_tags: 2, resources: [{ name: 'r' }], extras: [{ key: 'a', value: 'b' }] },
    options,
  );

  assert.deepEqual(storedFields(document, ['name,extras_a', 'res_*', 'num_tags', 'permission_labels', 'text']), {
    name: 'n',
    a: 'b',
    res_name: ['r'],
  });
  assert.deepEqual(storedFields(document, ['score name'], { score: 1.5 }), { name: 'n', score: 1.5 });
});
