/** Changes some fields of a dataset and keeps the rest. */
import { ValidationError } from '#domain/errors.ts';
import type { Spliced } from '#domain/spliced.ts';
import type { CleanDataset } from '#schema/types/dataset.ts';
import { defineWrite } from '../action.ts';
import { datasetFields } from './fields.ts';
import { isAbsent } from '../reference.ts';
import { type UpdateTarget, checkUpdate, getForUpdate, mayUpdate, replaceDataset } from './package_update.ts';
import { currentDict } from './stored.ts';

export const packagePatch = defineWrite<UpdateTarget, CleanDataset, Spliced>({
  name: 'package_patch',
  about: 'Changes the given fields of a dataset and keeps all others. Lists are replaced whole.',
  order: 'may-check',
  input: { ...datasetFields, id: { kind: 'text', about: 'Id or name of the dataset', required: true } },
  find: (call, input) => {
    if (isAbsent(input.id)) throw new ValidationError({ name_or_id: ['Missing value'] });
    return getForUpdate(call, input.id, input, '');
  },
  // CKAN: a patch is asked about every group it names, an update only about new ones
  may: (call, target) => mayUpdate(call, target, target.groups),
  check: (call, input, target) => {
    const { id } = target.row.head;
    return checkUpdate(call, { ...currentDict(target.row), ...input, id }, target, { ...input, id });
  },
  run: (call, clean, { row }) => replaceDataset(call, clean, row),
});
