/** The search page: all of its state stands in the address. */
import type { VNode } from 'preact';
import { facetTitle } from '../../components/facets.tsx';
import { HiddenFields } from '../../components/hidden-fields.tsx';
import { Results } from '../../components/results.tsx';
import { SearchBox } from '../../components/search-box.tsx';
import { type Search, anyOf, pairsOf, readSearch, runSearch, searchAddress } from '../../data/search.ts';
import type { Shown, Visit } from '../../page.ts';
import { withQuery } from '../../text/addresses.ts';

const BASE = '/dataset';

export async function searchPage(visit: Visit): Promise<Shown> {
  const { settings } = visit.catalogue.site;
  const facets = settings['search.facets'];
  const rows = settings['ckan.datasets_per_page'];
  const search = readSearch(visit.request.query, facets);
  // Datasets of another type have a list of their own.
  const found = await runSearch(visit, search, { filters: ['dataset_type:dataset'], facets, rows });
  const body = (
    <div class="page">
      <div class="page-head">
        <div class="container">
          <h1>Datasets</h1>
          <SearchBox id="q" q={search.q}>
            <HiddenFields pairs={pairsOf(search)} except={['q']} />
          </SearchBox>
        </div>
      </div>
      <div class="container">
        <Results base={BASE} search={search} found={found} rows={rows} nothing={<Nothing search={search} />} />
        <p class="machine-copies">
          For programs: <a href={apiAddress(search)}>this search as JSON</a>. <a href="/help/api/common-calls">How to use the API</a>
        </p>
      </div>
    </div>
  );
  const narrowed = search.page > 1 || search.chosen.size > 0 || search.q !== '';
  return {
    title: windowTitle(search),
    body,
    crumbs: [{ title: 'Datasets' }],
    ownSearch: true,
    noindex: narrowed,
    canonical: searchAddress(BASE, { ...search, limits: new Map() }, { page: search.page }),
  };
}

const windowTitle = (search: Search): string =>
  `${search.q === '' ? '' : `${search.q} - `}Datasets${search.page > 1 ? ` - Page ${search.page}` : ''}`;

function apiAddress(search: Search): string {
  const filters = [...search.chosen].map(([field, values]) => anyOf(field, values));
  return withQuery('/api/3/action/package_search', [
    ['q', search.q],
    ['fq', filters.join(' AND ')],
    ['sort', search.sort],
  ]);
}

function Nothing({ search }: { readonly search: Search }): VNode {
  return (
    <>
      <p class="nothing-title">Nothing fits this search.</p>
      <ul>
        {[...search.chosen.keys()].map((field) => {
          const chosen = new Map(search.chosen);
          chosen.delete(field);
          return (
            <li>
              <a href={searchAddress(BASE, search, { chosen })}>Search without the filter {facetTitle(field)}</a>
            </li>
          );
        })}
        {search.q !== '' && <li>Use fewer or more general words, and check their spelling.</li>}
        <li>
          <a href={BASE}>Show all datasets</a>
        </li>
      </ul>
    </>
  );
}
