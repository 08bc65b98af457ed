/** A new vocabulary. */
import { mayKeepTags } from '#access/tag.ts';
import { newId } from '#domain/ids.ts';
import type { CleanVocabulary } from '#schema/types/vocabulary.ts';
import { insertVocabulary } from '#store/vocabulary.ts';
import { defineWrite } from '../action.ts';
import { shownVocabulary, type VocabularyDict } from './present-vocabulary.ts';
import { checkVocabulary, VOCABULARY_FIELDS } from './vocabulary-form.ts';

export const vocabularyCreate = defineWrite<undefined, CleanVocabulary, VocabularyDict>({
  name: 'vocabulary_create',
  about: 'Creates a vocabulary, a named set of tags. Sysadmins only.',
  input: VOCABULARY_FIELDS,
  may: ({ actor }) => mayKeepTags(actor),
  check: (call, input) => checkVocabulary(call, input),
  run: (call, { name, tags = [] }) => {
    const id = newId();
    return { writes: [insertVocabulary({ id, name, tags })], events: [], result: () => shownVocabulary(call, id) };
  },
});
