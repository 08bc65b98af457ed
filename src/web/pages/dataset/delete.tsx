/** Deleting a dataset: the question, and the deed. */
import { packageDelete } from '#actions/package/package_delete.ts';
import type { PageResponse } from '#domain/page.ts';
import { Confirm } from '../../components/confirm.tsx';
import { deletePath, editPath } from '../../components/editing-steps.tsx';
import { datasetPath, titleOf } from '../../data/dataset.ts';
import { textOf } from '../../data/fields.ts';
import type { Shown, Visit } from '../../page.ts';
import { withQuery } from '../../text/addresses.ts';
import { counted } from '../../text/sizes.ts';
import { crumbsOf, datasetFor } from './editable.ts';

export async function deleteDatasetPage(visit: Visit): Promise<Shown | PageResponse> {
  const dataset = await datasetFor(visit, packageDelete);
  if (dataset.state === 'deleted') return { redirect: datasetPath(dataset) };
  const files = (dataset.resources ?? []).length;
  const title = `Delete the dataset “${titleOf(dataset)}”?`;
  const body = (
    <Confirm request={visit.request} title={title} action={deletePath(dataset)} confirm="Delete the dataset" cancel={editPath(dataset)}>
      <p>
        The dataset{files > 0 && ` and its ${counted(files, 'resource')}`} will leave searches and lists, and its page and its files will be
        closed to the public.
      </p>
      <p>
        Nothing is destroyed: people who may edit the dataset can restore it from its page. An administrator of the site can remove it for
        good.
      </p>
      {dataset.state === 'active' && dataset.private !== true && (
        <p>
          To hide it for a while, <a href={editPath(dataset)}>edit it</a> instead and make it private or unpublish it.
        </p>
      )}
    </Confirm>
  );
  return { title: `Delete - ${titleOf(dataset)}`, body, crumbs: crumbsOf(dataset, 'Delete'), noindex: true };
}

/** CKAN: a button named `cancel` leads back to the form. */
export async function deleteDataset(visit: Visit): Promise<PageResponse> {
  const dataset = await datasetFor(visit, packageDelete);
  if (textOf(visit.request.form, 'cancel') !== '') return { status: 303, redirect: editPath(dataset) };
  // Named by its id, a dataset leaves its groups too, and restored it would not be in them.
  await visit.ask(packageDelete, { id: dataset.name });
  return { status: 303, redirect: withQuery(datasetPath(dataset), [['done', 'deleted']]) };
}
