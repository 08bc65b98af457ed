/** The datasets of an organization as a table to tick, and the buttons for what is ticked. */
import type { VNode } from 'preact';
import type { PageRequest } from '#domain/page.ts';
import { type DatasetDict, datasetPath, titleOf } from '../data/dataset.ts';
import { type BulkSearch, DEEDS, PAGE_SIZES, WORDS, bulkPairs, tickName } from '../data/group-bulk.ts';
import { withQuery } from '../text/addresses.ts';
import { Form } from './form.tsx';
import { HiddenFields } from './hidden-fields.tsx';
import { StateMarks, When } from './marks.tsx';

type Props = {
  readonly request: PageRequest;
  readonly base: string;
  readonly search: BulkSearch;
  readonly datasets: readonly DatasetDict[];
  readonly ticked: (id: string) => boolean;
};

const ALL = 'all';
export const asksForAll = (text: string): boolean => text === ALL;

export function BulkTable({ request, base, search, datasets, ticked }: Props): VNode {
  const here = bulkPairs(search);
  const every = datasets.every(({ id }) => ticked(id));
  return (
    <Form request={request} action={withQuery(base, here)} label="Change the ticked datasets">
      <div class="bulk-bar">
        {DEEDS.map((deed) => (
          <button
            type="submit"
            name={`bulk_action.${deed}`}
            value={deed}
            class={deed === 'delete' ? 'button danger small' : 'button secondary small'}
          >
            {WORDS[deed].button}
          </button>
        ))}
        <a class="bulk-all" href={every ? withQuery(base, here) : withQuery(base, [...here, ['ticked', ALL]])}>
          {every ? 'Untick all' : 'Tick all on this page'}
        </a>
      </div>
      <table class="list-table bulk-table">
        <caption class="unseen">Datasets to tick</caption>
        <thead>
          <tr>
            <th scope="col">
              <span class="unseen">Ticked</span>
            </th>
            <th scope="col">Dataset</th>
            <th scope="col">Who sees it</th>
            <th scope="col">Updated</th>
          </tr>
        </thead>
        <tbody>
          {datasets.map((dataset) => (
            <Row dataset={dataset} ticked={ticked(dataset.id)} />
          ))}
        </tbody>
      </table>
    </Form>
  );
}

const Row = ({ dataset, ticked }: { readonly dataset: DatasetDict; readonly ticked: boolean }): VNode => (
  <tr>
    <td class="bulk-tick">
      <label>
        <input type="checkbox" name={tickName(dataset.id)} value="on" checked={ticked} />
        <span class="unseen">Tick {titleOf(dataset)}</span>
      </label>
    </td>
    <th scope="row">
      <a href={datasetPath(dataset)}>{titleOf(dataset)}</a>
    </th>
    <td data-label="Seen by">{dataset.private === true || dataset.state === 'draft' ? <StateMarks dataset={dataset} /> : 'Everybody'}</td>
    <td data-label="Updated">
      <When value={dataset.metadata_modified} />
    </td>
  </tr>
);

const ORDERS = [
  ['metadata_modified desc', 'Last updated'],
  ['title_string asc', 'Title A to Z'],
  ['title_string desc', 'Title Z to A'],
] as const;

const SHOWN = [
  ['', 'All'],
  ['public', 'Public only'],
  ['private', 'Private only'],
  ['draft', 'Drafts only'],
] as const;

/** What is listed, in which order and how much of it. */
export function BulkFilter({ base, search }: { readonly base: string; readonly search: BulkSearch }): VNode {
  const current = search.sort === '' ? ORDERS[0][0] : search.sort;
  return (
    <form class="bulk-filter" action={base} method="get" aria-label="What is listed">
      <HiddenFields pairs={[['q', search.q]]} />
      <label>
        Show
        <select name="shown">
          {SHOWN.map(([value, title]) => (
            <option value={value} selected={value === search.shown}>
              {title}
            </option>
          ))}
        </select>
      </label>
      <label>
        Order by
        <select name="sort">
          {ORDERS.map(([value, title]) => (
            <option value={value} selected={value === current}>
              {title}
            </option>
          ))}
        </select>
      </label>
      <label>
        Per page{' '}
        <select name="rows">
          {PAGE_SIZES.map((size) => (
            <option value={String(size)} selected={size === search.rows}>
              {size}
            </option>
          ))}
        </select>
      </label>
      <button type="submit" class="button secondary small">
        Show
      </button>
    </form>
  );
}
