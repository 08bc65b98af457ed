/** Many datasets of an organization made public, made private or deleted at once, after a question that names their number. */
import { NotAuthorized } from '#domain/errors.ts';
import type { PageResponse } from '#domain/page.ts';
import type { VNode } from 'preact';
import { Confirm } from '../../components/confirm.tsx';
import { Done, ErrorSummary, type Errors, formTitle } from '../../components/form.tsx';
import { BulkFilter, BulkTable, asksForAll } from '../../components/group-bulk.tsx';
import { GroupManageHead } from '../../components/group-manage.tsx';
import { HiddenFields } from '../../components/hidden-fields.tsx';
import { Pager } from '../../components/pager.tsx';
import { SearchBox } from '../../components/search-box.tsx';
import { type DatasetDict, titleOf } from '../../data/dataset.ts';
import { formErrors } from '../../data/errors.ts';
import { textOf } from '../../data/fields.ts';
import {
  type BulkSearch,
  type Deed,
  MOST_AT_ONCE,
  WORDS,
  bulkPairs,
  countedDatasets,
  deedOf,
  doInBulk,
  findTicked,
  pressed,
  readBulkSearch,
  searchIn,
  tickName,
  tickedIn,
} from '../../data/group-bulk.ts';
import { crumbsTo, presentAddress } from '../../data/group-place.ts';
import type { Found } from '../../data/search.ts';
import type { Shown, Visit } from '../../page.ts';
import { path, withQuery } from '../../text/addresses.ts';
import { grouped } from '../../text/sizes.ts';
import { type Looked, lookAt } from '../group/show.tsx';

const KIND = 'organization';

export async function bulkProcessPage(visit: Visit): Promise<Shown | PageResponse> {
  const looked = await lookAt(visit, KIND);
  const moved = presentAddress(visit, looked.group, (name) => path(KIND, 'bulk_process', name));
  if (moved !== undefined) return moved;
  if (!looked.mayManage) throw new NotAuthorized();
  return visit.request.method === 'POST' ? handle(visit, looked) : showList(visit, looked);
}

async function handle(visit: Visit, looked: Looked): Promise<Shown | PageResponse> {
  const { form } = visit.request;
  const ids = tickedIn(form);
  const confirmed = deedOf(textOf(form, 'confirm'));
  const deed = confirmed ?? pressed(form);
  if (deed === undefined) return showList(visit, looked, { message: ['Choose what to do with the ticked datasets.'] });
  if (ids.length === 0) return showList(visit, looked, { message: ['Tick at least one dataset.'] });
  if (ids.length > MOST_AT_ONCE) return showList(visit, looked, { message: [`Tick no more than ${MOST_AT_ONCE} datasets at once.`] });
  if (confirmed === undefined) return ask(visit, looked, deed, ids);
  try {
    await doInBulk(visit, looked.group, confirmed, ids);
  } catch (error) {
    const errors = formErrors(error);
    if (errors === undefined) throw error;
    return showList(visit, looked, errors);
  }
  const { page: _, ...search } = readBulkSearch(visit.request.query);
  const done = [['done', confirmed] as const, ['count', String(ids.length)] as const];
  return { status: 303, redirect: withQuery(addressOf(looked), [...bulkPairs({ ...search, page: 1 }), ...done]) };
}

const addressOf = ({ group }: Looked): string => path(KIND, 'bulk_process', group.name);

const LISTED = 20;

