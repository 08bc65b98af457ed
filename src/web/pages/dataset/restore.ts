/** Brings a deleted dataset back. */
import { packagePatch } from '#actions/package/package_patch.ts';
import type { PageResponse } from '#domain/page.ts';
import { datasetPath } from '../../data/dataset.ts';
import type { Visit } from '../../page.ts';
import { withQuery } from '../../text/addresses.ts';
import { datasetFor } from './editable.ts';

export async function restoreDataset(visit: Visit): Promise<PageResponse> {
  const dataset = await datasetFor(visit);
  if (dataset.state === 'deleted') await visit.ask(packagePatch, { id: dataset.id, state: 'active' });
  return { status: 303, redirect: withQuery(datasetPath(dataset), [['done', 'restored']]) };
}
