/** Completes the name or title of a dataset. */
import { allowed } from '#access/decision.ts';
import { autocompleteRequest } from '#search/request.ts';
import type { Document } from '#store/document-cache.ts';
import { defineRead } from '../action.ts';
import { readTyped, type Typed } from '../parameters.ts';
import { callersAudience, searchSettings } from '../searching.ts';
import { visibleDocuments } from './visible.ts';

type Completion = { readonly name: string; readonly title: string; readonly match_field: string; readonly match_displayed: string };

export const packageAutocomplete = defineRead<undefined, Typed, readonly Completion[]>({
  name: 'package_autocomplete',
  about: 'Completes what is typed with names and titles of datasets, private ones for those who may see them.',
  order: 'check-may',
  input: {
    q: { kind: 'text', about: 'Part of a name or title', required: true },
    limit: { kind: 'whole', about: 'Most datasets in the answer, 10 unless told' },
  },
  may: () => allowed,
  check: (_call, input) => readTyped(input, 10),
  run: async (call, { q, limit }) => {
    if (q === '' || limit === 0) return [];
    const answer = await call.search.find(autocompleteRequest(q, limit, callersAudience(call), searchSettings(call.site)));
    return (await visibleDocuments(call, answer.ids)).map((document) => completionOf(document, q));
  },
});

function completionOf({ head: { name }, bytes }: Document, q: string): Completion {
  const { title } = JSON.parse(bytes.toString('utf8')) as { readonly title: string };
  return name.includes(q.toLowerCase())
    ? { name, title, match_field: 'name', match_displayed: name }
    : { name, title, match_field: 'title', match_displayed: `${title} (${name})` };
}
