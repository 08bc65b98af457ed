/** Completes the name of a tag. */
import { allowed } from '#access/decision.ts';
import { defineRead } from '../action.ts';
import { readTagSearch, searchTags, TAG_SEARCH, type TagSearch } from './words.ts';

export const tagAutocomplete = defineRead<undefined, TagSearch, readonly string[]>({
  name: 'tag_autocomplete',
  about: 'Completes what is typed with names of tags of public datasets, or of a vocabulary.',
  order: 'check-may',
  input: TAG_SEARCH,
  may: () => allowed,
  check: (_call, input) => readTagSearch(input),
  run: async (call, search) => (await searchTags(call, search)).names,
});
