/** The tags of public datasets. */
import { allowed } from '#access/decision.ts';
import { NotFound, ValidationError } from '#domain/errors.ts';
import { pythonJson } from '#domain/python-text.ts';
import { tagId } from '#domain/tag.ts';
import { isFalsy } from '#schema/validators/missing.ts';
import { searchRequest } from '#search/request.ts';
import { type Call, defineRead, type Input } from '../action.ts';
import { searchSettings } from '../search-settings.ts';

type TagDict = { readonly id: string; readonly name: string; readonly vocabulary_id: string | null; readonly display_name: string };
/** No words: every tag. Words that are all blank find none. */
type Asked = { readonly words: readonly string[] | undefined; readonly allFields: boolean };

export const tagList = defineRead<undefined, Asked, string[] | TagDict[]>({
  name: 'tag_list',
  about: 'Lists the tags that public datasets have, in alphabetical order.',
  input: {
    query: { kind: 'text', about: 'Text to be found in the tag; of several texts all' },
    q: { kind: 'text', about: 'Other name of the parameter query' },
    vocabulary_id: { kind: 'text', about: 'Id or name of a vocabulary whose tags are listed instead' },
    all_fields: { kind: 'flag', about: 'Whole records instead of names; any value but an empty one' },
  },
  may: () => allowed,
  check: (_call, input) => {
    if (!isFalsy(input.vocabulary_id))
      throw new NotFound(
        `could not find vocabulary '${typeof input.vocabulary_id === 'string' ? input.vocabulary_id : pythonJson(input.vocabulary_id)}'`,
      );
    // CKAN: the text false is a value too, and asks for all fields
    return { words: readWords(input), allFields: !isFalsy(input.all_fields) };
  },
  run: async (call, { words, allFields }) => {
    const names = (await tagsInUse(call)).filter((name) => words === undefined || contains(name, words));
    return allFields
      ? names.map((name) => ({ id: tagId({ name, vocabulary_id: null }), name, vocabulary_id: null, display_name: name }))
      : names;
  },
});

function readWords(input: Input): readonly string[] | undefined {
  const key = isFalsy(input.query) ? 'q' : 'query';
  const value = input[key];
  if (isFalsy(value)) return undefined;
  const texts: readonly unknown[] = Array.isArray(value) ? value : [value];
  if (!texts.every((text) => typeof text === 'string')) throw new ValidationError({ [key]: ['Must be a string'] });
  return texts.map((text) => text.trim().toLowerCase()).filter((text) => text !== '');
}

const contains = (name: string, words: readonly string[]): boolean =>
  words.length > 0 && words.every((word) => name.toLowerCase().includes(word));

/** Names of the tags on public, active datasets, whoever asks. */
async function tagsInUse(call: Call): Promise<string[]> {
  const request = searchRequest(
    { rows: 0, 'facet.field': ['tags'], 'facet.limit': -1, 'facet.mincount': 1 },
    { kind: 'labels', labels: ['public'] },
    searchSettings(call.site),
  );
  const { facets } = await call.search.find(request);
  return (facets.tags ?? []).map(({ value }) => value).sort();
}
