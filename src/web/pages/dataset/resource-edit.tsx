/** A resource that is there: its facts changed, its file replaced or taken away. */
import { resourcePatchOf } from '#actions/resource/form-save.ts';
import { resourcePatch } from '#actions/resource/resource_patch.ts';
import type { Fields, PageResponse } from '#domain/page.ts';
import type { VNode } from 'preact';
import { ManageHead, Steps, orderPath } from '../../components/editing-steps.tsx';
import { formTitle, hasErrors } from '../../components/form.tsx';
import { FormButtons } from '../../components/form-fields.tsx';
import { inPlaceOf, meet, stateText, taking } from '../../data/concurrency.ts';
import { type DatasetDict, type ResourceDict, resourcePath, resourceTitle, showDataset, titleOf } from '../../data/dataset.ts';
import { datasetType } from '../../data/dataset-form.ts';
import { allFaults, formErrors } from '../../data/errors.ts';
import { textOf } from '../../data/fields.ts';
import { type FileChoice, fileChoice, sourceField } from '../../data/form-file.ts';
import {
  changesOfResource,
  dataOf,
  formOfResource,
  formOfSentResource,
  isUpload,
  linkOf,
  resourceFields,
  textsOfResource,
} from '../../data/resource-form.ts';
import type { Shown, Visit } from '../../page.ts';
import { withQuery } from '../../text/addresses.ts';
import { crumbsOfResource, datasetFor, resourceIn } from './editable.ts';
import { ResourceFormView, type ResourceView, faultOf, settledChoice } from './resource-form.tsx';

const sourceOf = (resource: ResourceDict): FileChoice['source'] =>
  isUpload(resource) ? 'keep' : linkOf(resource) === '' ? 'none' : 'link';

export async function editResourcePage(visit: Visit): Promise<Shown> {
  const dataset = await datasetFor(visit);
  const resource = resourceIn(dataset, visit.params.resource);
  const fields = resourceFields(datasetType(visit, dataset.type));
  return showForm(visit, dataset, resource, { values: formOfResource(resource, fields), errors: {}, source: sourceOf(resource) });
}

export async function saveResource(visit: Visit): Promise<Shown | PageResponse> {
  const dataset = await datasetFor(visit);
  const sent = await fileChoice(visit, 'upload', 'url');
  return inPlaceOf(
    dataset,
    (seen) => trySaving(visit, seen, resourceIn(seen, visit.params.resource), sent),
    () => showDataset(visit, dataset.id),
  );
}

/** CKAN's form has no choice between keeping and clearing: of an upload, what is not cleared is kept. */
function choiceFor(resource: ResourceDict, sent: FileChoice, form: Fields): FileChoice {
  const isPlain = textOf(form, sourceField('upload')) === '' && sent.upload === undefined && !sent.tooLarge && isUpload(resource);
  if (isPlain && textOf(form, 'clear_upload') === '') return { ...sent, source: 'keep' };
  return isUpload(resource) ? sent : settledChoice(sent);
}

async function trySaving(visit: Visit, dataset: DatasetDict, resource: ResourceDict, sent: FileChoice): Promise<Shown | PageResponse> {
  const { form } = visit.request;
  const fields = resourceFields(datasetType(visit, dataset.type));
  const stored = formOfResource(resource, fields);
  const typed = formOfSentResource(form, fields, stored);
  const choice = choiceFor(resource, sent, form);
  const now = textsOfResource(stored, fields, dataOf(resource));
  const { differences, theirs, deleted } = meet(
    form,
    [...now, stateText(dataset.state)],
    textsOfResource(typed, fields, wantedData(typed, resource, choice)),
  );
  // The address goes with the choice of which it is a part.
  const values = taking(theirs.has('upload') ? new Set([...theirs, 'url']) : theirs, typed, stored);
  const chosen = theirs.has('upload') ? { ...choice, source: sourceOf(resource), upload: undefined, tooLarge: false } : choice;
  const view = { values, source: chosen.source, held: chosen.held };
  if (differences.length > 0 || deleted) return showForm(visit, dataset, resource, { ...view, errors: {}, differences, deleted });
  const fault = faultOf(chosen, linkOf(resource));
  const changes = changesOfResource(values, resource, fields, chosen);
  if (hasErrors(fault)) {
    const errors = await allFaults(visit, fault, resourcePatch, { id: resource.id, ...changes });
    return showForm(visit, dataset, resource, { ...view, errors });
  }
  try {
    if (Object.keys(changes).length > 0) await visit.ask(resourcePatchOf(resource.metadata_modified), { id: resource.id, ...changes });
  } catch (error) {
    const errors = formErrors(error);
    if (errors === undefined) throw error;
    return showForm(visit, dataset, resource, { ...view, errors });
  }
  return { status: 303, redirect: `${withQuery(orderPath(dataset), [['done', 'saved']])}#resource-${resource.id}` };
}

/** What the visitor wants the data to be, as it is compared. To keep it is to want it as it is by now. */
function wantedData(typed: Fields, resource: ResourceDict, { source, upload }: FileChoice): string {
  if (source === 'keep') return dataOf(resource);
  return source === 'upload' ? `${upload?.fileName ?? ''}, uploaded now` : source === 'link' ? textOf(typed, 'url').trim() : '';
}

async function showForm(visit: Visit, dataset: DatasetDict, resource: ResourceDict, view: ResourceView): Promise<Shown> {
  const title = resourceTitle(resource);
  return {
    title: formTitle(`Edit ${title} - ${titleOf(dataset)}`, view.errors),
    body: <EditBody visit={visit} dataset={dataset} resource={resource} view={view} />,
    crumbs: crumbsOfResource(dataset, resource, 'Edit'),
    noindex: true,
  };
}

type BodyProps = { readonly visit: Visit; readonly dataset: DatasetDict; readonly resource: ResourceDict; readonly view: ResourceView };

function EditBody({ visit, dataset, resource, view }: BodyProps): VNode {
  const fields = resourceFields(datasetType(visit, dataset.type));
  return (
    <div class="container narrow page editing">
      {dataset.state === 'draft' && <Steps step={2} dataset={dataset} />}
      <ManageHead dataset={dataset} tab="resources" title={`Edit ${resourceTitle(resource)}`} />
      <ResourceFormView
        visit={visit}
        action={`${resourcePath(dataset, resource)}/edit`}
        fields={fields}
        resource={resource}
        draft={`resource-edit ${resource.id}`}
        base={[...textsOfResource(formOfResource(resource, fields), fields, dataOf(resource)), stateText(dataset.state)]}
        {...view}
      >
        <FormButtons save="Save changes" cancel={orderPath(dataset)}>
          <a href={`${resourcePath(dataset, resource)}/delete`}>Delete this resource</a>
        </FormButtons>
      </ResourceFormView>
    </div>
  );
}
