/** The parameters of a vocabulary, and what its rules look up. */
import type { CleanVocabulary, VocabularyContext } from '#schema/types/vocabulary.ts';
import { ValidationError } from '#domain/errors.ts';
import { validateVocabulary } from '#schema/types/vocabulary.ts';
import type { Vocabulary } from '#store/vocabulary.ts';
import type { Call, Input, Parameter } from '../action.ts';

export const VOCABULARY_FIELDS: Readonly<Record<string, Parameter>> = {
  name: { kind: 'text', about: 'Name of the vocabulary, 2 to 100 characters' },
  tags: { kind: 'list', about: 'Its tags, each as {"name": text}' },
};

/** The cleaned vocabulary; throws ValidationError. */
export function checkVocabulary({ db }: Call, input: Input, current?: Vocabulary): CleanVocabulary {
  const context: VocabularyContext = {
    mode: current === undefined ? 'create' : 'update',
    current,
    lookups: {
      vocabulary: (id) => db.vocabularies.get(id),
      vocabularyByName: (name) => db.vocabularies.find(name),
    },
  };
  const result = validateVocabulary(input, context);
  if (!result.ok) throw new ValidationError(result.errors);
  return result.value;
}
