/** What was deleted: listed, brought back, or removed for good. */
import type { AnyAction } from '#actions/action.ts';
import { groupPatch } from '#actions/group/group_patch.ts';
import { groupPurge } from '#actions/group/group_purge.ts';
import { organizationPatch } from '#actions/group/organization_patch.ts';
import { organizationPurge } from '#actions/group/organization_purge.ts';
import { datasetPurge } from '#actions/package/dataset_purge.ts';
import { packagePatch } from '#actions/package/package_patch.ts';
import { type Trash, type TrashKind, trashList } from '#actions/site/trash.ts';
import { CatalogueError, Unavailable } from '#domain/errors.ts';
import type { Visit } from '../page.ts';
import { formErrors } from './errors.ts';

export type { Trash, TrashKind };

/** Datasets go first: an organization that owns some cannot go. */
export const TRASH_KINDS: readonly TrashKind[] = ['package', 'organization', 'group'];

export const TRASH_WORDS: Readonly<Record<TrashKind, { readonly one: string; readonly many: string; readonly title: string }>> = {
  package: { one: 'dataset', many: 'datasets', title: 'Datasets' },
  organization: { one: 'organization', many: 'organizations', title: 'Organizations' },
  group: { one: 'group', many: 'groups', title: 'Groups' },
};

const PURGE: Readonly<Record<TrashKind, AnyAction>> = { package: datasetPurge, organization: organizationPurge, group: groupPurge };
const PATCH: Readonly<Record<TrashKind, AnyAction>> = { package: packagePatch, organization: organizationPatch, group: groupPatch };

export const listTrash = (visit: Visit, kind: TrashKind): Promise<Trash> => visit.ask<Trash>(trashList, { kind });

export const restore = (visit: Visit, kind: TrashKind, id: string): Promise<unknown> => visit.ask(PATCH[kind], { id, state: 'active' });

/** What could not be removed, and why; all else is gone. */
export async function purge(
  visit: Visit,
  kind: TrashKind,
  ids: readonly string[],
): Promise<readonly (readonly [id: string, why: string])[]> {
  const left: [string, string][] = [];
  for (const id of ids) {
    try {
      await visit.ask(PURGE[kind], { id });
    } catch (error) {
      if (!(error instanceof CatalogueError) || error instanceof Unavailable) throw error;
      left.push([
        id,
        Object.values(formErrors(error) ?? {})
          .flat()
          .join('. ') || error.message,
      ]);
    }
  }
  return left;
}
