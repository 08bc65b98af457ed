/** `resource_patch` as the pages need it: made only to the version that the form was made from. */
import type { CleanResource } from '#schema/types/resource.ts';
import type { WriteAction } from '../action.ts';
import { ChangedMeanwhile } from '../changed-meanwhile.ts';
import { resourcePatch } from './resource_patch.ts';
import type { ResourceTarget } from './target.ts';

/** Refused as `ChangedMeanwhile` unless the resource was last modified then. */
export const resourcePatchOf = (modified: unknown): WriteAction<ResourceTarget, CleanResource, Record<string, unknown>> => ({
  ...resourcePatch,
  check: (call, input, target) => {
    if ((target.resource.doc.metadata_modified ?? null) !== (modified ?? null)) throw new ChangedMeanwhile();
    return resourcePatch.check(call, input, target);
  },
});
