/** Completes the format of a resource. */
import { allowed } from '#access/decision.ts';
import { defineRead } from '../action.ts';
import { readTyped, type Typed } from '../parameters.ts';
import { valuesOf } from '../searching.ts';

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
    const found = (await valuesOf(call, ['res_format']))('res_format').filter(({ value }) => value.toLowerCase().includes(words));
    // CKAN: formats that differ by their letters' case alone stand apart, and look the same
    return found
      .toSorted((a, b) => b.count - a.count)
      .slice(0, limit)
      .map(({ value }) => value.toLowerCase());
  },
});
