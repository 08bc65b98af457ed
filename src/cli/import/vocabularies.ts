/** Imports vocabularies: by id, then by name. Tags are added to those that are there; none is taken away. */
import { isDeepStrictEqual } from 'node:util';
import { CatalogueError, ValidationError } from '#domain/errors.ts';
import { isUuid, newId } from '#domain/ids.ts';
import { type VocabularyContext, validateVocabulary } from '#schema/types/vocabulary.ts';
import { Stale, Taken } from '#store/commit.ts';
import { insertVocabulary, updateVocabulary, type Vocabulary } from '#store/vocabulary.ts';
import type { Opened } from '../open-catalogue.ts';
import type { Importer, Incoming } from './importer.ts';
import { reasonOf } from './reason.ts';
import type { Report } from './tally.ts';
import { whenAway } from './when-away.ts';

const IN_USE = 'name: That vocabulary name is already in use.';

export function vocabularyImporter(opened: Opened, report: Report): Importer {
  const { store } = opened.app;
  const take = async ({ record }: Incoming): Promise<'added' | 'changed' | 'unchanged'> => {
    const { id, ...rest } = record;
    if (id !== undefined && !(typeof id === 'string' && isUuid(id))) throw new ValidationError({ id: ['Invalid id provided'] });
    const clean = cleanVocabulary(rest);
    const held = (id === undefined ? undefined : store.vocabularies.get(id.toLowerCase())) ?? store.vocabularies.find(clean.name);
    if (held === undefined) {
      await store.commit([insertVocabulary({ id: id?.toLowerCase() ?? newId(), ...clean })]);
      return 'added';
    }
    const tags = [...new Set([...held.tags, ...clean.tags])].sort();
    if (isDeepStrictEqual([held.name, held.tags], [clean.name, tags])) return 'unchanged';
    await store.commit([updateVocabulary(held.id, clean.name, tags)]);
    return 'changed';
  };
  return {
    add: async (incoming) => {
      try {
        report.settled(await whenAway(opened, () => take(incoming)));
      } catch (error) {
        if (error instanceof CatalogueError) report.refused(incoming.line, reasonOf(error));
        else if (error instanceof Taken) report.refused(incoming.line, IN_USE);
        else if (error instanceof Stale) report.refused(incoming.line, 'it was changed by somebody else at the same time');
        else throw error;
      }
    },
    settle: async () => {},
    finish: async () => {},
  };
}

const context: VocabularyContext = { mode: 'create', lookups: { vocabulary: () => undefined, vocabularyByName: () => undefined } };

function cleanVocabulary(record: Readonly<Record<string, unknown>>): Omit<Vocabulary, 'id'> {
  const result = validateVocabulary(record, context);
  if (!result.ok) throw new ValidationError(result.errors);
  return { name: result.value.name, tags: result.value.tags ?? [] };
}
