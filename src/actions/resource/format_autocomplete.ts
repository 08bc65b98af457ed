/** Completes the format of a resource. */
import { allowed } from '#access/decision.ts';
import { searchRequest } from '#search/request.ts';
import { defineRead } from '../action.ts';
import { readTyped, type Typed } from '../parameters.ts';
import { searchSettings } from '../search-settings.ts';

export const formatAutocomplete = defineRead<undefined, Typed, readonly string[]>({
  name: 'format_autocomplete',
  about: 'Completes what is typed with formats of resources of public datasets, the most used first.',
  order: 'check-may',
  input: {
    q: { kind: 'text', about: 'Part of a format', required: true },
    limit: { kind: 'whole', about: 'Most formats in the answer, 5 unless told' },
  },
  may: () => allowed,
  check: (_call, input) => readTyped(input, 5),
  run: async (call, { q, limit }) => {
    const words = q.toLowerCase();
    if (q === '' || limit === 0) return [];
    const params = { rows: 0, 'facet.field': ['res_format'], 'facet.limit': -1, 'facet.mincount': 1 };
    const { facets } = await call.search.find(searchRequest(params, { kind: 'labels', labels: ['public'] }, searchSettings(call.site)));
    const found = (facets.res_format ?? []).filter(({ value }) => value.toLowerCase().includes(words));
    // CKAN: formats that differ by their letters' case alone stand apart, and look the same
    return found
      .sort((a, b) => b.count - a.count)
      .slice(0, limit)
      .map(({ value }) => value.toLowerCase());
  },
});
