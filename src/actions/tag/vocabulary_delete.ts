/** Removes a vocabulary. */
import { mayKeepTags } from '#access/tag.ts';
import { detachTags, removeVocabulary, revOfVocabulary, type Vocabulary } from '#store/vocabulary.ts';
import { defineWrite, type Input } from '../action.ts';
import { getVocabulary } from './present-vocabulary.ts';

export const vocabularyDelete = defineWrite<Vocabulary, Input, null>({
  name: 'vocabulary_delete',
  about: 'Removes a vocabulary with its tags, from datasets too. Sysadmins only.',
  input: { id: { kind: 'text', about: 'Id or name of the vocabulary' } },
  find: getVocabulary,
  may: ({ actor }) => mayKeepTags(actor),
  run: async (call, _input, { id }) => ({
    writes: [
      removeVocabulary(id, await revOfVocabulary(call.db.pool, id)),
      detachTags({ vocabularyId: id, names: [], allBut: true }, call.now),
    ],
    events: [],
    result: () => null,
  }),
});
