/** The description of a dataset that is there, changed by a form: what the form does not ask for stays as it is. */
import { ChangedMeanwhile, packagePatchOf } from '#actions/package/form-save.ts';
import { Unavailable } from '#domain/errors.ts';
import type { Fields, PageResponse } from '#domain/page.ts';
import type { VNode } from 'preact';
import type { Choices } from '../../components/dataset-fields.tsx';
import { ManageHead, Steps, deletePath, newResourcePath, orderPath, stepTitle } from '../../components/editing-steps.tsx';
import { type Errors, formTitle } from '../../components/form.tsx';
import { RestoreForm } from '../../components/restore-form.tsx';
import { FormButtons } from '../../components/form-fields.tsx';
import { BASE_FIELD, type Difference, meet, taking } from '../../data/concurrency.ts';
import { type DatasetDict, datasetPath, showDataset, titleOf } from '../../data/dataset.ts';
import { type Section, changesOfForm, datasetType, formOfDataset, formOfRequest, sectionsOf, textsOf } from '../../data/dataset-form.ts';
import { formErrors } from '../../data/errors.ts';
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

const MOST_TRIES = 10;

/** Saved only in place of the version that was looked at; another one in between is looked at first. */
export async function saveDataset(visit: Visit): Promise<Shown | PageResponse> {
  let dataset = await readableDataset(visit);
  for (let attempt = 1; ; attempt++) {
    try {
      return await trySaving(visit, dataset);
    } catch (error) {
      if (!(error instanceof ChangedMeanwhile)) throw error;
      if (attempt >= MOST_TRIES) throw new Unavailable('Too many changes at once; try again');
      // What another process wrote is known here a moment later.
      await new Promise((done) => setTimeout(done, 20 * attempt));
      dataset = await showDataset(visit, dataset.id);
    }
  }
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
  const { differences, theirs } = meet(form, textsOf(stored, sections), textsOf(typed, sections));
  const values = taking(theirs, typed, stored);
  const changes = { ...changesOfForm(values, dataset, sections), ...stateAfter(form, dataset) };
  const isChanged = Object.keys(changes).length > 0;
  if (differences.length > 0 || !isChanged) await assertMay(visit, dataset);
  if (differences.length > 0) return showForm(visit, { dataset, sections, values, errors: {}, differences });
  try {
    const saved = isChanged
      ? await visit.ask<DatasetDict>(packagePatchOf(dataset.metadata_modified ?? ''), { id: dataset.id, ...changes })
      : dataset;
    return { status: 303, redirect: nextAddress(visit, saved) };
  } catch (error) {
    const errors = formErrors(error, { tags: 'tag_string' });
    if (errors === undefined) throw error;
    return showForm(visit, { dataset, sections, values, errors, differences: [] });
  }
}

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
        base={view.base ?? textsOf(formOfDataset(dataset, sections), sections)}
        differences={inWords(differences, sections, choices)}
      >
        <FormButtons save={isDraft ? 'Save and go on' : 'Save changes'} cancel={datasetPath(dataset)}>
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
