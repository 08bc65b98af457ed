import assert from 'node:assert/strict';
import test from 'node:test';
import type { Input } from './field.ts';
import {
  defineParameters,
  flag,
  limit,
  natural,
  oneOrMoreTexts,
  present,
  readParameters,
  requiredText,
  text,
  textList,
  wholeNumber,
} from './parameters.ts';

const LIST = defineParameters({
  q: requiredText,
  about: text(null),
  limit: limit(10, 100),
  offset: natural(0),
  order: wholeNumber(null),
  all_fields: flag(false),
  names: textList,
  ids: oneOrMoreTexts,
});
const outcome = (input: Input): unknown => {
  const result = readParameters(LIST, { q: 'x', ...input });
  return result.ok ? result.value : result.errors;
};

test('what is not given has its default', () => {
  assert.deepEqual(outcome({}), { q: 'x', about: null, limit: 10, offset: 0, order: null, all_fields: false, names: null, ids: null });
});

test('values come as text as well as typed, and a limit is cut to its ceiling', () => {
  const result = readParameters(LIST, { q: 5, limit: '1000', offset: ' 3 ', order: '-1', all_fields: 'ON', ids: 'a' });
  assert.deepEqual(result, {
    ok: true,
    value: { q: '5', about: null, limit: 100, offset: 3, order: -1, all_fields: true, names: null, ids: ['a'] },
  });
});

test('blank numbers are none', () => {
  assert.deepEqual(outcome({ limit: '', offset: ' ' }), outcome({}));
});

test('all faults come at once, those of a limit twice', () => {
  assert.deepEqual(outcome({ q: '', limit: 'x', offset: -1, order: 1.5, all_fields: 'maybe', names: 'a', ids: [1] }), {
    q: ['Missing value'],
    limit: ['Invalid integer', 'Please enter an integer value'],
    offset: ['Must be a natural number'],
    order: ['Invalid integer'],
    all_fields: ['Parameter is not an bool'],
    names: ['Not a list'],
    ids: ['Not a string'],
  });
  assert.deepEqual(outcome({ limit: -1 }), { limit: ['Must be a natural number'] });
});

test('a key that must be present may be null', () => {
  const list = defineParameters({ id: present });
  assert.deepEqual(readParameters(list, {}), { ok: false, errors: { id: ['Missing value'] } });
  assert.deepEqual(readParameters(list, { id: null }), { ok: true, value: { id: null } });
});
