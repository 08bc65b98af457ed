/** What is one's own: datasets with drafts and private ones, and the organizations and groups where one holds a role. */
import { packageCreate } from '#actions/package/package_create.ts';
import { packageSearch } from '#actions/package/package_search.ts';
import type { PageResponse } from '#domain/page.ts';
import type { VNode } from 'preact';
import { DashboardHead } from '../components/dashboard-head.tsx';
import { DatasetList } from '../components/dataset-list.tsx';
import { Memberships } from '../components/memberships.tsx';
import { Pager } from '../components/pager.tsx';
import type { DatasetDict } from '../data/dataset.ts';
import { textOf } from '../data/fields.ts';
import { type Kind, PLURAL } from '../data/group.ts';
import { mayCreate } from '../data/group-changes.ts';
import { pageNumber } from '../data/paging.ts';
import { anyOf } from '../data/search.ts';
import { membershipsOf, theUser } from '../data/user.ts';
import type { Page, Shown, Visit } from '../page.ts';
import { withQuery } from '../text/addresses.ts';
import { counted } from '../text/sizes.ts';
import { DELETED_TITLE, deletedDatasetsBody } from './deleted-datasets.tsx';

const BASE = '/dashboard/datasets';

type Choice = readonly [value: string, title: string, meaning: string];

const SORTS: readonly Choice[] = [
  ['', 'Last changed', 'metadata_modified desc'],
  ['title', 'Title', 'title_string asc'],
  ['oldest', 'Longest unchanged', 'metadata_modified asc'],
];
const STATES: readonly Choice[] = [
  ['', 'All', ''],
  ['draft', 'Drafts', '+state:draft'],
  ['private', 'Private', '+state:active +capacity:private'],
  ['public', 'Public', '+state:active +capacity:public'],
];

const chosen = (choices: readonly Choice[], value: string): Choice => choices.find(([one]) => one === value) ?? choices[0] ?? ['', '', ''];

type Asked = { readonly q: string; readonly state: string; readonly sort: string; readonly page: number };

export async function dashboardPage(visit: Visit): Promise<Shown | PageResponse> {
  if (visit.request.actor.kind !== 'user') return { redirect: '/user/login' };
  const { query } = visit.request;
  if (textOf(query, 'state') === 'deleted') return own(DELETED_TITLE, await deletedDatasetsBody(visit));
  const asked: Asked = {
    q: textOf(query, 'q').slice(0, 500),
    state: chosen(STATES, textOf(query, 'state'))[0],
    sort: chosen(SORTS, textOf(query, 'sort'))[0],
    page: pageNumber(query),
  };
  const rows = visit.catalogue.site.settings['ckan.datasets_per_page'];
  const [{ count, results }, mayAdd] = await Promise.all([ownDatasets(visit, asked, rows), visit.may(packageCreate, {})]);
  const addressOf = (page: number): string =>
    withQuery(BASE, [
      ['q', asked.q],
      ['state', asked.state],
      ['sort', asked.sort],
      ['page', page > 1 ? String(page) : ''],
    ]);
  const isFiltered = asked.q !== '' || asked.state !== '';
  const body = (
    <div class="container narrow page">
      <DashboardHead title="Your datasets" here={BASE} />
      {mayAdd && (
        <p>
          <a class="button" href="/dataset/new">
            Add a dataset
          </a>
        </p>
      )}
      {(count > 0 || isFiltered) && <DatasetFilter asked={asked} />}
      {count === 0 ? <NoDatasets filtered={isFiltered} /> : <Count count={count} filtered={isFiltered} />}
      {results.length > 0 && <DatasetList datasets={results} start={(asked.page - 1) * rows + 1} />}
      <Pager page={asked.page} last={Math.ceil(count / rows)} addressOf={addressOf} />
    </div>
  );
  return own('Your datasets', body);
}

const own = (title: string, body: VNode): Shown => ({
  title,
  body,
  crumbs: [{ title: 'Account Settings', href: '/user' }, { title }],
  noindex: true,
});

const ownDatasets = (visit: Visit, { q, state, sort, page }: Asked, rows: number): Promise<{ count: number; results: DatasetDict[] }> =>
  visit.ask(packageSearch, {
    // Words only: this is no place for the search's grammar.
    q: q.replaceAll(/[^\p{L}\p{N}\s]+/gu, ' ').trim() || '*:*',
    fq_list: [anyOf('creator_user_id', [theUser(visit).id]), chosen(STATES, state)[2]].filter((filter) => filter !== ''),
    rows,
    start: (page - 1) * rows,
    sort: chosen(SORTS, sort)[2],
    include_private: true,
    include_drafts: true,
    facet: 'false',
  });

const DatasetFilter = ({ asked }: { readonly asked: Asked }): VNode => (
  <form class="user-search" action={BASE} method="get" aria-label="Your datasets">
    <div>
      <label for="own-q">Words</label>
      <input id="own-q" type="search" name="q" value={asked.q} />
    </div>
    <Choose name="state" label="Show" choices={STATES} value={asked.state} />
    <Choose name="sort" label="Order by" choices={SORTS} value={asked.sort} />
    <button type="submit" class="button secondary">
      Show
    </button>
  </form>
);

type ChooseProps = { readonly name: string; readonly label: string; readonly choices: readonly Choice[]; readonly value: string };

const Choose = ({ name, label, choices, value: chosenValue }: ChooseProps): VNode => (
  <div>
    <label for={`own-${name}`}>{label}</label>
    <select id={`own-${name}`} name={name}>
      {choices.map(([value, title]) => (
        <option value={value} selected={value === chosenValue}>
          {title}
        </option>
      ))}
    </select>
  </div>
);

const Count = ({ count, filtered }: { readonly count: number; readonly filtered: boolean }): VNode => (
  <p class="results-count">
    <strong>{counted(count, 'dataset')}</strong>
    {filtered ? '' : ', drafts and private ones included'}
  </p>
);

const NoDatasets = ({ filtered }: { readonly filtered: boolean }): VNode => (
  <div class="nothing">
    {filtered ? (
      <>
        <p class="nothing-title">None of your datasets matches.</p>
        <p>
          <a href={BASE}>Show all of them</a>
        </p>
      </>
    ) : (
      <>
        <p class="nothing-title">You have not created a dataset yet.</p>
        <p>
          <a href="/help/become-a-provider">How to become a provider</a>, and <a href="/help/api">how to create datasets through the API</a>
        </p>
      </>
    )}
  </div>
);

export const dashboardGroupsPage =
  (kind: Kind): Page =>
  async (visit) => {
    if (visit.request.actor.kind !== 'user') return { redirect: '/user/login' };
    const [memberships, mayAdd] = await Promise.all([membershipsOf(visit, kind, theUser(visit).id), mayCreate(visit, kind)]);
    const title = `Your ${PLURAL[kind].toLowerCase()}`;
    return own(
      title,
      <div class="container narrow page">
        <DashboardHead title={title} here={`/dashboard/${kind}s`} />
        {mayAdd && (
          <p>
            <a class="button" href={`/${kind}/new`}>
              New {kind}
            </a>
          </p>
        )}
        {memberships.length === 0 ? (
          <div class="nothing">
            <p class="nothing-title">You hold no role in {kind === 'organization' ? 'an organization' : 'a group'} yet.</p>
            <p>
              <a href="/help/become-a-provider">How to become a provider</a>
            </p>
          </div>
        ) : (
          <Memberships kind={kind} memberships={memberships} own />
        )}
      </div>,
    );
  };
