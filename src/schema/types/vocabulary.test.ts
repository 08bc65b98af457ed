import assert from 'node:assert/strict';
import test from 'node:test';
import { id } from '../contexts-for-tests.ts';
import type { Input } from '../field.ts';
import type { VocabularyContext } from './vocabulary.ts';
import { validateNewTag, validateVocabulary } from './vocabulary.ts';

const context = (current?: { id: string; name: string }): VocabularyContext => ({
  mode: current === undefined ? 'create' : 'update',
  current,
  lookups: {
    vocabulary: (key) => (key === id(70) ? { id: key, name: 'colours' } : undefined),
    vocabularyByName: (name) => (name === 'colours' ? { id: id(70) } : undefined),
  },
});
const outcome = (input: Input, current?: { id: string; name: string }): unknown => {
  const result = validateVocabulary(input, context(current));
  return result.ok ? result.value : result.errors;
};
const tagOutcome = (input: Input): unknown => {
  const result = validateNewTag(input, { lookups: { ...context().lookups, tagExists: (_, name) => name === 'white' } });
  return result.ok ? result.value : result.errors;
};

test('a vocabulary has a name of its own and a set of tags', () => {
  assert.deepEqual(outcome({ name: 'forms', tags: [{ name: 'round' }, { name: 'flat' }, { name: 'round' }] }), {
    name: 'forms',
    tags: ['flat', 'round'],
  });
  for (const name of [undefined, '', null]) assert.deepEqual(outcome({ name }), { name: ['Missing value'] });
  for (const name of ['v', 5]) assert.deepEqual(outcome({ name }), { name: ['Name must be at least 2 characters long'] });
  assert.deepEqual(outcome({ name: 'v'.repeat(101) }), { name: ['Name must be a maximum of 100 characters long'] });
  assert.deepEqual(outcome({ name: 'colours' }), { name: ['That vocabulary name is already in use.'] });
  assert.deepEqual(outcome({ name: 'forms', id: id(1) }), { id: ['The input field id was not expected.'] });
  assert.deepEqual(outcome({ name: 'forms', tags: [{ name: 'ok' }, { name: 'a' }] }), { tags: ['Tag "a" length is less than minimum 2'] });
});

test('an update keeps what is left out', () => {
  const current = { id: id(70), name: 'colours' };
  assert.deepEqual(outcome({ id: id(70) }, current), { name: 'colours', tags: undefined });
  assert.deepEqual(outcome({ name: 'colours', tags: [] }, current), { name: 'colours', tags: [] });
  assert.deepEqual(outcome({ name: '' }, current), { name: ['Name must be at least 2 characters long'] });
});

test('a new tag needs a vocabulary that has none of its name', () => {
  assert.deepEqual(tagOutcome({ name: 'red', vocabulary_id: id(70) }), { name: 'red', vocabulary_id: id(70) });
  assert.deepEqual(tagOutcome({}), { name: ['Missing value'], vocabulary_id: ['Missing value'] });
  assert.deepEqual(tagOutcome({ name: 'a', vocabulary_id: id(70) }), { name: ['Tag "a" length is less than minimum 2'] });
  assert.deepEqual(tagOutcome({ name: 'red', vocabulary_id: 'nope' }), { vocabulary_id: ['Tag vocabulary was not found.'] });
  assert.deepEqual(tagOutcome({ name: 'white', vocabulary_id: id(70) }), {
    vocabulary_id: [`Tag white already belongs to vocabulary ${id(70)}`],
  });
  assert.deepEqual(tagOutcome({ id: id(2), name: 'red', vocabulary_id: id(70) }), { id: ['The input field id was not expected.'] });
});
