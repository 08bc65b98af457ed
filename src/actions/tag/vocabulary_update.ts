/** Renames a vocabulary and gives it other tags. */
import { mayKeepTags } from '#access/tag.ts';
import type { CleanVocabulary } from '#schema/types/vocabulary.ts';
import { detachTags, revOfVocabulary, updateVocabulary, type Vocabulary } from '#store/vocabulary.ts';
import { defineWrite } from '../action.ts';
import { getVocabulary, shownVocabulary, type VocabularyDict } from './present-vocabulary.ts';
import { checkVocabulary, VOCABULARY_FIELDS } from './vocabulary-form.ts';

export const vocabularyUpdate = defineWrite<Vocabulary, CleanVocabulary, VocabularyDict>({
  name: 'vocabulary_update',
  about: 'Renames a vocabulary, or replaces its tags: datasets lose those that are left out. Sysadmins only.',
  input: { id: { kind: 'text', about: 'Id or name of the vocabulary' }, ...VOCABULARY_FIELDS },
  find: getVocabulary,
  may: ({ actor }) => mayKeepTags(actor),
  check: (call, input, vocabulary) => checkVocabulary(call, input, vocabulary),
  run: async (call, { name, tags }, { id }) => {
    const rev = tags === undefined ? undefined : await revOfVocabulary(call.db.pool, id);
    const detached = tags === undefined ? [] : [detachTags({ vocabularyId: id, names: tags, allBut: true }, call.now)];
    return { writes: [updateVocabulary(id, name, tags, rev), ...detached], events: [], result: () => shownVocabulary(call, id) };
  },
});
