/** The deleted datasets that one may bring back: a part of what is one's own. */
import { type DeletedDatasets, deletedDatasets } from '#actions/package/deleted-datasets.ts';
import type { VNode } from 'preact';
import { DELETED, DashboardHead } from '../components/dashboard-head.tsx';
import { DatasetList } from '../components/dataset-list.tsx';
import { Pager } from '../components/pager.tsx';
import type { DatasetDict } from '../data/dataset.ts';
import { pageNumber } from '../data/paging.ts';
import type { Visit } from '../page.ts';
import { counted } from '../text/sizes.ts';

export const DELETED_TITLE = 'Your deleted datasets';

type Found = DeletedDatasets & { readonly results: readonly DatasetDict[] };

export async function deletedDatasetsBody(visit: Visit): Promise<VNode> {
  const page = pageNumber(visit.request.query);
  const rows = visit.catalogue.site.settings['ckan.datasets_per_page'];
  const { count, results } = await visit.ask<Found>(deletedDatasets, { limit: rows, offset: (page - 1) * rows });
  return (
    <div class="container narrow page">
      <DashboardHead title={DELETED_TITLE} here={DELETED} />
      <p class="lead">Those of organizations where you may edit are listed too. Open one to restore it.</p>
      {count === 0 ? (
        <div class="nothing">
          <p class="nothing-title">Nothing that you may restore is deleted.</p>
        </div>
      ) : (
        <p class="results-count">
          <strong>{counted(count, 'dataset')}</strong>, the last deleted first
        </p>
      )}
      {results.length > 0 && <DatasetList datasets={results} start={(page - 1) * rows + 1} />}
      <Pager page={page} last={Math.ceil(count / rows)} addressOf={(number) => (number > 1 ? `${DELETED}&page=${number}` : DELETED)} />
    </div>
  );
}
