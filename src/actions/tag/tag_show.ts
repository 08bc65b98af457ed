/** One tag, with the public datasets that have it where that is asked for. */
import { allowed } from '#access/decision.ts';
import { NotFound } from '#domain/errors.ts';
import { Spliced, splicedList } from '#domain/spliced.ts';
import type { Tag } from '#domain/tag.ts';
import { isFalsy } from '#schema/validators/missing.ts';
import { searchRequest } from '#search/request.ts';
import { type Call, defineRead, type Input } from '../action.ts';
import { foundDocuments } from '../package/found.ts';
import { refOf } from '../package/find.ts';
import { asFlag } from '../parameters.ts';
import { searchSettings } from '../search-settings.ts';
import { fieldOfVocabulary, findTag, PUBLIC, presentTag, type TagDict } from './tags.ts';

const MOST_DATASETS = 1000;

export const tagShow = defineRead<Tag, Input, TagDict | Spliced>({
  name: 'tag_show',
  about: 'Shows a tag of public datasets, or of a vocabulary, and the public datasets that have it.',
  input: {
    id: { kind: 'text', about: 'Id or name of the tag', required: true },
    vocabulary_id: { kind: 'text', about: 'Id or name of the vocabulary the tag belongs to; without it a free tag is meant' },
    include_datasets: { kind: 'flag', about: 'The public datasets that have it, 1000 at most' },
  },
  find: async (call, input) => {
    const tag = await tagIn(call, input);
    if (tag === undefined) throw new NotFound();
    return tag;
  },
  may: () => allowed,
  run: async (call, input, tag) => (asFlag(input.include_datasets) ? withDatasets(call, tag) : presentTag(tag)),
});

function tagIn(call: Call, input: Input): Promise<Tag | undefined> | undefined {
  const ref = refOf(input.id);
  const vocabulary = isFalsy(input.vocabulary_id) ? undefined : call.db.vocabularies.find(refOf(input.vocabulary_id) ?? '');
  if (ref === undefined || (!isFalsy(input.vocabulary_id) && vocabulary === undefined)) return undefined;
  return findTag(call, ref, vocabulary);
}

/** CKAN shows its index's own copies of the datasets; here they are whole, as package_show gives them. */
async function withDatasets(call: Call, tag: Tag): Promise<Spliced> {
  const vocabulary = tag.vocabulary_id === null ? undefined : call.db.vocabularies.get(tag.vocabulary_id);
  const field = vocabulary === undefined ? 'tags' : fieldOfVocabulary(vocabulary);
  const request = searchRequest({ rows: MOST_DATASETS }, PUBLIC, searchSettings(call.site));
  const filters = [...request.filters, { kind: 'phrase', field, text: tag.name, slop: 0 } as const];
  const documents = await foundDocuments(call, await call.search.find({ ...request, filters }), PUBLIC);
  const head = Buffer.from(`${JSON.stringify(presentTag(tag)).slice(0, -1)},"packages":`);
  return new Spliced([head, ...splicedList(documents.map(({ bytes }) => bytes)), Buffer.from('}')]);
}
