/** A new resource: the second step of a new dataset, or one more for a dataset that is there. */
import { resourceCreate } from '#actions/resource/resource_create.ts';
import type { PageResponse } from '#domain/page.ts';
import type { VNode } from 'preact';
import { ManageHead, Steps, editPath, newResourcePath, orderPath, reviewPath, stepTitle } from '../../components/editing-steps.tsx';
import { formTitle, hasErrors } from '../../components/form.tsx';
import { FormButtons } from '../../components/form-fields.tsx';
import { Told } from '../../components/told.tsx';
import { type DatasetDict, resourcePath, resourceTitle, titleOf } from '../../data/dataset.ts';
import { datasetType } from '../../data/dataset-form.ts';
import { allFaults, formErrors } from '../../data/errors.ts';
import { plain, textOf } from '../../data/fields.ts';
import { fileChoice } from '../../data/form-file.ts';
import { formOfSentResource, inputOfNewResource, isBlank, resourceFields } from '../../data/resource-form.ts';
import type { Shown, Visit } from '../../page.ts';
import { withQuery } from '../../text/addresses.ts';
import { counted } from '../../text/sizes.ts';
import { crumbsOf, datasetFor } from './editable.ts';
import { ResourceFormView, type ResourceView, faultOf, mostMegabytes, settledChoice } from './resource-form.tsx';
import { publishDraft } from './review.tsx';

export async function newResourcePage(visit: Visit): Promise<Shown> {
  const dataset = await datasetFor(visit);
  const fields = resourceFields(datasetType(visit, dataset.type));
  const values = formOfSentResource(visit.request.query, fields);
  const source = textOf(values, 'url') !== '' || mostMegabytes(visit) === undefined ? 'link' : 'upload';
  return showForm(visit, dataset, { values, errors: {}, source });
}

/** CKAN's words for the buttons, and the buttons that need no data. */
const SKIPS: ReadonlySet<string> = new Set(['go-dataset', 'go-metadata', 'go-metadata-publish', 'go-metadata-preview']);

export async function addResource(visit: Visit): Promise<Shown | PageResponse> {
  const dataset = await datasetFor(visit);
  const { form } = visit.request;
  const save = textOf(form, 'save');
  const fields = resourceFields(datasetType(visit, dataset.type));
  const values = formOfSentResource(form, fields);
  const choice = settledChoice(await fileChoice(visit, 'upload', 'url'));
  const view = { values, source: choice.source, held: choice.held };
  const blank = isBlank(values, choice) && !choice.lost && !choice.tooLarge;
  if (blank && dataset.state === 'draft' && SKIPS.has(save)) return next(visit, dataset, save);
  if (blank) return showForm(visit, dataset, { ...view, errors: { upload: ['Choose a file or give an address'] } });
  const fault = faultOf(choice);
  const input = { package_id: dataset.id, ...inputOfNewResource(values, fields, choice) };
  if (hasErrors(fault)) return showForm(visit, dataset, { ...view, errors: await allFaults(visit, fault, resourceCreate, input) });
  try {
    await visit.ask(resourceCreate, input);
  } catch (error) {
    const errors = formErrors(error);
    if (errors === undefined) throw error;
    return showForm(visit, dataset, { ...view, errors });
  }
  return next(visit, dataset, save);
}

async function next(visit: Visit, dataset: DatasetDict, save: string): Promise<PageResponse> {
  const to = (address: string, done = ''): PageResponse => ({ status: 303, redirect: withQuery(address, [['done', done]]) });
  if (save === 'again') return to(newResourcePath(dataset), 'added');
  if (dataset.state !== 'draft') return to(orderPath(dataset), 'added');
  if (save === 'go-dataset') return to(editPath(dataset));
  return save === 'go-metadata' || save === 'go-metadata-publish' ? publishDraft(visit, dataset) : to(reviewPath(dataset));
}

async function showForm(visit: Visit, dataset: DatasetDict, view: ResourceView): Promise<Shown> {
  const title = dataset.state === 'draft' ? stepTitle(2) : 'Add a resource';
  return {
    title: formTitle(`${title} - ${titleOf(dataset)}`, view.errors),
    body: <NewResourceBody visit={visit} dataset={dataset} view={view} />,
    crumbs: crumbsOf(dataset, 'Add a resource'),
    noindex: true,
  };
}

type BodyProps = { readonly visit: Visit; readonly dataset: DatasetDict; readonly view: ResourceView };

function NewResourceBody({ visit, dataset, view }: BodyProps): VNode {
  const isDraft = dataset.state === 'draft';
  const fields = resourceFields(datasetType(visit, dataset.type));
  return (
    <div class="container narrow page editing">
      {isDraft && <Steps step={2} dataset={dataset} />}
      <ManageHead dataset={dataset} tab="resources" title="Add a resource" />
      <Told request={visit.request} texts={{ added: 'The resource is added.' }} />
      {isDraft && <AddedSoFar dataset={dataset} />}
      <ResourceFormView visit={visit} action={newResourcePath(dataset)} fields={fields} draft={`resource-new ${dataset.id}`} {...view}>
        {isDraft ? <DraftButtons dataset={dataset} /> : <FormButtons save="Add the resource" cancel={orderPath(dataset)} />}
      </ResourceFormView>
    </div>
  );
}

const DraftButtons = ({ dataset }: { readonly dataset: DatasetDict }): VNode => (
  <div class="form-buttons">
    <button type="submit" class="button" name="save" value="go-metadata-preview">
      Save and review
    </button>
    <button type="submit" class="button secondary" name="save" value="again">
      Save and add another
    </button>
    <button type="submit" class="button secondary" name="save" value="go-dataset">
      Back to the description
    </button>
    {(dataset.resources ?? []).length === 0 && <a href={reviewPath(dataset)}>Go on without data</a>}
  </div>
);

function AddedSoFar({ dataset }: { readonly dataset: DatasetDict }): VNode | null {
  const { resources = [] } = dataset;
  if (resources.length === 0) return null;
  return (
    <section class="card added" aria-labelledby="added-title">
      <h2 id="added-title">{counted(resources.length, 'resource')} so far</h2>
      <ul>
        {resources.map((resource) => (
          <li>
            <a href={`${resourcePath(dataset, resource)}/edit`}>{resourceTitle(resource)}</a>
            {plain(resource.format) !== '' && `, ${plain(resource.format)}`}
          </li>
        ))}
      </ul>
      <p>
        <a href={orderPath(dataset)}>Put them in another order</a>
      </p>
    </section>
  );
}
