/** The first step of a new dataset: its description, from which a draft is made. */
import { packageCreate } from '#actions/package/package_create.ts';
import { draftCreate } from '#actions/package/form-save.ts';
import { NotAuthorized } from '#domain/errors.ts';
import type { Fields, PageResponse } from '#domain/page.ts';
import type { VNode } from 'preact';
import type { Choices } from '../../components/dataset-fields.tsx';
import { Steps, newResourcePath, stepTitle } from '../../components/editing-steps.tsx';
import { type Errors, formTitle } from '../../components/form.tsx';
import { FormButtons } from '../../components/form-fields.tsx';
import { type DatasetDict, datasetPath, titleOf } from '../../data/dataset.ts';
import { type Section, datasetType, formOfRequest, inputOfForm, refusalsOf, sectionsOf } from '../../data/dataset-form.ts';
import { textOf } from '../../data/fields.ts';
import { editedRows } from '../../data/form-rows.ts';
import { type GroupDict, showGroup } from '../../data/group.ts';
import { nameToMake, underFreeName } from '../../data/made-name.ts';
import type { Shown, Visit } from '../../page.ts';
import { withQuery } from '../../text/addresses.ts';
import { DatasetFormView, choicesFor } from './dataset-form.tsx';
import { saveDataset } from './edit.tsx';

export async function newDatasetPage(visit: Visit): Promise<Shown> {
  if (!(await visit.may(packageCreate, {}))) throw new NotAuthorized();
  return showForm(visit, visit.request.query, {});
}

export async function createDataset(visit: Visit): Promise<Shown | PageResponse> {
  const { form } = visit.request;
  // CKAN: a form that goes back to its first step names the draft it made.
  const draft = textOf(form, 'pkg_name');
  if (draft !== '') return saveDataset({ ...visit, params: { id: draft } });
  if (!(await visit.may(packageCreate, {}))) throw new NotAuthorized();
  const edited = editedRows(form);
  if (edited !== undefined) return showForm(visit, edited, {});
  const type = datasetType(visit, typeIn(form));
  const sections = sectionsOf(type);
  const sent = formOfRequest(form, sections);
  const needsData = isStaged(visit);
  const create = (name: string): Promise<DatasetDict> => {
    const input = { ...inputOfForm({ ...sent, name }, sections), type: type.name, ...groupsOf(form) };
    return visit.ask<DatasetDict>(needsData ? draftCreate : packageCreate, input);
  };
  const made = nameToMake(form, type.name);
  try {
    const dataset = await (made === undefined ? create(textOf(sent, 'name')) : underFreeName(made, create));
    return { status: 303, redirect: nextAddress(dataset, textOf(form, 'save'), needsData) };
  } catch (error) {
    const errors = refusalsOf(error, sent);
    if (errors === undefined) throw error;
    return showForm(visit, { ...form, ...sent }, told(errors, sent));
  }
}

function nextAddress(dataset: DatasetDict, save: string, needsData: boolean): string {
  if (!needsData) return withQuery(datasetPath(dataset), [['done', 'published']]);
  return save === 'go-metadata-preview' ? withQuery(datasetPath(dataset), [['done', 'draft']]) : newResourcePath(dataset);
}

/** A draft of nobody could be found by nobody. */
const isStaged = ({ catalogue, request }: Visit): boolean =>
  catalogue.site.settings['ckan.dataset.create_on_ui_requires_resources'] && request.actor.kind === 'user';

const typeIn = (fields: Fields): string | undefined => textOf(fields, 'type') || undefined;

/** Who gave no title is asked for it with all else that is wrong; who gave no name either, for nothing more: the name follows it. */
function told(errors: Errors, sent: Fields): Errors {
  if (textOf(sent, 'title').trim() !== '') return errors;
  const { name = [], ...others } = errors;
  const isNamed = textOf(sent, 'name').trim() !== '';
  return { title: ['Missing value'], ...others, ...(isNamed && { name }) };
}

/** CKAN: a link from a group names it, as `group` or as the first of the form's groups. */
const groupIn = (fields: Fields): string => textOf(fields, 'groups__0__id') || textOf(fields, 'group');

const groupsOf = (fields: Fields): { groups?: readonly { id: string }[] } => {
  const id = groupIn(fields);
  return id === '' ? {} : { groups: [{ id }] };
};

async function groupOf(visit: Visit, fields: Fields): Promise<GroupDict | undefined> {
  const id = groupIn(fields);
  if (id === '') return undefined;
  return showGroup(visit, 'group', id).catch(() => undefined);
}

async function showForm(visit: Visit, fields: Fields, errors: Errors): Promise<Shown> {
  const type = datasetType(visit, typeIn(fields));
  const sections = sectionsOf(type);
  const [choices, group] = await Promise.all([choicesFor(visit), groupOf(visit, fields)]);
  const values = withOwner(formOfRequest(fields, sections), choices);
  return {
    title: formTitle(`${stepTitle(1)} - New dataset`, errors),
    body: <NewBody visit={visit} sections={sections} choices={choices} values={values} errors={errors} group={group} type={type.name} />,
    crumbs: [{ title: 'Datasets', href: '/dataset' }, { title: 'New dataset' }],
    noindex: true,
  };
}

/** An organization may be named by a link; where there is but one to choose, it is chosen. */
function withOwner(values: Fields, { organizations }: Choices): Fields {
  const asked = textOf(values, 'owner_org');
  const only = organizations.length === 1 ? organizations[0]?.value : undefined;
  const found = organizations.find(({ value, name }) => value === asked || name === asked)?.value;
  return { ...values, owner_org: found ?? (asked === '' ? (only ?? '') : asked) };
}

type BodyProps = {
  readonly visit: Visit;
  readonly sections: readonly Section[];
  readonly choices: Choices;
  readonly values: Fields;
  readonly errors: Errors;
  readonly group: GroupDict | undefined;
  readonly type: string;
};

function NewBody({ visit, sections, choices, values, errors, group, type }: BodyProps): VNode {
  const needsData = isStaged(visit);
  const hidden = [['groups__0__id', group?.id ?? ''] as const, ['type', type === 'dataset' ? '' : type] as const];
  return (
    <div class="container narrow page editing">
      {needsData && <Steps step={1} />}
      <h1>New dataset</h1>
      <p class="lead">
        {needsData
          ? 'Describe the data. It is kept as a draft, which the public cannot see, until you publish it in the last step.'
          : 'Describe the data. The dataset is published as soon as you save it.'}
      </p>
      {group !== undefined && (
        <p class="notice">
          The dataset will be in the group <strong>{titleOf(group)}</strong>.
        </p>
      )}
      <DatasetFormView
        visit={visit}
        action="/dataset/new"
        sections={sections}
        choices={choices}
        values={values}
        errors={errors}
        draft="dataset-new"
        once
        hidden={hidden}
      >
        <FormButtons save={needsData ? 'Save and add data' : 'Save and publish'} cancel="/dataset">
          {needsData && (
            <button type="submit" class="button secondary" name="save" value="go-metadata-preview">
              Save the draft and stop here
            </button>
          )}
        </FormButtons>
      </DatasetFormView>
    </div>
  );
}
