/** A search as a page shows it: words, what they found, filters beside it. Also used inside organizations and groups. */
import type { ComponentChildren, VNode } from 'preact';
import { type Found, type Search, type Wider, pairsOf, searchAddress, without } from '../data/search.ts';
import { counted, grouped } from '../text/sizes.ts';
import { DatasetList } from './dataset-list.tsx';
import { Facets, facetTitle } from './facets.tsx';
import { HiddenFields } from './hidden-fields.tsx';
import { CloseIcon, FilterIcon } from './icons.tsx';
import { Pager } from './pager.tsx';

const ORDERS = [
  ['score desc, metadata_modified desc', 'Relevance'],
  ['metadata_modified desc', 'Last updated'],
  ['metadata_created desc', 'Newest'],
  ['title_string asc', 'Title A to Z'],
  ['title_string desc', 'Title Z to A'],
] as const;

type Props = {
  readonly base: string;
  readonly search: Search;
  readonly found: Found;
  readonly rows: number;
  readonly level?: 2 | 3;
  readonly nothing: ComponentChildren;
};

const chosenCount = (search: Search): number => [...search.chosen.values()].reduce((sum, values) => sum + values.length, 0);

export function Results({ base, search, found, rows, level = 2, nothing }: Props): VNode {
  const last = Math.ceil(found.count / rows);
  const count = chosenCount(search);
  const hasFilters = found.facets.some(({ items }) => items.length > 0);
  return (
    <div class="results-layout">
      {hasFilters && <Facets base={base} search={search} facets={found.facets} />}
      <section class="results" id="results" aria-label="Results" tabIndex={-1}>
        <div class="results-head">
          <p class="results-count" role="status">
            {summary(search, found, rows)}
          </p>
          {hasFilters && (
            <a class="button secondary filters-open" href="#filters">
              <FilterIcon />
              Filters{count > 0 && ` (${count})`}
            </a>
          )}
          {found.count > 1 && <SortForm base={base} search={search} />}
        </div>
        <Applied base={base} search={search} found={found} />
        {found.complaint !== undefined && <Complaint text={found.complaint} />}
        {found.results.length > 0 && <DatasetList datasets={found.results} level={level} start={(search.page - 1) * rows + 1} />}
        {found.count === 0 && found.complaint === undefined && <div class="nothing">{nothing}</div>}
        {found.count > 0 && found.results.length === 0 && <BeyondEnd href={searchAddress(base, search, { page: last })} />}
        <Pager page={search.page} last={last} addressOf={(page) => searchAddress(base, search, { page })} />
      </section>
    </div>
  );
}

function summary(search: Search, { count, complaint }: Found, rows: number): VNode | string {
  if (complaint !== undefined) return 'The search could not be done';
  const words =
    search.q === '' ? (
      ''
    ) : (
      <>
        {' '}
        for <q>{search.q}</q>
      </>
    );
  const first = (search.page - 1) * rows + 1;
  return (
    <>
      <strong>{counted(count, 'dataset')}</strong> found{words}
      {count > rows && first <= count && (
        <span class="quiet">
          , showing {grouped(first)} to {grouped(Math.min(count, first + rows - 1))}
        </span>
      )}
    </>
  );
}

const BeyondEnd = ({ href }: { readonly href: string }): VNode => (
  <div class="nothing">
    <p class="nothing-title">The list has fewer pages than that.</p>
    <p>
      <a href={href}>Go to its last page</a>
    </p>
  </div>
);

const Complaint = ({ text }: { readonly text: string }): VNode => (
  <div class="notice notice-warning" role="alert">
    <p>
      <strong>This search could not be understood.</strong> Check brackets, quotation marks and colons: they have a meaning of their own.
      Put a phrase into "quotation marks" to search for it as it is. Your words are still in the field above; change them and search again.
    </p>
    <p>
      <a href="/help/search">How to write a search</a>
    </p>
    <p class="quiet">{text}</p>
  </div>
);

/** Ways out of a search that found nothing; those first that are known to find something. */
export function Nothing({
  base,
  search,
  found,
  all,
}: {
  readonly base: string;
  readonly search: Search;
  readonly found: Found;
  readonly all: string;
}): VNode {
  return (
    <>
      <p class="nothing-title">Nothing matches this search.</p>
      <ul>
        {(found.wider ?? []).map((wider) => (
          <li>
            <a href={searchAddress(base, search, wider.change)}>{widerText(wider)}</a>{' '}
            <span class="quiet">({counted(wider.count, 'dataset')})</span>
          </li>
        ))}
        {search.q !== '' && <li>Use fewer or more general words, and check their spelling.</li>}
        <li>
          <a href={base}>{all}</a>
        </li>
      </ul>
    </>
  );
}

function widerText({ change, left }: Wider): string {
  if (left !== undefined) return `Search without the filter ${facetTitle(left)}`;
  if (change.q === undefined) return 'Search without filters';
  return change.chosen === undefined ? 'Search for any of the words' : 'Search for any of the words, without filters';
}

function SortForm({ base, search }: { readonly base: string; readonly search: Search }): VNode {
  const current = search.sort === '' ? (search.q === '' ? ORDERS[1][0] : ORDERS[0][0]) : search.sort;
  const known = ORDERS.some(([order]) => order === current);
  return (
    <form class="sort-form" action={base} method="get" autoComplete="off">
      <HiddenFields pairs={pairsOf(search)} except={['sort']} />
      <label for="sort">Order by</label>
      <select id="sort" name="sort">
        {ORDERS.filter(([order]) => search.q !== '' || !order.startsWith('score') || order === current).map(([order, title]) => (
          <option value={order} selected={order === current}>
            {title}
          </option>
        ))}
        {!known && (
          <option value={current} selected>
            {current}
          </option>
        )}
      </select>
      <button type="submit" class="button secondary small">
        Sort
      </button>
    </form>
  );
}

function Applied({ base, search, found }: { readonly base: string; readonly search: Search; readonly found: Found }): VNode | null {
  const count = chosenCount(search);
  if (count === 0) return null;
  const nameOf = (field: string, value: string): string =>
    found.facets.find((facet) => facet.field === field)?.items.find(({ name }) => name === value)?.display_name ?? value;
  return (
    <div class="applied">
      <h2 class="unseen">Filters applied ({count})</h2>
      <ul>
        {[...search.chosen].flatMap(([field, values]) =>
          values.map((value) => (
            <li>
              <a
                rel="nofollow"
                href={searchAddress(base, search, { chosen: without(search.chosen, field, value) })}
                aria-label={`Remove filter ${facetTitle(field)}: ${nameOf(field, value)}`}
              >
                <span class="applied-field">{facetTitle(field)}:</span> {nameOf(field, value)}
                <CloseIcon />
              </a>
            </li>
          )),
        )}
        <li>
          <a class="applied-clear" href={searchAddress(base, search, { chosen: new Map() })}>
            Clear all
          </a>
        </li>
      </ul>
    </div>
  );
}
