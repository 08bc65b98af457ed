/** The order of a dataset's resources. */
import { mayUpdateDataset } from '#access/dataset.ts';
import type { Doc } from '#domain/dataset.ts';
import { ValidationError } from '#domain/errors.ts';
import { placeResources } from '#store/dataset-changes.ts';
import type { DatasetRow } from '#store/dataset.ts';
import { defineWrite, type Input } from '../action.ts';
import { datasetChanged } from './events.ts';
import { refOf } from '../reference.ts';
import { getForUpdate } from './package_update.ts';

type Ordered = { readonly id: unknown; readonly order: readonly string[] };

export const packageResourceReorder = defineWrite<DatasetRow, Ordered, Ordered>({
  name: 'package_resource_reorder',
  about: 'Puts resources of a dataset first, in the order given; those not named follow in the order they were in.',
  input: {
    id: { kind: 'text', about: 'Id or name of the dataset', required: true },
    order: { kind: 'list', about: 'Ids of resources of the dataset' },
  },
  find: async (call, input) => (await getForUpdate(call, input.id, {}, '')).row,
  may: ({ actor, site }, { head }) => mayUpdateDataset(actor, head, [], site.policy),
  check: (_call, input, { resources }) => ({
    id: input.id,
    order: wholeOrder(
      input,
      resources.map(({ id }) => id),
    ),
  }),
  run: (call, ordered, { head, docText, resources }) => {
    const result = (): Ordered => ordered;
    if (resources.every(({ id }, place) => ordered.order[place] === id)) return { writes: [], events: [], result };
    return {
      writes: [placeResources(head.id, head.rev, call.now, ordered.order)],
      events: [datasetChanged('datasetChanged', call, { ...head, doc: JSON.parse(docText) as Doc }, [])],
      result,
    };
  },
});

/** All resources: those asked for, then the rest. */
function wholeOrder({ order }: Input, present: readonly string[]): readonly string[] {
  if (order === undefined || order === null) throw new ValidationError({ order: ['Missing value'] });
  if (!Array.isArray(order)) throw new ValidationError({ order: 'Must be a list of resource' });
  const first = order.map((id: unknown) => refOf(id) ?? '');
  const asked = new Set(first);
  if (asked.size !== first.length) throw new ValidationError({ order: 'Must supply unique resource_ids' });
  const unknown = first.find((id) => !present.includes(id));
  if (unknown !== undefined) throw new ValidationError({ order: `resource_id ${unknown} can not be found` });
  return [...first, ...present.filter((id) => !asked.has(id))];
}
