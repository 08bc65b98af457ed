/** Tags by part of their name, counted. */
import { allowed } from '#access/decision.ts';
import { tagId } from '#domain/tag.ts';
import { defineRead } from '../action.ts';
import { readTagSearch, searchTags, TAG_SEARCH, type TagSearch } from './words.ts';

type FoundTag = { readonly id: string; readonly name: string; readonly vocabulary_id: string | null };
type Found = { readonly count: number; readonly results: readonly FoundTag[] };

export const tagSearch = defineRead<undefined, TagSearch, Found>({
  name: 'tag_search',
  about: 'Finds tags of public datasets, or of a vocabulary, by parts of their names.',
  order: 'check-may',
  input: TAG_SEARCH,
  may: () => allowed,
  check: (_call, input) => readTagSearch(input),
  run: async (call, search) => {
    const { count, names, vocabulary } = await searchTags(call, search);
    const tags = names.map((name) => ({ name, vocabulary_id: vocabulary?.id ?? null }));
    return { count, results: tags.map((tag) => ({ id: tagId(tag), ...tag })) };
  },
});
