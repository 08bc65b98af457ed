/** The description of a dataset that is there, changed by a form: what the form does not ask for stays as it is. */
import { packagePatchOf } from '#actions/package/form-save.ts';
import type { Fields, PageResponse } from '#domain/page.ts';
import type { VNode } from 'preact';
import type { Choices } from '../../components/dataset-fields.tsx';
import { ManageHead, Steps, deletePath, newResourcePath, orderPath, stepTitle } from '../../components/editing-steps.tsx';
import { type Errors, formTitle } from '../../components/form.tsx';
import { RestoreForm } from '../../components/restore-form.tsx';
import { FormButtons } from '../../components/form-fields.tsx';
import { BASE_FIELD, type Difference, type FieldText, inPlaceOf, meet, stateText, taking } from '../../data/concurrency.ts';
import { type DatasetDict, datasetPath, showDataset, titleOf } from '../../data/dataset.ts';
import {
  type Section,
  changesOfForm,
  datasetType,
  formOfDataset,
  formOfRequest,
  refusalsOf,
  sectionsOf,
  textsOf,
} from '../../data/dataset-form.ts';
import { textOf } from '../../data/fields.ts';
import { editedRows } from '../../data/form-rows.ts';
import type { Shown, Visit } from '../../page.ts';
import { localPath, path, withQuery } from '../../text/addresses.ts';
import { DatasetFormView, choicesFor, inWords } from './dataset-form.tsx';
import { assertMay, crumbsOf, datasetFor, readableDataset } from './editable.ts';

export async function editDatasetPage(visit: Visit): Promise<Shown> {
  const dataset = await datasetFor(visit);
  const sections = sectionsOf(datasetType(visit, dataset.type));
  return showForm(visit, { dataset, sections, values: formOfDataset(dataset, sections), errors: {}, differences: [] });
}

export async function saveDataset(visit: Visit): Promise<Shown | PageResponse> {
  const dataset = await readableDataset(visit);
  return inPlaceOf(
    dataset,
    (seen) => trySaving(visit, seen),
    () => showDataset(visit, dataset.id),
  );
}

async function trySaving(visit: Visit, dataset: DatasetDict): Promise<Shown | PageResponse> {
  const { form } = visit.request;
  const sections = sectionsOf(datasetType(visit, dataset.type));
  const stored = formOfDataset(dataset, sections);
  const edited = editedRows(form);
  if (edited !== undefined) {
    await assertMay(visit, dataset);
    const values = formOfRequest(edited, sections, stored);
    return showForm(visit, { dataset, sections, values, errors: {}, differences: [], base: textOf(form, BASE_FIELD) });
  }
  const typed = formOfRequest(form, sections, stored);
  const { differences, theirs, deleted } = meet(form, storedTexts(dataset, sections), textsOf(typed, sections));
  const values = taking(theirs, typed, stored);
  const changes = { ...changesOfForm(values, dataset, sections), ...stateAfter(form, dataset) };
  const isChanged = Object.keys(changes).length > 0;
  const isOther = differences.length > 0 || deleted;
  if (isOther || !isChanged) await assertMay(visit, dataset);
  if (isOther) return showForm(visit, { dataset, sections, values, errors: {}, differences, deleted });
  try {
    const saved = isChanged
      ? await visit.ask<DatasetDict>(packagePatchOf(dataset.metadata_modified ?? ''), { id: dataset.id, ...changes })
      : dataset;
    return { status: 303, redirect: nextAddress(visit, saved) };
  } catch (error) {
    const errors = refusalsOf(error, values);
    if (errors === undefined) throw error;
    return showForm(visit, { dataset, sections, values, errors, differences: [] });
  }
}

const storedTexts = (dataset: DatasetDict, sections: readonly Section[]): readonly FieldText[] => [
  ...textsOf(formOfDataset(dataset, sections), sections),
  stateText(dataset.state),
];

/** CKAN: one of the buttons takes a published dataset back to a draft. */
const stateAfter = (form: Fields, dataset: DatasetDict): { readonly state?: string } =>
  textOf(form, 'save') === 'go-metadata-unpublish' && dataset.state === 'active' ? { state: 'draft' } : {};

/** A link to the form may name where it leads afterwards, with `<NAME>` for the name that the dataset has then. */
function nextAddress({ request }: Visit, dataset: DatasetDict): string {
  const { form, query } = request;
  const wanted = textOf(form, 'return_to') || textOf(query, 'return_to');
  if (wanted !== '') return localPath(wanted.replaceAll('<NAME>', encodeURIComponent(dataset.name)), datasetPath(dataset));
  const save = textOf(form, 'save');
  if (save === 'go-metadata-unpublish') return withQuery(datasetPath(dataset), [['done', 'unpublished']]);
  if (dataset.state !== 'draft' || save === 'go-metadata-preview') return withQuery(datasetPath(dataset), [['done', 'saved']]);
  return (dataset.resources ?? []).length > 0 ? orderPath(dataset) : newResourcePath(dataset);
}

type View = {
  readonly dataset: DatasetDict;
  readonly sections: readonly Section[];
  readonly values: Fields;
  readonly errors: Errors;
  readonly differences: readonly Difference[];
  /** Somebody else deleted it meanwhile. */
  readonly deleted?: boolean;
  /** What the form was made from, where it is not the dataset as it is now. */
  readonly base?: string;
};

async function showForm(visit: Visit, view: View): Promise<Shown> {
  const { dataset, errors } = view;
  const choices = await choicesFor(visit, dataset.organization);
  const title = dataset.state === 'draft' ? stepTitle(1) : 'Edit';
  return {
    title: formTitle(`${title} - ${titleOf(dataset)}`, errors),
    body: <EditBody visit={visit} view={view} choices={choices} />,
    crumbs: crumbsOf(dataset, 'Edit'),
    noindex: true,
  };
}

function EditBody({ visit, view, choices }: { readonly visit: Visit; readonly view: View; readonly choices: Choices }): VNode {
  const { dataset, sections, values, errors, differences } = view;
  const isDraft = dataset.state === 'draft';
  const { request } = visit;
  const returnTo = textOf(request.form, 'return_to') || textOf(request.query, 'return_to');
  return (
    <div class="container narrow page editing">
      {isDraft && <Steps step={1} dataset={dataset} />}
      <ManageHead dataset={dataset} tab="edit" title={isDraft ? 'Describe the dataset' : 'Edit the dataset'} />
      {dataset.state === 'deleted' && <RestoreForm visit={visit} dataset={dataset} />}
      <DatasetFormView
        visit={visit}
        action={path('dataset', 'edit', dataset.name)}
        sections={sections}
        choices={choices}
        values={values}
        errors={errors}
        draft={`dataset-edit ${dataset.id}`}
        hidden={[['return_to', returnTo]]}
        known={dataset.name}
        base={view.base ?? storedTexts(dataset, sections)}
        deleted={view.deleted}
        differences={inWords(differences, sections, choices)}
      >
        <FormButtons save={isDraft ? 'Save and continue' : 'Save changes'} cancel={datasetPath(dataset)}>
          {isDraft && (
            <button type="submit" class="button secondary" name="save" value="go-metadata-preview">
              Save the draft and stop here
            </button>
          )}
          {isDraft && <a href={deletePath(dataset)}>Delete the draft</a>}
          {dataset.state === 'active' && (
            <button type="submit" class="button secondary" name="save" value="go-metadata-unpublish">
              Save and unpublish
            </button>
          )}
        </FormButtons>
      </DatasetFormView>
    </div>
  );
}
