/** Marks a dataset deleted. It can be brought back by `package_patch` with `state: active`. */
import { mayDeleteDataset } from '#access/dataset.ts';
import { NotFound } from '#domain/errors.ts';
import { type DatasetRow, findDatasetId, loadDatasetRows, updateDataset } from '#store/dataset.ts';
import { newId } from '#domain/ids.ts';
import type { Doc } from '#domain/dataset.ts';
import { type Input, defineWrite } from '../action.ts';
import { datasetChanged } from './events.ts';
import { refOf } from '../reference.ts';

export const packageDelete = defineWrite<DatasetRow, Input, null>({
  name: 'package_delete',
  about: 'Deletes a dataset: it leaves searches and lists, and its editors can bring it back.',
  input: { id: { kind: 'text', about: 'Id or name of the dataset', required: true } },
  find: async ({ db }, input) => {
    const ref = refOf(input.id);
    const id = ref === undefined ? undefined : await findDatasetId(db.pool, ref);
    const row = id === undefined ? undefined : (await loadDatasetRows(db.pool, [id]))[0];
    if (row === undefined) throw new NotFound();
    return row;
  },
  may: ({ actor, site }, { head }) => mayDeleteDataset(actor, head, site.policy),
  run: (call, input, { head, docText }) => {
    const doc = { ...(JSON.parse(docText) as Doc), state: 'deleted' };
    // CKAN: memberships in groups end only where the dataset was named by its id
    const groups = input.id === head.id ? [] : undefined;
    const update = { ...head, state: 'deleted', modified: call.now, doc, groups, resources: undefined, pluginData: undefined };
    return {
      writes: [updateDataset(update, newId)],
      events: [datasetChanged('datasetDeleted', call, update, [])],
      result: () => null,
    };
  },
});
