/** `/dataset/activity/NAME`: the changes of a dataset, the newest first, and the link that leads there. */
import type { ComponentChildren, VNode } from 'preact';
import {
  CatalogueError,
  type DatasetDict,
  type DatasetSlotProps,
  type Shown,
  type Visit,
  type WebExtension,
  datasetAside,
  datasetPath,
  fill,
  get,
  orNotFound,
  pageNumber,
  path,
  readableMoment,
  resourcePath,
  showDataset,
  showUser,
  shownName,
  titleOf,
  withQuery,
} from '#toolkit';
import { activityDatasetChanges } from '../actions/activity_dataset_changes.ts';
import type { Activity, Deed, TouchedResource } from '../store/activity.ts';

const ROWS = 50;

const WORDS: Readonly<Record<Deed, string>> = {
  created: 'created the record',
  changed: 'changed the record',
  published: 'published the record',
  hidden: 'hid the record from the public',
  deleted: 'deleted the record',
  restored: 'restored the record',
};

const changesPath = ({ name }: { readonly name: string }): string => path('dataset', 'activity', name);

async function changesPage(visit: Visit): Promise<Shown> {
  const id = visit.params.id ?? '';
  const page = pageNumber(visit.request.query);
  const dataset = await orNotFound(visit, showDataset(visit, id));
  const found = await visit.ask<readonly Activity[]>(activityDatasetChanges, { id, limit: ROWS + 1, offset: (page - 1) * ROWS });
  const changes = found.slice(0, ROWS);
  const people = await peopleOf(visit, changes);
  const title = titleOf(dataset);
  return {
    title: `Changes - ${title} - Datasets`,
    crumbs: [{ title: 'Datasets', href: '/dataset' }, { title, href: datasetPath(dataset) }, { title: 'Changes' }],
    noindex: true,
    body: (
      <div class="container narrow page">
        <h1>Changes of this record</h1>
        <p class="lead">
          <a href={datasetPath(dataset)}>{title}</a>
        </p>
        {changes.length === 0 ? (
          <p class="nothing">{page === 1 ? 'No change has been recorded.' : 'The list has fewer pages than that.'}</p>
        ) : (
          <ol class="changes">
            {changes.map((change) => (
              <Change change={change} dataset={dataset} people={people} />
            ))}
          </ol>
        )}
        <Ways dataset={dataset} page={page} older={found.length > ROWS} />
      </div>
    ),
  };
}

function Ways({ dataset, page, older }: { readonly dataset: DatasetDict; readonly page: number; readonly older: boolean }): VNode | null {
  if (page === 1 && !older) return null;
  const addressOf = (number: number): string => withQuery(changesPath(dataset), [['page', number > 1 ? String(number) : '']]);
  return (
    <nav class="pager" aria-label="Pages">
      <ul>
        {page > 1 && (
          <li>
            <a rel="prev" href={addressOf(page - 1)}>
              Newer changes
            </a>
          </li>
        )}
        {older && (
          <li>
            <a rel="next" href={addressOf(page + 1)}>
              Older changes
            </a>
          </li>
        )}
      </ul>
    </nav>
  );
}

/** What those are called whom the visitor may know. */
async function peopleOf(visit: Visit, changes: readonly Activity[]): Promise<ReadonlyMap<string, string>> {
  const names = [...new Set(changes.flatMap(({ user }) => user ?? []))];
  const people = await Promise.all(
    names.map(async (name) => {
      try {
        return [[name, shownName(await showUser(visit, name))] as const];
      } catch (error) {
        if (error instanceof CatalogueError) return [];
        throw error;
      }
    }),
  );
  return new Map(people.flat());
}

type ChangeProps = { readonly change: Activity; readonly dataset: DatasetDict; readonly people: ReadonlyMap<string, string> };

function Change({ change, dataset, people }: ChangeProps): VNode {
  const moment = readableMoment(change.at);
  return (
    <li>
      <p>
        <Who name={change.user} people={people} /> {wordsOf(change)}
      </p>
      {change.touched.length > 0 && <Touched dataset={dataset} touched={change.touched} />}
      {moment !== undefined && (
        <p class="quiet">
          <time dateTime={moment.machine}>{moment.text}</time>
        </p>
      )}
    </li>
  );
}

/** A change of resources alone is told by them. */
const wordsOf = ({ deed, touched }: Activity): string =>
  deed === 'changed' && touched.length > 0 ? 'changed data and resources:' : WORDS[deed];

function Who({ name, people }: { readonly name: string | null; readonly people: ReadonlyMap<string, string> }): VNode {
  if (name === null) return <strong>Somebody</strong>;
  const shown = people.get(name);
  return <strong>{shown === undefined ? name : <a href={path('user', name)}>{shown}</a>}</strong>;
}

const MOST_TOUCHED = 10;
const DEEDS: readonly (readonly [TouchedResource['deed'], string])[] = [
  ['added', 'Added'],
  ['changed', 'Changed'],
  ['deleted', 'Deleted'],
];

const Touched = ({ dataset, touched }: { readonly dataset: DatasetDict; readonly touched: readonly TouchedResource[] }): VNode => (
  <ul>
    {DEEDS.flatMap(([deed, word]) => {
      const those = touched.filter((one) => one.deed === deed);
      const named = those.filter(({ name }) => name !== null).slice(0, MOST_TOUCHED);
      return [
        ...named.map((one) => (
          <li>
            {word}: <Resource dataset={dataset} resource={one} />
          </li>
        )),
        ...rest(word, those.length - named.length, named.length > 0),
      ];
    })}
  </ul>
);

const rest = (word: string, count: number, more: boolean): readonly ComponentChildren[] =>
  count === 0 ? [] : [<li>{`${word}: ${count} ${more ? 'more' : count === 1 ? 'resource' : 'resources'}`}</li>];

function Resource({ dataset, resource }: { readonly dataset: DatasetDict; readonly resource: TouchedResource }): VNode {
  const isThere = (dataset.resources ?? []).some(({ id }) => id === resource.id);
  return isThere ? <a href={resourcePath(dataset, resource)}>{resource.name}</a> : <q>{resource.name}</q>;
}

const ChangesLink = ({ dataset }: DatasetSlotProps): VNode => (
  <section class="card">
    <h2>History</h2>
    <p>
      <a href={changesPath(dataset)}>Changes of this record</a>
    </p>
  </section>
);

export const web: WebExtension = { routes: [get('/dataset/activity/:id', changesPage)], fills: [fill(datasetAside, ChangesLink)] };
