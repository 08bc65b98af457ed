/** Takes a tag out of its vocabulary and off every dataset. */
import { mayKeepTags } from '#access/tag.ts';
import { NotFound, ValidationError } from '#domain/errors.ts';
import type { Tag } from '#domain/tag.ts';
import { isFalsy } from '#schema/validators/missing.ts';
import { detachTags, removeVocabularyTag } from '#store/vocabulary.ts';
import { type Call, defineWrite, type Input } from '../action.ts';
import { isAbsent, refOf } from '../package/find.ts';
import { findTag } from './tags.ts';

export const tagDelete = defineWrite<Tag, Input, null>({
  name: 'tag_delete',
  about: 'Takes a tag off every dataset, and out of its vocabulary. Sysadmins only.',
  input: {
    id: { kind: 'text', about: 'Id or name of the tag' },
    vocabulary_id: { kind: 'text', about: 'Id or name of the vocabulary the tag belongs to; without it a free tag is meant' },
  },
  find: getTag,
  may: ({ actor }) => mayKeepTags(actor),
  run: (call, _input, { name, vocabulary_id: id }) => ({
    writes: [
      ...(id === null ? [] : [removeVocabularyTag(id, name)]),
      detachTags({ vocabularyId: id, names: [name], allBut: false }, call.now),
    ],
    events: [],
    result: () => null,
  }),
});

/** Only tags that the caller can see are found, so that nobody learns of one by trying. */
async function getTag(call: Call, input: Input): Promise<Tag> {
  if (isAbsent(input.id)) throw new ValidationError({ id: 'id not in data' });
  const ref = refOf(input.id) ?? '';
  const vocabulary = isFalsy(input.vocabulary_id) ? undefined : call.db.vocabularies.find(refOf(input.vocabulary_id) ?? '');
  const isKnown = isFalsy(input.vocabulary_id) || vocabulary !== undefined;
  const tag = isKnown ? await findTag(call, ref, vocabulary, call.site.visibility.audienceOf(call.actor)) : undefined;
  if (tag === undefined) throw new NotFound(`Could not find tag "${ref}"`);
  return tag;
}
