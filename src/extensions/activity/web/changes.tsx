/** `/dataset/activity/NAME`: the newest changes of a dataset, and the link that leads there. */
import type { VNode } from 'preact';
import {
  type DatasetSlotProps,
  type Shown,
  type Visit,
  type WebExtension,
  datasetAside,
  fill,
  get,
  orNotFound,
  packageShow,
} from '#toolkit';
import { activityDatasetChanges } from '../actions/activity_dataset_changes.ts';
import type { Activity } from '../store/activity.ts';

const WORDS: Readonly<Record<string, string>> = {
  datasetCreated: 'created the record',
  datasetChanged: 'changed the record',
  datasetDeleted: 'deleted the record',
};

type Head = { readonly id: string; readonly name: string; readonly title: string | null };

async function changesPage(visit: Visit): Promise<Shown> {
  const id = visit.params.id ?? '';
  const dataset = await orNotFound(visit, visit.ask<Head>(packageShow, { id }));
  const changes = await visit.ask<readonly Activity[]>(activityDatasetChanges, { id });
  const title = dataset.title || dataset.name;
  return {
    title: `Changes - ${title}`,
    crumbs: [{ title, href: `/dataset/${dataset.name}` }, { title: 'Changes' }],
    noindex: true,
    body: (
      <article class="page">
        <div class="container">
          <h1>Changes of {title}</h1>
          {changes.length === 0 ? (
            <p class="quiet">No change has been recorded.</p>
          ) : (
            <ol class="plain-list">
              {changes.map((change) => (
                <Change key={change.id} change={change} />
              ))}
            </ol>
          )}
        </div>
      </article>
    ),
  };
}

function Change({ change }: { readonly change: Activity; readonly key?: string }): VNode {
  const { length } = change.resources;
  return (
    <li>
      <time dateTime={`${change.at}Z`}>{change.at.slice(0, 16).replace('T', ' ')} UTC</time>: {change.user ?? 'the catalogue'}{' '}
      {WORDS[change.kind] ?? 'changed the record'}
      {length > 0 && `, ${length} ${length === 1 ? 'resource' : 'resources'} with it`}
    </li>
  );
}

const ChangesLink = ({ dataset }: DatasetSlotProps): VNode => (
  <section class="card">
    <h2>History</h2>
    <p>
      <a href={`/dataset/activity/${dataset.name}`}>Changes of this record</a>
    </p>
  </section>
);

export const web: WebExtension = { routes: [get('/dataset/activity/:id', changesPage)], fills: [fill(datasetAside, ChangesLink)] };
