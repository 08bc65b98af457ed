/** Rules of datasets about the organization that owns them. */
import { NotFound } from '#domain/errors.ts';
import type { Place, Rule } from '../field.ts';
import { complain, refuse, STOP } from '../field.ts';
import type { DatasetContext, GroupRef } from '../types/dataset-context.ts';

const MUST = 'An organization must be provided';
const UNKNOWN = 'Organization does not exist';

type At = Place<DatasetContext>;

function noOwner(at: At, blank: boolean): unknown {
  const { createUnownedDataset } = at.context.settings;
  // CKAN: on update only a blank text asks for no owner; null and an absent key keep the present one.
  if (at.mode === 'update' && !blank) return keptOwner(at);
  return createUnownedDataset ? null : refuse(at, MUST);
}

/** A deleted dataset that comes back needs an organization that stands; one that is there may stay where it is. */
const comesBack = ({ context, input }: At): boolean =>
  context.current?.state === 'deleted' && typeof input.state === 'string' && input.state !== 'deleted';

function keptOwner(at: At): unknown {
  const id = at.context.current?.owner_org;
  if (typeof id !== 'string' || !comesBack(at)) return STOP;
  const found = at.context.lookups.organization(id);
  return found === undefined || found.state === 'deleted' ? refuse(at, UNKNOWN) : STOP;
}

function refusal(at: At, found: GroupRef): string | undefined {
  const { current, actor, lookups } = at.context;
  const isKept = found.id === current?.owner_org;
  if (found.state === 'deleted' && !(isKept && !comesBack(at))) return UNKNOWN;
  return isKept || actor.sysadmin || lookups.mayCreateIn(found.id) ? undefined : 'You cannot add a dataset to this organization';
}

/** The organization by id or name; becomes its id. */
export const owner: Rule<DatasetContext> = (value, at) => {
  if (value === undefined || value === null || value === '') return noOwner(at, value === '');
  const { current, lookups } = at.context;
  if (current !== undefined && value !== current.owner_org && lookups.mayMove?.() === false) {
    complain(at, 'You cannot move this dataset to another organization');
    return value;
  }
  const found = typeof value === 'string' ? lookups.organization(value) : undefined;
  const message = found === undefined ? UNKNOWN : refusal(at, found);
  if (message !== undefined) complain(at, message);
  return found?.id ?? value;
};

/** A dataset without an organization is seen by everybody. */
export const privateNeedsOwner: Rule<DatasetContext> = (value, at) => {
  if (value === true && !at.output.owner_org) complain(at, "Datasets with no organization can't be private.");
  return value;
};

/** CKAN: a group in the place of the organization is told last, and as not found. */
export function assertOwnerIsOrganization(ownerId: unknown, context: DatasetContext): void {
  if (typeof ownerId !== 'string' || ownerId === context.current?.owner_org) return;
  if (context.lookups.organization(ownerId)?.isOrganization === false) throw new NotFound('Organization was not found.');
}
