/** The tags of public datasets, or those of a vocabulary. */
import { allowed } from '#access/decision.ts';
import { NotFound } from '#domain/errors.ts';
import { isFalsy } from '#schema/validators/missing.ts';
import type { Vocabulary } from '#store/vocabulary.ts';
import { type Call, defineRead } from '../action.ts';
import { nameText } from '../reference.ts';
import { presentTag, scopeIn, type TagDict, tagsIn } from './tags.ts';
import { contains, readWords, WORDS } from './words.ts';

/** No words: every tag. Words that are all blank find none. */
type Asked = { readonly vocabulary: Vocabulary | undefined; readonly words: readonly string[] | undefined; readonly allFields: boolean };

export const tagList = defineRead<undefined, Asked, readonly string[] | TagDict[]>({
  name: 'tag_list',
  about: 'Lists the tags that public datasets have, or those of a vocabulary, in alphabetical order.',
  input: {
    ...WORDS,
    all_fields: { kind: 'flag', about: 'Whole records instead of names; any value but an empty one' },
  },
  may: () => allowed,
  // CKAN: the text false is a value too, and asks for all fields
  check: (call, input) => ({
    vocabulary: vocabularyOf(call, input.vocabulary_id),
    words: readWords(input),
    allFields: !isFalsy(input.all_fields),
  }),
  run: async (call, { vocabulary, words, allFields }) => {
    const names = (await tagsIn(call, vocabulary)).filter((name) => words === undefined || contains(name, words));
    return allFields ? names.map((name) => presentTag({ name, vocabulary_id: vocabulary?.id ?? null })) : names;
  },
});

function vocabularyOf(call: Call, value: unknown): Vocabulary | undefined {
  const scope = scopeIn(call, value);
  if (scope === undefined) throw new NotFound(`could not find vocabulary '${nameText(value) ?? ''}'`);
  return scope.vocabulary;
}
