/** What editors of a dataset see on its page that others do not: the ways to change it, and what just became of it. */
import type { VNode } from 'preact';
import type { DatasetDict, ResourceDict } from '../data/dataset.ts';
import { resourcePath } from '../data/dataset.ts';
import type { Visit } from '../page.ts';
import { path } from '../text/addresses.ts';
import { RestoreForm } from './restore-form.tsx';
import { Told } from './told.tsx';
import { deletePath, editPath, groupsPath, newResourcePath, orderPath, reviewPath } from './editing-steps.tsx';

export const ManageCard = ({ dataset }: { readonly dataset: DatasetDict }): VNode => (
  <nav class="card card-accent" aria-label="Manage this dataset">
    <h2>Manage this dataset</h2>
    <ul class="plain-list">
      {dataset.state === 'draft' && <ManageLink href={reviewPath(dataset)} text="Review and publish" />}
      <ManageLink href={editPath(dataset)} text="Edit the description" />
      <ManageLink href={newResourcePath(dataset)} text="Add a resource" />
      {(dataset.resources ?? []).length > 0 && <ManageLink href={orderPath(dataset)} text="Change the data and resources" />}
      <ManageLink href={groupsPath(dataset)} text="Groups" />
      {dataset.state !== 'deleted' && <ManageLink href={deletePath(dataset)} text="Delete" />}
    </ul>
  </nav>
);

export const ManageResourceCard = ({ dataset, resource }: { readonly dataset: DatasetDict; readonly resource: ResourceDict }): VNode => (
  <nav class="card card-accent" aria-label="Manage this resource">
    <h2>Manage this resource</h2>
    <ul class="plain-list">
      <ManageLink href={`${resourcePath(dataset, resource)}/edit`} text="Edit" />
      <ManageLink href={orderPath(dataset)} text="All data and resources" />
      <ManageLink href={`${resourcePath(dataset, resource)}/delete`} text="Delete" />
    </ul>
  </nav>
);

const ManageLink = ({ href, text }: { readonly href: string; readonly text: string }): VNode => (
  <li>
    <a href={href}>{text}</a>
  </li>
);

const DONE: Readonly<Record<string, string>> = {
  published: 'The dataset is published.',
  saved: 'The changes are saved.',
  draft: 'The draft is saved. You will find it under “Your datasets”.',
  deleted: 'The dataset is deleted.',
  restored: 'The dataset is restored.',
  unpublished: 'The dataset is a draft again.',
};

type NoticeProps = { readonly visit: Visit; readonly dataset: DatasetDict; readonly mayEdit: boolean };

/** Above a dataset: what was done, and what its state means. */
export function EditorNotices({ visit, dataset, mayEdit }: NoticeProps): VNode {
  return (
    <>
      {mayEdit && <Told request={visit.request} texts={DONE} />}
      {dataset.state === 'deleted' && mayEdit && <RestoreForm visit={visit} dataset={dataset} />}
      {dataset.state === 'deleted' && !mayEdit && (
        <p class="notice notice-warning">This dataset was deleted. It is kept here for those who may restore it.</p>
      )}
      {dataset.state === 'draft' && (
        <p class="notice notice-warning">
          This is a draft. The public cannot see it.
          {mayEdit && (
            <>
              {' '}
              <a href={path('dataset', 'review', dataset.name)}>Review and publish it</a>
            </>
          )}
        </p>
      )}
    </>
  );
}
