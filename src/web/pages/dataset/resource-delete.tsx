/** Deleting a resource: the question, and the deed. */
import { resourceDelete } from '#actions/resource/resource_delete.ts';
import type { PageResponse } from '#domain/page.ts';
import { Confirm } from '../../components/confirm.tsx';
import { orderPath } from '../../components/editing-steps.tsx';
import { resourcePath, resourceTitle, titleOf } from '../../data/dataset.ts';
import { textOf } from '../../data/fields.ts';
import { isUpload } from '../../data/resource-form.ts';
import type { Shown, Visit } from '../../page.ts';
import { withQuery } from '../../text/addresses.ts';
import { crumbsOfResource, datasetFor, resourceIn } from './editable.ts';

export async function deleteResourcePage(visit: Visit): Promise<Shown> {
  const dataset = await datasetFor(visit);
  const resource = resourceIn(dataset, visit.params.resource);
  const title = resourceTitle(resource);
  const body = (
    <Confirm
      request={visit.request}
      title={`Delete the resource “${title}”?`}
      action={`${resourcePath(dataset, resource)}/delete`}
      confirm="Delete the resource"
      cancel={orderPath(dataset)}
    >
      <p>
        It is taken out of the dataset “{titleOf(dataset)}”.{' '}
        {isUpload(resource)
          ? 'Its file is deleted for good, and links to it stop working. This cannot be undone.'
          : 'The data behind the link stays where it is. This cannot be undone.'}
      </p>
    </Confirm>
  );
  return { title: `Delete ${title} - ${titleOf(dataset)}`, body, crumbs: crumbsOfResource(dataset, resource, 'Delete'), noindex: true };
}

/** CKAN: a button named `cancel` leads back to the form. */
export async function deleteResource(visit: Visit): Promise<PageResponse> {
  const dataset = await datasetFor(visit);
  const resource = resourceIn(dataset, visit.params.resource);
  if (textOf(visit.request.form, 'cancel') !== '') return { status: 303, redirect: `${resourcePath(dataset, resource)}/edit` };
  await visit.ask(resourceDelete, { id: resource.id });
  return { status: 303, redirect: withQuery(orderPath(dataset), [['done', 'deleted']]) };
}
