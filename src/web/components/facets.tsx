/**
 * The filters beside a list: one form of check boxes, sent by its button, or at once where the
 * script runs. On phones it stands behind a link that says how many filters are on.
 */
import type { VNode } from 'preact';
import { type Facet, type FacetItem, type Search, pairsOf, searchAddress } from '../data/search.ts';
import { grouped } from '../text/sizes.ts';
import { HiddenFields } from './hidden-fields.tsx';
import { CloseIcon } from './icons.tsx';

const FACET_TITLES: Readonly<Record<string, string>> = {
  organization: 'Organizations',
  groups: 'Groups',
  tags: 'Tags',
  res_format: 'Formats',
  license_id: 'Licences',
};

export const facetTitle = (field: string): string =>
  FACET_TITLES[field] ?? field.replaceAll('_', ' ').replace(/^./, (letter) => letter.toUpperCase());

type Props = { readonly base: string; readonly search: Search; readonly facets: readonly Facet[] };

export function Facets({ base, search, facets }: Props): VNode {
  return (
    <section class="filters" id="filters" aria-labelledby="filters-title">
      <div class="filters-head">
        <h2 id="filters-title">Filters</h2>
        <a class="filters-close" href="#results">
          <CloseIcon />
          <span>Close filters</span>
        </a>
      </div>
      <form action={base} method="get" autoComplete="off" data-send-on-change>
        <HiddenFields pairs={pairsOf({ ...search, chosen: withoutBoxes(search, facets) })} />
        {facets.map((facet) => (
          <FacetBox base={base} search={search} facet={facet} />
        ))}
        <button type="submit" class="button secondary wide">
          Apply filters
        </button>
      </form>
    </section>
  );
}

/** Filters that stand in the address alone go along. */
const withoutBoxes = ({ chosen }: Search, facets: readonly Facet[]): Search['chosen'] =>
  new Map([...chosen].filter(([name]) => !facets.some(({ field, items }) => field === name && items.length > 0)));

function FacetBox({ base, search, facet }: { readonly base: string; readonly search: Search; readonly facet: Facet }): VNode | null {
  const { field, items } = facet;
  if (items.length === 0) return null;
  const limit = search.limits.get(field) ?? 0;
  const chosen = search.chosen.get(field) ?? [];
  const listed = limit === 0 ? items : items.slice(0, Math.max(limit, chosen.length));
  return (
    <details class="facet" open>
      <summary>
        <h3>{facetTitle(field)}</h3>
      </summary>
      <fieldset>
        <legend class="unseen">{facetTitle(field)}</legend>
        {listed.map((item, index) => (
          <FacetValue field={field} item={item} id={`${field}-${index}`} checked={chosen.includes(item.name)} />
        ))}
      </fieldset>
      {listed.length < items.length && (
        <a class="facet-more" rel="nofollow" href={limited(base, search, field, 0)}>
          Show more<span class="unseen"> {facetTitle(field)}</span>
        </a>
      )}
      {limit === 0 && items.length > 10 && (
        <a class="facet-more" rel="nofollow" href={limited(base, search, field, 10)}>
          Show fewer<span class="unseen"> {facetTitle(field)}</span>
        </a>
      )}
    </details>
  );
}

const limited = (base: string, search: Search, field: string, limit: number): string =>
  searchAddress(base, search, { limits: new Map(search.limits).set(field, limit) });

type ValueProps = { readonly field: string; readonly item: FacetItem; readonly id: string; readonly checked: boolean };

function FacetValue({ field, item, id, checked }: ValueProps): VNode {
  return (
    <label class="facet-value" for={id}>
      <input id={id} type="checkbox" name={field} value={item.name} checked={checked} />
      <span class="facet-name">{item.display_name}</span>
      <span class="facet-count">
        {grouped(item.count)}
        <span class="unseen"> {item.count === 1 ? 'dataset' : 'datasets'}</span>
      </span>
    </label>
  );
}
