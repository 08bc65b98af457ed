/** Removes a dataset for good. */
import { mayPurge } from '#access/dataset.ts';
import { NotFound } from '#domain/errors.ts';
import type { DatasetId } from '#domain/ids.ts';
import { purgeDataset } from '#store/dataset.ts';
import { filesOfDataset } from '#store/resource.ts';
import { findDatasetId } from '#store/dataset.ts';
import { type Input, defineWrite } from '../action.ts';
import { refOf } from './find.ts';

export const datasetPurge = defineWrite<DatasetId, Input, null>({
  name: 'dataset_purge',
  about: 'Removes a dataset with its resources and files for good. Sysadmins only.',
  input: { id: { kind: 'text', about: 'Id or name of the dataset', required: true } },
  find: async ({ db }, input) => {
    const ref = refOf(input.id);
    const id = ref === undefined ? undefined : await findDatasetId(db.pool, ref);
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
