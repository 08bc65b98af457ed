/** One vocabulary. */
import { allowed } from '#access/decision.ts';
import type { Vocabulary } from '#store/vocabulary.ts';
import { defineRead, type Input } from '../action.ts';
import { getVocabulary, shownVocabulary, type VocabularyDict } from './present-vocabulary.ts';

export const vocabularyShow = defineRead<Vocabulary, Input, VocabularyDict>({
  name: 'vocabulary_show',
  about: 'Shows a vocabulary with its tags.',
  input: { id: { kind: 'text', about: 'Id or name of the vocabulary' } },
  find: getVocabulary,
  may: () => allowed,
  run: (call, _input, { id }) => shownVocabulary(call, id),
});
