/** Takes a tag out of its vocabulary and off every dataset. */
import { mayKeepTags } from '#access/tag.ts';
import { NotFound, ValidationError } from '#domain/errors.ts';
import type { Tag } from '#domain/tag.ts';
import { detachTags, removeVocabularyTag, revOfVocabulary } from '#store/vocabulary.ts';
import { type Call, defineWrite, type Input } from '../action.ts';
import { isAbsent, refOf } from '../reference.ts';
import { callersAudience } from '../searching.ts';
import { findTag, scopeIn } from './tags.ts';

export const tagDelete = defineWrite<Tag, Input, null>({
  name: 'tag_delete',
  about: 'Takes a tag off every dataset, and out of its vocabulary. Sysadmins only.',
  input: {
    id: { kind: 'text', about: 'Id or name of the tag' },
    vocabulary_id: { kind: 'text', about: 'Id or name of the vocabulary the tag belongs to; without it a free tag is meant' },
  },
  find: getTag,
  may: ({ actor }) => mayKeepTags(actor),
  run: async (call, _input, { name, vocabulary_id: id }) => ({
    writes: [
      ...(id === null ? [] : [removeVocabularyTag(id, name, await revOfVocabulary(call.db.pool, id))]),
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
  const scope = scopeIn(call, input.vocabulary_id);
  const tag = scope && (await findTag(call, ref, scope.vocabulary, callersAudience(call)));
  if (tag === undefined) throw new NotFound(`Could not find tag "${ref}"`);
  return tag;
}
