/** Vocabularies as they go on the wire, and how actions find the one they are about. */
import { NotFound, ValidationError } from '#domain/errors.ts';
import type { Vocabulary } from '#store/vocabulary.ts';
import type { Call, Input } from '../action.ts';
import { isAbsent, refOf } from '../reference.ts';
import { presentTag, type TagDict, tagsOfVocabularies } from './tags.ts';

export type VocabularyDict = { readonly id: string; readonly name: string; readonly tags: readonly TagDict[] };

export async function presentVocabularies(call: Call, vocabularies: readonly Vocabulary[]): Promise<readonly VocabularyDict[]> {
  const tags = await tagsOfVocabularies(call, vocabularies);
  return vocabularies.map(({ id, name }) => ({
    id,
    name,
    tags: (tags.get(id) ?? []).map((tag) => presentTag({ name: tag, vocabulary_id: id })),
  }));
}

/** A vocabulary as it is after a write. */
export async function shownVocabulary(call: Call, id: string): Promise<VocabularyDict> {
  const vocabulary = call.db.vocabularies.get(id);
  const [shown] = vocabulary === undefined ? [] : await presentVocabularies(call, [vocabulary]);
  if (shown === undefined) throw new NotFound();
  return shown;
}

export function getVocabulary({ db }: Call, { id }: Input): Vocabulary {
  if (isAbsent(id)) throw new ValidationError({ id: 'id not in data' });
  const ref = refOf(id);
  const vocabulary = ref === undefined ? undefined : db.vocabularies.find(ref);
  if (vocabulary === undefined) throw new NotFound(`Could not find vocabulary "${ref ?? ''}"`);
  return vocabulary;
}
