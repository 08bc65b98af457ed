/** Where one is while editing: the steps of a new dataset, and the tabs of one that is there. */
import type { VNode } from 'preact';
import { type DatasetDict, datasetPath, titleOf } from '../data/dataset.ts';
import { path } from '../text/addresses.ts';
import { StateMarks } from './marks.tsx';
import { Tabs } from './tabs.tsx';

export const editPath = ({ name }: { readonly name: string }): string => path('dataset', 'edit', name);
export const reviewPath = ({ name }: { readonly name: string }): string => path('dataset', 'review', name);
export const newResourcePath = ({ name }: { readonly name: string }): string => path('dataset', name, 'resource', 'new');
export const orderPath = ({ name }: { readonly name: string }): string => path('dataset', 'resources', name);

export const groupsPath = ({ name }: { readonly name: string }): string => path('dataset', 'groups', name);
export const deletePath = ({ name }: { readonly name: string }): string => path('dataset', 'delete', name);

export type Step = 1 | 2 | 3;

const STEPS = ['Describe the dataset', 'Add data', 'Review and publish'] as const;

/** `1 of 3: Describe the dataset`, for titles and headings. */
export const stepTitle = (step: Step): string => `Step ${step} of ${STEPS.length}: ${STEPS[step - 1]}`;

/** Before there is a dataset, the later steps lead nowhere yet. */
export function Steps({ step, dataset }: { readonly step: Step; readonly dataset?: DatasetDict | undefined }): VNode {
  const addresses = dataset && [editPath(dataset), newResourcePath(dataset), reviewPath(dataset)];
  return (
    <nav class="steps" aria-label="Steps">
      <ol>
        {STEPS.map((title, at) => {
          const href = addresses?.[at];
          const isHere = at + 1 === step;
          return (
            <li class={isHere ? 'step-here' : undefined}>
              <span class="step-number" aria-hidden="true">
                {at + 1}
              </span>
              {href !== undefined && !isHere ? <a href={href}>{title}</a> : <span aria-current={isHere ? 'step' : undefined}>{title}</span>}
            </li>
          );
        })}
      </ol>
    </nav>
  );
}

type Tab = 'edit' | 'resources' | 'groups' | 'delete';

type HeadProps = {
  readonly dataset: DatasetDict;
  readonly tab: Tab;
  readonly title: string;
  /** False for those who may do no more than this one thing. */
  readonly mayEdit?: boolean;
};

/** The head of a page about a dataset that is there: its title, its state and the ways through its administration. */
export function ManageHead({ dataset, tab, title, mayEdit = true }: HeadProps): VNode {
  const addresses: Readonly<Record<Tab, string>> = {
    edit: editPath(dataset),
    resources: orderPath(dataset),
    groups: groupsPath(dataset),
    delete: deletePath(dataset),
  };
  // The steps of a draft lead through the rest.
  const isStep = dataset.state === 'draft' && (tab === 'edit' || tab === 'resources');
  return (
    <header class="manage-head">
      <p class="manage-of">
        <a href={datasetPath(dataset)}>{titleOf(dataset)}</a> <StateMarks dataset={dataset} />
      </p>
      <h1>{title}</h1>
      {mayEdit && !isStep && (
        <Tabs
          label="Manage the dataset"
          tabs={[
            { href: addresses.edit, title: 'Description' },
            { href: addresses.resources, title: 'Data and resources' },
            { href: addresses.groups, title: 'Groups' },
            { href: addresses.delete, title: 'Delete' },
          ]}
          here={addresses[tab]}
        />
      )}
    </header>
  );
}
