/** The datasets of the one who is logged in, drafts included. */
import { packageSearch } from '#actions/package/package_search.ts';
import type { PageResponse } from '#domain/page.ts';
import { DatasetList } from '../components/dataset-list.tsx';
import { Pager } from '../components/pager.tsx';
import type { DatasetDict } from '../data/dataset.ts';
import { pageNumber } from '../data/paging.ts';
import { anyOf } from '../data/search.ts';
import { theUser } from '../data/user.ts';
import type { Shown, Visit } from '../page.ts';
import { withQuery } from '../text/addresses.ts';
import { counted } from '../text/sizes.ts';

const BASE = '/dashboard/datasets';

export async function dashboardPage(visit: Visit): Promise<Shown | PageResponse> {
  if (visit.request.actor.kind !== 'user') return { redirect: '/user/login' };
  const actor = theUser(visit);
  const rows = visit.catalogue.site.settings['ckan.datasets_per_page'];
  const page = pageNumber(visit.request.query);
  const { count, results } = await visit.ask<{ count: number; results: DatasetDict[] }>(packageSearch, {
    q: '*:*',
    fq: anyOf('creator_user_id', [actor.id]),
    rows,
    start: (page - 1) * rows,
    sort: 'metadata_modified desc',
    include_private: true,
    include_drafts: true,
    facet: 'false',
  });
  const body = (
    <div class="container narrow page">
      <h1>Your datasets</h1>
      {count === 0 ? (
        <div class="nothing">
          <p class="nothing-title">You have not created a dataset yet.</p>
          <p>
            <a href="/help/api">How to create one by the API</a>
          </p>
        </div>
      ) : (
        <p class="results-count">
          <strong>{counted(count, 'dataset')}</strong>, drafts and private ones included
        </p>
      )}
      {results.length > 0 && <DatasetList datasets={results} start={(page - 1) * rows + 1} />}
      <Pager
        page={page}
        last={Math.ceil(count / rows)}
        addressOf={(number) => withQuery(BASE, [['page', number > 1 ? String(number) : '']])}
      />
    </div>
  );
  return {
    title: 'Your datasets',
    body,
    crumbs: [{ title: 'Account Settings', href: '/user' }, { title: 'Your datasets' }],
    noindex: true,
  };
}
