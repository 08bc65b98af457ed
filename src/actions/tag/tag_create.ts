/** A new tag of a vocabulary. Free tags need no making: a dataset that has one is enough. */
import { mayKeepTags } from '#access/tag.ts';
import { ValidationError } from '#domain/errors.ts';
import type { CleanTag } from '#schema/types/tag.ts';
import { validateNewTag } from '#schema/types/vocabulary.ts';
import { insertVocabularyTag } from '#store/vocabulary.ts';
import { type Call, defineWrite, type Input } from '../action.ts';
import { presentTag, type TagDict, tagsIn } from './tags.ts';

export const tagCreate = defineWrite<undefined, CleanTag, TagDict & { readonly packages: readonly [] }>({
  name: 'tag_create',
  about: 'Adds a tag to a vocabulary. Sysadmins only.',
  input: {
    name: { kind: 'text', about: 'Name of the tag, 2 to 100 characters' },
    vocabulary_id: { kind: 'text', about: 'Id of the vocabulary' },
  },
  may: ({ actor }) => mayKeepTags(actor),
  check: checkTag,
  run: (_call, tag) => ({
    writes: [insertVocabularyTag(tag.vocabulary_id ?? '', tag.name)],
    events: [],
    result: () => ({ ...presentTag(tag), packages: [] }),
  }),
});

async function checkTag(call: Call, input: Input): Promise<CleanTag> {
  const { vocabularies } = call.db;
  const vocabulary = typeof input.vocabulary_id === 'string' ? vocabularies.get(input.vocabulary_id) : undefined;
  const present = new Set(vocabulary === undefined ? [] : await tagsIn(call, vocabulary));
  const result = validateNewTag(input, {
    lookups: { vocabulary: (id) => vocabularies.get(id), tagExists: (_vocabulary, name) => present.has(name) },
  });
  if (!result.ok) throw new ValidationError(result.errors);
  return result.value;
}
