/** How actions find the resource they are about, and what they need to know of its dataset. */
import type { Dataset, Resource } from '#domain/dataset.ts';
import { NotFound } from '#domain/errors.ts';
import { isSysadmin, userIdOf } from '#domain/actor.ts';
import type { ResourceContext } from '#schema/types/dataset-context.ts';
import { findDataset, findTaken } from '#store/dataset.ts';
import { findResource } from '#store/resource.ts';
import type { Call, Input } from '../action.ts';
import { refOf } from '../reference.ts';
import { guessOf, uploadOf } from '../package/lookups.ts';
import { resourceDict } from '../package/stored.ts';

export type ResourceTarget = { readonly resource: Resource; readonly dataset: Dataset };

/** A resource with its dataset. Deleted ones are found too, where `deleted` says so. */
export async function getResource(call: Call, ref: unknown, detail: string, deleted = false): Promise<ResourceTarget> {
  const id = refOf(ref);
  const resource = id === undefined ? undefined : await findResource(call.db.pool, id);
  if (resource === undefined) throw new NotFound(detail);
  // CKAN: the words tell a deleted resource from one that an update left out
  if (resource.state === 'removed') throw new NotFound('Resource was not found.');
  if (resource.state === 'deleted' && !deleted) throw new NotFound();
  const dataset = await findDataset(call.db.pool, resource.datasetId);
  if (dataset === undefined) throw new NotFound(detail);
  return { resource, dataset };
}

/** What the rules of one resource may ask. */
export async function resourceContext(call: Call, input: Input, dataset: Dataset, stored?: Resource): Promise<ResourceContext> {
  const id = refOf(input.id);
  const owners =
    id === undefined || id === stored?.id ? new Map<string, string>() : (await findTaken(call.db.pool, null, null, [id])).resourceOwners;
  return {
    mode: stored === undefined ? 'create' : 'update',
    actor: { sysadmin: isSysadmin(call.actor), id: userIdOf(call.actor) },
    current: { id: dataset.id },
    ...(stored !== undefined && { stored: resourceDict(stored) }),
    now: call.now,
    settings: { mimetypeGuess: guessOf(call.site.settings['ckan.mimetype_guess']) },
    // A new resource may take the id of one that was deleted from the same dataset, but not of a living one.
    lookups: { resourceOwner: (resource) => owners.get(resource) },
    uploadOf,
  };
}
