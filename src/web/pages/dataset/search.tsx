/** The search page: all of its state stands in the address. */
import { packageCreate } from '#actions/package/package_create.ts';
import type { PageResponse } from '#domain/page.ts';
import type { VNode } from 'preact';
import { HiddenFields } from '../../components/hidden-fields.tsx';
import { Nothing, Results } from '../../components/results.tsx';
import { SearchBox } from '../../components/search-box.tsx';
import { presentSearch } from '../../data/present-search.ts';
import { type Search, anyOf, pairsOf, readSearch, runSearch, searchAddress } from '../../data/search.ts';
import { queryOf } from '../../data/search-words.ts';
import type { Shown, Visit } from '../../page.ts';
import { withQuery } from '../../text/addresses.ts';

const BASE = '/dataset';

export async function searchPage(visit: Visit): Promise<Shown | PageResponse> {
  const { settings } = visit.catalogue.site;
  const facets = settings['search.facets'];
  const rows = settings['ckan.datasets_per_page'];
  const search = readSearch(visit.request.query, facets);
  // Datasets of another type have a list of their own.
  const found = await runSearch(visit, search, { filters: [OWN_FILTER], facets, rows });
  const moved = await presentSearch(visit, BASE, search, found);
  if (moved !== undefined) return moved;
  const mayCreate = visit.request.actor.kind === 'user' && (await visit.may(packageCreate, {}));
  const body = (
    <div class="page">
      <div class="page-head">
        <div class="container">
          <h1>Datasets</h1>
          {mayCreate && (
            <p class="page-actions">
              <a class="button secondary" href="/dataset/new">
                New dataset
              </a>
            </p>
          )}
          <SearchBox id="q" q={search.q}>
            <HiddenFields pairs={pairsOf(search)} except={['q']} />
          </SearchBox>
        </div>
      </div>
      <div class="container">
        <Results
          base={BASE}
          search={search}
          found={found}
          rows={rows}
          nothing={<Nothing base={BASE} search={search} found={found} all="Show all datasets" />}
        />
        <MachineCopies search={search} rows={rows} broken={found.complaint !== undefined} />
      </div>
    </div>
  );
  const narrowed = search.page > 1 || search.chosen.size > 0 || search.q !== '';
  return {
    title: windowTitle(search),
    body,
    status: found.complaint === undefined ? 200 : 400,
    crumbs: [{ title: 'Datasets' }],
    ownSearch: true,
    noindex: narrowed,
    canonical: searchAddress(BASE, { ...search, limits: new Map() }, { page: search.page }),
  };
}

const windowTitle = (search: Search): string =>
  `${search.q === '' ? '' : `${search.q} - `}Datasets${search.page > 1 ? ` - Page ${search.page}` : ''}`;

const OWN_FILTER = 'dataset_type:dataset';

/** Exactly this page of this search, as a call. */
function apiAddress(search: Search, rows: number): string {
  const filters = [OWN_FILTER, ...[...search.chosen].map(([field, values]) => anyOf(field, values))];
  return withQuery('/api/3/action/package_search', [
    ['q', queryOf(search.q)],
    ['fq', filters.join(' AND ')],
    ['sort', search.sort || (search.q === '' ? 'metadata_modified desc' : '')],
    ['rows', String(rows)],
    ['start', search.page > 1 ? String((search.page - 1) * rows) : ''],
  ]);
}

/** A feed narrows by each of its fields, so it cannot say "one of these". */
function feedAddress({ q, chosen }: Search): string | undefined {
  if ([...chosen.values()].some((values) => values.length > 1)) return undefined;
  return withQuery('/feeds/custom.atom', [['q', queryOf(q)], ...[...chosen].map(([field, [value = '']]) => [field, value] as const)]);
}

function MachineCopies({ search, rows, broken }: { readonly search: Search; readonly rows: number; readonly broken: boolean }): VNode {
  const feed = feedAddress(search);
  return (
    <p class="machine-copies">
      {!broken && (
        <>
          This search as <a href={apiAddress(search, rows)}>JSON</a>
          {feed !== undefined && (
            <>
              {' '}
              or <a href={feed}>Atom feed of what is new in it</a>
            </>
          )}
          .{' '}
        </>
      )}
      <a href="/help/search">How to write a search</a> <span aria-hidden="true">·</span>{' '}
      <a href="/help/api/common-calls">How to use the API</a>
    </p>
  );
}
