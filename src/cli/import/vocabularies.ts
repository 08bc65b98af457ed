/** Imports vocabularies: by id, then by name. Tags are added to those that are there; none is taken away. */
import { isDeepStrictEqual } from 'node:util';
import { ValidationError } from '#domain/errors.ts';
import { isUuid, newId } from '#domain/ids.ts';
import { type VocabularyContext, validateVocabulary } from '#schema/types/vocabulary.ts';
import { insertVocabulary, updateVocabulary, type Vocabulary } from '#store/vocabulary.ts';
import type { Opened } from '../open-catalogue.ts';
import type { Importer, Incoming } from './importer.ts';
import { oneByOne } from './one-by-one.ts';
import type { Report } from './tally.ts';

const IN_USE = 'name: That vocabulary name is already in use.';

export function vocabularyImporter(opened: Opened, report: Report): Importer {
  const { store } = opened.app;
  const take = async ({ record }: Incoming): Promise<'added' | 'changed' | 'unchanged'> => {
    const { id, ...rest } = record;
    if (id !== undefined && !(typeof id === 'string' && isUuid(id))) throw new ValidationError({ id: ['Invalid id provided'] });
    const clean = cleanVocabulary(rest);
    const byName = store.vocabularies.all().find(({ name }) => name === clean.name);
    const held = (id === undefined ? undefined : store.vocabularies.get(id.toLowerCase())) ?? byName;
    // Links by id lead to a vocabulary first: what is one's id is no name for another.
    if ((store.vocabularies.get(clean.name) ?? held) !== held)
      throw new ValidationError({ name: ['That vocabulary name is already in use.'] });
    if (held === undefined) {
      await store.commit([insertVocabulary({ id: id?.toLowerCase() ?? newId(), ...clean })]);
      return 'added';
    }
    const tags = [...new Set([...held.tags, ...clean.tags])].sort();
    if (isDeepStrictEqual([held.name, held.tags], [clean.name, tags])) return 'unchanged';
    await store.commit([updateVocabulary(held.id, clean.name, tags)]);
    return 'changed';
  };
  return oneByOne(opened, report, { take, taken: IN_USE });
}

const context: VocabularyContext = { mode: 'create', lookups: { vocabulary: () => undefined, vocabularyByName: () => undefined } };

function cleanVocabulary(record: Readonly<Record<string, unknown>>): Omit<Vocabulary, 'id'> {
  const result = validateVocabulary(record, context);
  if (!result.ok) throw new ValidationError(result.errors);
  return { name: result.value.name, tags: result.value.tags ?? [] };
}
