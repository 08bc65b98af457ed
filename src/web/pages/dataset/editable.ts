/** The dataset that a page for editors is about: unseen by those who may not read it, refused to those who may not do this. */
import type { AnyAction } from '#actions/action.ts';
import { packageUpdate } from '#actions/package/package_update.ts';
import { NotAuthorized, NotFound } from '#domain/errors.ts';
import { type DatasetDict, type ResourceDict, datasetPath, resourcePath, resourceTitle, showDataset, titleOf } from '../../data/dataset.ts';
import type { Crumb, Visit } from '../../page.ts';
import { orNotFound } from '../hidden.ts';

export async function datasetFor(visit: Visit, action: AnyAction = packageUpdate): Promise<DatasetDict> {
  const dataset = await readableDataset(visit);
  await assertMay(visit, dataset, action);
  return dataset;
}

/** For what runs an action in any case, which refuses by itself. */
export const readableDataset = (visit: Visit): Promise<DatasetDict> => orNotFound(visit, showDataset(visit, visit.params.id ?? ''));

export async function assertMay(visit: Visit, dataset: DatasetDict, action: AnyAction = packageUpdate): Promise<void> {
  if (!(await visit.may(action, { id: dataset.id }))) throw new NotAuthorized();
}

export function resourceIn(dataset: DatasetDict, id: string | undefined): ResourceDict {
  const resource = dataset.resources?.find((one) => one.id === id);
  if (resource === undefined) throw new NotFound();
  return resource;
}

export const crumbsOf = (dataset: DatasetDict, title: string): readonly Crumb[] => [
  { title: 'Datasets', href: '/dataset' },
  { title: titleOf(dataset), href: datasetPath(dataset) },
  { title },
];

export const crumbsOfResource = (dataset: DatasetDict, resource: ResourceDict, title: string): readonly Crumb[] => [
  { title: 'Datasets', href: '/dataset' },
  { title: titleOf(dataset), href: datasetPath(dataset) },
  { title: resourceTitle(resource), href: resourcePath(dataset, resource) },
  { title },
];
