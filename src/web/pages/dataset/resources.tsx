/** The resources of a dataset for its editors: add, edit, delete, and put in order by buttons or by numbers. */
import { packageResourceReorder } from '#actions/package/package_resource_reorder.ts';
import type { PageResponse } from '#domain/page.ts';
import type { VNode } from 'preact';
import { ManageHead, Steps, newResourcePath, orderPath, reviewPath, stepTitle } from '../../components/editing-steps.tsx';
import { Form } from '../../components/form.tsx';
import { Told } from '../../components/told.tsx';
import { type DatasetDict, type ResourceDict, resourcePath, resourceTitle, titleOf } from '../../data/dataset.ts';
import { plain, textOf } from '../../data/fields.ts';
import { movedBy, placedAt } from '../../data/order.ts';
import type { Shown, Visit } from '../../page.ts';
import { withQuery } from '../../text/addresses.ts';
import { readableSize } from '../../text/sizes.ts';
import { crumbsOf, datasetFor } from './editable.ts';

const DONE: Readonly<Record<string, string>> = {
  order: 'The order is saved.',
  added: 'The resource is added.',
  saved: 'The resource is saved.',
  deleted: 'The resource is deleted.',
};

export async function resourcesPage(visit: Visit): Promise<Shown> {
  const dataset = await datasetFor(visit);
  const isDraft = dataset.state === 'draft';
  return {
    title: `${isDraft ? stepTitle(2) : 'Data and resources'} - ${titleOf(dataset)}`,
    body: <ResourcesBody visit={visit} dataset={dataset} />,
    crumbs: crumbsOf(dataset, 'Data and resources'),
    noindex: true,
  };
}

/** Only the resources that the dataset has by now are put in order; one that was added meanwhile stays. */
export async function orderResources(visit: Visit): Promise<PageResponse> {
  const dataset = await datasetFor(visit, packageResourceReorder);
  const { form } = visit.request;
  const resources = dataset.resources ?? [];
  const [way = '', id = ''] = textOf(form, 'move').split(':');
  const order =
    way === ''
      ? placedAt(resources, (resource) => placeIn(textOf(form, `position__${resource.id}`)))
      : movedBy(resources, id, way === 'up' ? -1 : 1);
  await visit.ask(packageResourceReorder, { id: dataset.id, order: order.map((resource) => resource.id) });
  const back = withQuery(orderPath(dataset), [['done', 'order']]);
  return { status: 303, redirect: id === '' ? back : `${back}#resource-${encodeURIComponent(id)}` };
}

const placeIn = (text: string): number => (/^\s*\d{1,6}\s*$/.test(text) ? Number(text) : Number.NaN);

function ResourcesBody({ visit, dataset }: { readonly visit: Visit; readonly dataset: DatasetDict }): VNode {
  const { resources = [] } = dataset;
  const isDraft = dataset.state === 'draft';
  return (
    <div class="container narrow page editing">
      {isDraft && <Steps step={2} dataset={dataset} />}
      <ManageHead dataset={dataset} tab="resources" title="Data and resources" />
      <Told request={visit.request} texts={DONE} />
      {resources.length === 0 ? (
        <div class="nothing">
          <p class="nothing-title">This dataset has no data yet.</p>
          <p>Add a file, or a link to where the data is.</p>
        </div>
      ) : (
        <OrderForm visit={visit} dataset={dataset} resources={resources} />
      )}
      <p class="form-buttons">
        <a class={resources.length === 0 || !isDraft ? 'button' : 'button secondary'} href={newResourcePath(dataset)}>
          Add a resource
        </a>
        {isDraft && (
          <a class={resources.length === 0 ? 'button secondary' : 'button'} href={reviewPath(dataset)}>
            Review and publish
          </a>
        )}
      </p>
    </div>
  );
}

type ListProps = { readonly visit: Visit; readonly dataset: DatasetDict; readonly resources: readonly ResourceDict[] };

function OrderForm({ visit, dataset, resources }: ListProps): VNode {
  return (
    <Form request={visit.request} action={orderPath(dataset)} label="Order of the resources">
      {/* The first button is the one that the Enter key presses. */}
      <button type="submit" class="unseen" tabIndex={-1} aria-hidden="true">
        Save the order
      </button>
      <ol class="order-list">
        {resources.map((resource, at) => (
          <li id={`resource-${resource.id}`}>
            <OrderItem dataset={dataset} resource={resource} at={at} last={resources.length - 1} />
          </li>
        ))}
      </ol>
      {resources.length > 1 && (
        <p>
          <button type="submit" class="button secondary">
            Save the numbers as the new order
          </button>
        </p>
      )}
    </Form>
  );
}

type ItemProps = { readonly dataset: DatasetDict; readonly resource: ResourceDict; readonly at: number; readonly last: number };

function OrderItem({ dataset, resource, at, last }: ItemProps): VNode {
  const title = resourceTitle(resource);
  const facts = [plain(resource.format), readableSize(resource.size) ?? '', resource.url_type === 'upload' ? 'Uploaded file' : 'Link'];
  return (
    <div class="order-item">
      {last > 0 && (
        <label class="order-place">
          <span>
            Position<span class="unseen"> of {title}</span>
          </span>
          <input type="number" name={`position__${resource.id}`} value={at + 1} min={1} max={last + 1} inputMode="numeric" />
        </label>
      )}
      <div class="order-text">
        <p class="order-title">
          <a href={resourcePath(dataset, resource)}>{title}</a>
        </p>
        <p class="quiet">{facts.filter((fact) => fact !== '').join(', ')}</p>
      </div>
      <div class="order-buttons">
        {last > 0 && <MoveButton way="up" title={title} id={resource.id} off={at === 0} />}
        {last > 0 && <MoveButton way="down" title={title} id={resource.id} off={at === last} />}
        <a class="button secondary small" href={`${resourcePath(dataset, resource)}/edit`}>
          Edit<span class="unseen"> {title}</span>
        </a>
        <a class="button secondary small" href={`${resourcePath(dataset, resource)}/delete`}>
          Delete<span class="unseen"> {title}</span>
        </a>
      </div>
    </div>
  );
}

const MoveButton = ({
  way,
  title,
  id,
  off,
}: {
  readonly way: 'up' | 'down';
  readonly title: string;
  readonly id: string;
  readonly off: boolean;
}): VNode => (
  <button type="submit" class="button secondary small" name="move" value={`${way}:${id}`} disabled={off}>
    {way === 'up' ? 'Up' : 'Down'}
    <span class="unseen"> {title}</span>
  </button>
);
