/** All vocabularies. */
import { allowed } from '#access/decision.ts';
import { defineRead, type Input } from '../action.ts';
import { presentVocabularies, type VocabularyDict } from './present-vocabulary.ts';

export const vocabularyList = defineRead<undefined, Input, readonly VocabularyDict[]>({
  name: 'vocabulary_list',
  about: 'Lists the vocabularies with their tags.',
  input: {},
  may: () => allowed,
  run: (call) => presentVocabularies(call, call.db.vocabularies.all()),
});
