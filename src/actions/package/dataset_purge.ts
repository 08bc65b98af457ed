/** Removes a dataset for good. */
import { mayPurge } from '#access/dataset.ts';
import { NotFound } from '#domain/errors.ts';
import type { DatasetId } from '#domain/ids.ts';
import { findPresentDatasetId, purgeDataset } from '#store/dataset.ts';
import { filesOfDataset } from '#store/resource.ts';
import { type Input, defineWrite } from '../action.ts';
import { refOf } from '../reference.ts';

export const datasetPurge = defineWrite<DatasetId, Input, null>({
  name: 'dataset_purge',
  about: 'Removes a dataset with its resources and files for good. Sysadmins only.',
  input: { id: { kind: 'text', about: 'Id or present name of the dataset', required: true } },
  // By a name that it had before nobody loses a dataset: there is no way back.
  find: async ({ db }, input) => {
    const ref = refOf(input.id);
    const id = ref === undefined ? undefined : await findPresentDatasetId(db.pool, ref);
    if (id === undefined) throw new NotFound('Dataset was not found');
    return id;
  },
  may: ({ actor }) => mayPurge(actor),
  run: async ({ db }, _input, id) => ({
    writes: [purgeDataset(id)],
    events: [{ kind: 'datasetPurged', dataset: id }],
    result: () => null,
    drops: await filesOfDataset(db.pool, id),
  }),
});
