import assert from 'node:assert/strict';
import { test } from 'node:test';
import { anyWord, queryOf } from './search-words.ts';

test('words joined by signs become a query, all else stays as it was typed', () => {
  for (const words of [
    'salmon OR trout',
    'hydro*',
    '(salmon OR trout) habitat',
    '"river forecast" OR flow',
    'river NOT forecast',
    'fish* -trout',
    'FISH AND WILDLIFE',
    'Chilko’s OR Élan',
  ])
    assert.equal(queryOf(words), `text:(${words})`);
  for (const words of [
    '',
    'salmon',
    'salmon or trout',
    'river -forecast',
    '"river forecast"',
    'water (old)',
    'title:salmon OR trout',
    'OR trout',
    'salmon OR',
    'salmon OR OR trout',
    'NOT trout',
    '-salmon OR trout',
    '(salmon OR trout',
    'salmon) OR (trout',
    '() OR trout',
    '"salmon OR trout',
    'C:\\data OR x',
    'a/b OR c',
    '{!lucene} OR x',
    'x OR "\\"',
    '* OR x',
    `${'a '.repeat(600)}OR b`,
  ])
    assert.equal(queryOf(words), words);
});

test('any of the words is offered for plain words alone', () => {
  assert.equal(anyWord('silver creek'), 'text:(silver OR creek)');
  assert.equal(anyWord('OR creek'), 'text:(or OR creek)');
  assert.deepEqual(['creek', 'silver OR creek', 'silver* creek', '"silver creek"'].map(anyWord), [
    undefined,
    undefined,
    undefined,
    undefined,
  ]);
});
