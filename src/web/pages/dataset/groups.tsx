/** The groups that a dataset is in: seen by its readers, changed by those who manage a group. */
import { packageUpdate } from '#actions/package/package_update.ts';
import { groupListAuthz } from '#actions/group/group_list_authz.ts';
import { memberCreate } from '#actions/group/member_create.ts';
import { memberDelete } from '#actions/group/member_delete.ts';
import type { PageResponse } from '#domain/page.ts';
import type { VNode } from 'preact';
import { ManageHead, groupsPath } from '../../components/editing-steps.tsx';
import { Form } from '../../components/form.tsx';
import { Told } from '../../components/told.tsx';
import { type DatasetDict, type OwnerDict, showDataset, titleOf } from '../../data/dataset.ts';
import { plain, textOf } from '../../data/fields.ts';
import { groupPath } from '../../data/group.ts';
import { theUser } from '../../data/user.ts';
import type { Shown, Visit } from '../../page.ts';
import { withQuery } from '../../text/addresses.ts';
import { byWords } from '../../text/order.ts';
import { orNotFound } from '../hidden.ts';
import { crumbsOf } from './editable.ts';

const DONE: Readonly<Record<string, string>> = {
  added: 'The dataset is now in the group.',
  removed: 'The dataset is no longer in the group.',
};

async function datasetOf(visit: Visit): Promise<DatasetDict> {
  const dataset = await orNotFound(visit, showDataset(visit, visit.params.id ?? ''));
  theUser(visit);
  return dataset;
}

export async function datasetGroupsPage(visit: Visit): Promise<Shown> {
  const dataset = await datasetOf(visit);
  const [managed, mayEdit] = await Promise.all([
    visit.ask<readonly OwnerDict[]>(groupListAuthz, {}),
    visit.may(packageUpdate, { id: dataset.id }),
  ]);
  return {
    title: `Groups - ${titleOf(dataset)}`,
    body: <GroupsBody visit={visit} dataset={dataset} managed={managed} mayEdit={mayEdit} />,
    crumbs: crumbsOf(dataset, 'Groups'),
    noindex: true,
  };
}

const REMOVE = /^group_remove\.(.+)$/s;

/** CKAN: the button that removes names the group in its own name. */
export async function changeGroups(visit: Visit): Promise<PageResponse> {
  const dataset = await datasetOf(visit);
  const { form } = visit.request;
  const added = textOf(form, 'group_added');
  const removed = Object.keys(form).flatMap((name) => REMOVE.exec(name)?.[1] ?? [])[0];
  if (removed !== undefined) await visit.ask(memberDelete, { id: removed, object: dataset.id, object_type: 'package' });
  else if (added !== '') await visit.ask(memberCreate, { id: added, object: dataset.id, object_type: 'package', capacity: 'public' });
  const done = removed !== undefined ? 'removed' : added === '' ? '' : 'added';
  return { status: 303, redirect: withQuery(groupsPath(dataset), [['done', done]]) };
}

type Props = { readonly visit: Visit; readonly dataset: DatasetDict; readonly managed: readonly OwnerDict[]; readonly mayEdit: boolean };

function GroupsBody({ visit, dataset, managed, mayEdit }: Props): VNode {
  const { groups = [] } = dataset;
  const ofDataset = new Set(groups.map(({ id }) => id));
  const others = managed.filter(({ id }) => !ofDataset.has(id)).sort((a, b) => byWords(titleOf(a), titleOf(b)));
  const mayManage = new Set(managed.map(({ id }) => id));
  return (
    <div class="container narrow page editing">
      <ManageHead dataset={dataset} tab="groups" title="Groups" mayEdit={mayEdit} />
      <Told request={visit.request} texts={DONE} />
      <p>Groups bring together datasets about one subject, whichever organization they belong to.</p>
      {groups.length === 0 ? (
        <p class="nothing">This dataset is not in any group.</p>
      ) : (
        <InGroups visit={visit} dataset={dataset} may={mayManage} />
      )}
      {others.length > 0 ? (
        <Form request={visit.request} action={groupsPath(dataset)} label="Add to a group">
          <div class="field">
            <label for="group_added">Add to a group</label>
            <select id="group_added" name="group_added">
              {others.map((group) => (
                <option value={group.id}>{titleOf(group)}</option>
              ))}
            </select>
          </div>
          <button type="submit" class="button">
            Add
          </button>
        </Form>
      ) : (
        <p class="quiet">
          {managed.length === 0
            ? 'You are not a member of any group, so you cannot add this dataset to one.'
            : 'It is in every group that you could add it to.'}
        </p>
      )}
    </div>
  );
}

type ListProps = { readonly visit: Visit; readonly dataset: DatasetDict; readonly may: ReadonlySet<string> };

function InGroups({ visit, dataset, may }: ListProps): VNode {
  return (
    <ul class="order-list">
      {(dataset.groups ?? []).map((group) => (
        <li>
          <div class="order-item">
            <div class="order-text">
              <p class="order-title">
                <a href={groupPath('group', group)}>{titleOf(group)}</a>
              </p>
              {plain(group.description) !== '' && <p class="quiet">{plain(group.description)}</p>}
            </div>
            {may.has(group.id) && (
              <Form request={visit.request} action={groupsPath(dataset)}>
                <button type="submit" class="button secondary small" name={`group_remove.${group.id}`} value="1">
                  Remove<span class="unseen"> from {titleOf(group)}</span>
                </button>
              </Form>
            )}
          </div>
        </li>
      ))}
    </ul>
  );
}
