/** The parameters by which tags are looked for: texts, all of which must stand in the tag. */
import { ValidationError } from '#domain/errors.ts';
import { isFalsy } from '#schema/validators/missing.ts';
import type { Vocabulary } from '#store/vocabulary.ts';
import type { Call, Input, Parameter } from '../action.ts';
import { type PageOfList, readPage } from '../parameters.ts';
import { scopeIn, tagsIn } from './tags.ts';

/** Texts in lower case, without blank ones. Undefined: none were given. */
export function readWords(input: Input): readonly string[] | undefined {
  const key = isFalsy(input.query) ? 'q' : 'query';
  return isFalsy(input[key]) ? undefined : textsIn(input[key], key);
}

function textsIn(value: unknown, key: string): readonly string[] {
  const texts: readonly unknown[] = Array.isArray(value) ? value : [value];
  if (!texts.every((text) => typeof text === 'string')) throw new ValidationError({ [key]: ['Must be a string'] });
  return texts.map((text) => text.trim().toLowerCase()).filter((text) => text !== '');
}

export const contains = (name: string, words: readonly string[]): boolean =>
  words.length > 0 && words.every((word) => name.toLowerCase().includes(word));

export const WORDS: Readonly<Record<string, Parameter>> = {
  query: { kind: 'text', about: 'Text to be found in the tag; of several texts all' },
  q: { kind: 'text', about: 'Other name of the parameter query' },
  vocabulary_id: { kind: 'text', about: 'Id or name of a vocabulary whose tags are meant instead of free ones' },
};

export const TAG_SEARCH: Readonly<Record<string, Parameter>> = {
  ...WORDS,
  fields: { kind: 'object', about: 'Older form of the query: {"tags": text}' },
  limit: { kind: 'whole', about: 'Most tags in the answer; without it all' },
  offset: { kind: 'whole', about: 'Tags to skip' },
};

export type TagSearch = PageOfList & { readonly words: readonly string[]; readonly vocabulary: unknown };

export function readTagSearch(input: Input): TagSearch {
  return { ...readPage(input), words: [...(readWords(input) ?? []), ...wordsInFields(input.fields)], vocabulary: input.vocabulary_id };
}

function wordsInFields(fields: unknown): readonly string[] {
  if (typeof fields !== 'object' || fields === null) return [];
  return Object.entries(fields).flatMap(([key, value]) => (key === 'tags' || key === 'tag' ? textsIn(value, 'fields') : []));
}

export type FoundTags = { readonly count: number; readonly names: readonly string[]; readonly vocabulary: Vocabulary | undefined };

/** A page of the tags that fit. A vocabulary that does not exist has none. */
export async function searchTags(call: Call, { words, vocabulary: ref, limit, offset }: TagSearch): Promise<FoundTags> {
  const scope = scopeIn(call, ref);
  if (words.length === 0 || scope === undefined) return { count: 0, names: [], vocabulary: scope?.vocabulary };
  const found = (await tagsIn(call, scope.vocabulary)).filter((name) => contains(name, words));
  const start = offset ?? 0;
  return { count: found.length, names: found.slice(start, limit === null ? undefined : start + limit), vocabulary: scope.vocabulary };
}
