import assert from 'node:assert/strict';
import test from 'node:test';
import type { Input } from './field.ts';
import { defineParameters, flag, natural, readParameters, text, wholeNumber } from './parameters.ts';

const LIST = defineParameters({
  q: text(''),
  about: text(null),
  limit: natural(10),
  order: wholeNumber(null),
  all_fields: flag(false),
});
const outcome = (input: Input): unknown => {
  const result = readParameters(LIST, input);
  return result.ok ? result.value : result.errors;
};

test('what is not given has its default', () => {
  assert.deepEqual(outcome({}), { q: '', about: null, limit: 10, order: null, all_fields: false });
});

test('values come as text as well as typed', () => {
  assert.deepEqual(outcome({ q: 5, limit: ' 3 ', order: '-1', all_fields: 'ON', unknown: 1 }), {
    q: '5',
    about: null,
    limit: 3,
    order: -1,
    all_fields: true,
  });
});

test('blank numbers are none', () => {
  assert.deepEqual(outcome({ limit: '', order: ' ' }), outcome({}));
});

test('all faults come at once', () => {
  assert.deepEqual(outcome({ limit: -1, order: 1.5, all_fields: 'maybe' }), {
    limit: ['Must be a natural number'],
    order: ['Invalid integer'],
    all_fields: ['Parameter is not an bool'],
  });
  assert.deepEqual(outcome({ limit: 'x' }), { limit: ['Invalid integer'] });
});
