/**
 * What the pages need of the actions of datasets and the API does not offer: a dataset that begins
 * as a draft, and a change that is made only to the version that the form was made from.
 */
import type { Spliced } from '#domain/spliced.ts';
import type { CleanDataset } from '#schema/types/dataset.ts';
import type { WriteAction } from '../action.ts';
import { ChangedMeanwhile } from '../changed-meanwhile.ts';
import { packageCreate } from './package_create.ts';
import { packagePatch } from './package_patch.ts';
import type { UpdateTarget } from './package_update.ts';

/** `package_create`, whose dataset is a draft whoever makes it. CKAN hears the state from sysadmins only, but its form from all. */
export const draftCreate: typeof packageCreate = Object.freeze({
  ...packageCreate,
  check: async (...step: Parameters<typeof packageCreate.check>) => {
    const clean = await packageCreate.check(...step);
    return { ...clean, doc: { ...clean.doc, state: 'draft' } };
  },
});

/** `package_patch`, refused as `ChangedMeanwhile` unless the dataset was last modified then. */
export const packagePatchOf = (modified: string): WriteAction<UpdateTarget, CleanDataset, Spliced> => ({
  ...packagePatch,
  check: (call, input, target) => {
    if (target.row.head.modified !== modified) throw new ChangedMeanwhile();
    return packagePatch.check(call, input, target);
  },
});