async function ask(visit: Visit, looked: Looked, deed: Deed, ids: readonly string[]): Promise<Shown | PageResponse> {
  const datasets = await findTicked(visit, looked.group, ids);
  if (datasets.length === 0) return showList(visit, looked, { message: ['The ticked datasets are no longer in this organization.'] });
  const address = withQuery(addressOf(looked), bulkPairs(readBulkSearch(visit.request.query)));
  const count = countedDatasets(datasets.length);
  const title = WORDS[deed].question(count);
  return {
    title: `${title} - ${titleOf(looked.group)}`,
    body: (
      <Confirm
        request={visit.request}
        title={title}
        action={address}
        confirm={`${WORDS[deed].button}: ${count}`}
        cancel={address}
        danger={deed === 'delete'}
        hidden={[['confirm', deed], ...datasets.map(({ id }) => [tickName(id), 'on'] as const)]}
      >
        <p>{WORDS[deed].means}</p>
        <Titles datasets={datasets} />
      </Confirm>
    ),
    crumbs: crumbsTo(KIND, looked.group, looked.above, 'Datasets'),
    noindex: true,
  };
}

const Titles = ({ datasets }: { readonly datasets: readonly DatasetDict[] }): VNode => (
  <>
    <ul>
      {datasets.slice(0, LISTED).map((dataset) => (
        <li>{titleOf(dataset)}</li>
      ))}
    </ul>
    {datasets.length > LISTED && (
      <details>
        <summary>and {grouped(datasets.length - LISTED)} more</summary>
        <ul>
          {datasets.slice(LISTED).map((dataset) => (
            <li>{titleOf(dataset)}</li>
          ))}
        </ul>
      </details>
    )}
  </>
);

async function showList(visit: Visit, looked: Looked, errors: Errors = {}): Promise<Shown> {
  const { query, form } = visit.request;
  const search = readBulkSearch(query);
  const found = await searchIn(visit, looked.group, search);
  const kept = new Set(tickedIn(form));
  const all = asksForAll(textOf(query, 'ticked'));
  return {
    title: formTitle(`Change many datasets - ${titleOf(looked.group)}`, errors),
    body: <Body visit={visit} looked={looked} search={search} found={found} errors={errors} ticked={(id) => all || kept.has(id)} />,
    crumbs: crumbsTo(KIND, looked.group, looked.above, 'Datasets'),
    noindex: true,
  };
}

type BodyProps = {
  readonly visit: Visit;
  readonly looked: Looked;
  readonly search: BulkSearch;
  readonly found: Found;
  readonly errors: Errors;
  readonly ticked: (id: string) => boolean;
};

function Body({ visit, looked, search, found, errors, ticked }: BodyProps): VNode {
  const base = addressOf(looked);
  const { query } = visit.request;
  const done = deedOf(textOf(query, 'done'));
  const last = Math.ceil(found.count / search.rows);
  return (
    <div class="container page">
      <GroupManageHead kind={KIND} group={looked.group} section="datasets" title="Change many datasets" mayDelete={looked.mayDelete} />
      {done !== undefined && (
        <Done>
          <p>
            {countedDatasets(Number(textOf(query, 'count')) || 0)}: {WORDS[done].done}.
          </p>
        </Done>
      )}
      <ErrorSummary errors={errors} labels={{}} />
      <SearchBox id="q" q={search.q} action={base} label="Search these datasets">
        <HiddenFields pairs={bulkPairs({ ...search, page: 1 })} except={['q']} />
      </SearchBox>
      <BulkFilter base={base} search={search} />
      <p class="members-count" role="status">
        <strong>{countedDatasets(found.count)}</strong>
        {found.count > search.rows && `, ${grouped(search.rows)} on a page. Only ticked ones are changed.`}
      </p>
      {found.complaint !== undefined && <p class="notice notice-warning">These words could not be searched for: {found.complaint}</p>}
      {found.results.length === 0 ? (
        <p class="nothing">
          {search.q === '' && search.shown === '' && found.count === 0 ? (
            'This organization has no datasets.'
          ) : (
            <>
              No dataset is listed here. <a href={base}>Show all</a>
            </>
          )}
        </p>
      ) : (
        <BulkTable request={visit.request} base={base} search={search} datasets={found.results} ticked={ticked} />
      )}
      <Pager page={search.page} last={last} addressOf={(page) => withQuery(base, bulkPairs({ ...search, page }))} />
    </div>
  );
}
