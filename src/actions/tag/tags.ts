/**
 * Which tags there are: free ones on datasets, as the index has them, and those of vocabularies,
 * which sysadmins gave them or datasets use. Of datasets that are not public nothing is told.
 */
import type { Audience } from '#domain/audience.ts';
import { isUuid } from '#domain/ids.ts';
import { type Tag, tagId } from '#domain/tag.ts';
import { isFalsy } from '#schema/validators/missing.ts';
import type { Vocabulary } from '#store/vocabulary.ts';
import type { Call } from '../action.ts';
import { refOf } from '../reference.ts';
import { valuesOf } from '../searching.ts';

export type TagDict = { readonly id: string; readonly name: string; readonly vocabulary_id: string | null; readonly display_name: string };

export const presentTag = (tag: Tag): TagDict => ({
  id: tagId(tag),
  name: tag.name,
  vocabulary_id: tag.vocabulary_id,
  display_name: tag.name,
});

/** What a vocabulary's tags are indexed under. */
export const fieldOfVocabulary = ({ name }: Pick<Vocabulary, 'name'>): string => `vocab_${name}`;

/** Names of the tags under index fields; of public datasets, or of all that an audience may see. */
async function namesIn(call: Call, fields: readonly string[], audience?: Audience): Promise<(field: string) => readonly string[]> {
  const hidden = { include_private: true, include_drafts: true, include_deleted: true };
  const values = await valuesOf(call, fields, audience, audience === undefined ? {} : hidden);
  return (field) => values(field).map(({ value }) => value);
}

/** Names of free tags, in alphabetical order. */
async function freeTags(call: Call, audience?: Audience): Promise<string[]> {
  return [...(await namesIn(call, ['tags'], audience))('tags')].sort();
}

/** Names of the tags of vocabularies, in alphabetical order, by the vocabulary's id. */
export async function tagsOfVocabularies(
  call: Call,
  vocabularies: readonly Vocabulary[],
  audience?: Audience,
): Promise<ReadonlyMap<string, readonly string[]>> {
  const used = await namesIn(call, vocabularies.map(fieldOfVocabulary), audience);
  return new Map(
    vocabularies.map((vocabulary) => [vocabulary.id, [...new Set([...vocabulary.tags, ...used(fieldOfVocabulary(vocabulary))])].sort()]),
  );
}

/** Which tags are meant: those of a vocabulary, or free ones. */
export type TagScope = { readonly vocabulary: Vocabulary | undefined };

/** What a parameter `vocabulary_id` means; undefined where there is no such vocabulary. */
export function scopeIn({ db }: Call, value: unknown): TagScope | undefined {
  if (isFalsy(value)) return { vocabulary: undefined };
  const vocabulary = db.vocabularies.find(refOf(value) ?? '');
  return vocabulary && { vocabulary };
}

/** Names of free tags, or of those of one vocabulary. */
export async function tagsIn(call: Call, vocabulary: Vocabulary | undefined): Promise<readonly string[]> {
  if (vocabulary === undefined) return freeTags(call);
  return (await tagsOfVocabularies(call, [vocabulary])).get(vocabulary.id) ?? [];
}

/** A tag by its id or exact name: a free one, unless a vocabulary is named. Ids find tags of any vocabulary. */
export async function findTag(call: Call, ref: string, vocabulary: Vocabulary | undefined, audience?: Audience): Promise<Tag | undefined> {
  const vocabularies = vocabulary !== undefined ? [vocabulary] : isUuid(ref) ? call.db.vocabularies.all() : [];
  const bound = [...(await tagsOfVocabularies(call, vocabularies, audience))].flatMap(([id, names]) =>
    names.map((name): Tag => ({ name, vocabulary_id: id })),
  );
  const free = vocabulary === undefined ? (await freeTags(call, audience)).map((name): Tag => ({ name, vocabulary_id: null })) : [];
  const named = (vocabulary === undefined ? free : bound).find(({ name }) => name === ref);
  return (isUuid(ref) ? [...free, ...bound].find((tag) => tagId(tag) === ref) : undefined) ?? named;
}
