/** One tag, with the public datasets that have it where that is asked for. */
import { allowed } from '#access/decision.ts';
import { NotFound } from '#domain/errors.ts';
import { Spliced, splicedList } from '#domain/spliced.ts';
import type { Tag } from '#domain/tag.ts';
import { type Call, defineRead, type Input } from '../action.ts';
import { visibleDocuments } from '../package/visible.ts';
import { refOf } from '../reference.ts';
import { asFlag } from '../parameters.ts';
import { PUBLIC, requestFor } from '../searching.ts';
import { fieldOfVocabulary, findTag, presentTag, scopeIn, type TagDict } from './tags.ts';

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
  const scope = scopeIn(call, input.vocabulary_id);
  return ref === undefined || scope === undefined ? undefined : findTag(call, ref, scope.vocabulary);
}

/** CKAN shows its index's own copies of the datasets; here they are whole, as package_show gives them. */
async function withDatasets(call: Call, tag: Tag): Promise<Spliced> {
  const vocabulary = tag.vocabulary_id === null ? undefined : call.db.vocabularies.get(tag.vocabulary_id);
  const field = vocabulary === undefined ? 'tags' : fieldOfVocabulary(vocabulary);
  const request = requestFor(call, { rows: MOST_DATASETS }, PUBLIC);
  const filters = [...request.filters, { kind: 'phrase', field, text: tag.name, slop: 0 } as const];
  const { ids } = await call.search.find({ ...request, filters });
  const documents = await visibleDocuments(call, ids, PUBLIC);
  const head = Buffer.from(`${JSON.stringify(presentTag(tag)).slice(0, -1)},"packages":`);
  return new Spliced([head, ...splicedList(documents.map(({ bytes }) => bytes)), Buffer.from('}')]);
}
