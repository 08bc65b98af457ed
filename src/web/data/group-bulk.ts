/** Many datasets of an organization at once: which are listed, which are ticked, and what is done with them. */
import type { AnyAction } from '#actions/action.ts';
import { bulkUpdateDelete } from '#actions/package/bulk_update_delete.ts';
import { bulkUpdatePrivate } from '#actions/package/bulk_update_private.ts';
import { bulkUpdatePublic } from '#actions/package/bulk_update_public.ts';
import { packageSearch } from '#actions/package/package_search.ts';
import type { Fields } from '#domain/page.ts';
import type { Visit } from '../page.ts';
import type { QueryPairs } from '../text/addresses.ts';
import { counted } from '../text/sizes.ts';
import type { DatasetDict } from './dataset.ts';
import { textOf } from './fields.ts';
import type { GroupDict } from './group.ts';
import { pageNumber } from './paging.ts';
import { type Found, anyOf, runSearch } from './search.ts';

/** CKAN: no more at once. */
export const MOST_AT_ONCE = 500;

export const DEEDS = ['public', 'private', 'delete'] as const;
export type Deed = (typeof DEEDS)[number];

const ACTIONS: Readonly<Record<Deed, AnyAction>> = {
  public: bulkUpdatePublic,
  private: bulkUpdatePrivate,
  delete: bulkUpdateDelete,
};

type Words = { readonly button: string; readonly question: (count: string) => string; readonly means: string; readonly done: string };

export const WORDS: Readonly<Record<Deed, Words>> = {
  public: {
    button: 'Make public',
    question: (count) => `Make ${count} public?`,
    means: 'Everybody will find and read them, and programs too. Drafts among them stay drafts until they are published.',
    done: 'public now',
  },
  private: {
    button: 'Make private',
    question: (count) => `Make ${count} private?`,
    means: 'Only members of this organization will find and read them. Links to them will lead nobody else anywhere.',
    done: 'private now',
  },
  delete: {
    button: 'Delete',
    question: (count) => `Delete ${count}?`,
    means:
      'They leave every list, and their addresses stop working for the public. Whoever may edit them finds them under “Your datasets”, “Deleted”, and can restore them.',
    done: 'deleted',
  },
};

export const deedOf = (text: string): Deed | undefined => DEEDS.find((deed) => deed === text);

/** Which button was pressed: CKAN names them `bulk_action.public` and so on. */
export const pressed = (form: Fields): Deed | undefined => DEEDS.find((deed) => Object.hasOwn(form, `bulk_action.${deed}`));

const TICK = 'dataset_';
export const tickName = (id: string): string => TICK + id;

/** Ids of the datasets ticked in a form. */
export const tickedIn = (form: Fields): readonly string[] =>
  Object.keys(form).flatMap((name) => (name.startsWith(TICK) && name.length > TICK.length ? [name.slice(TICK.length)] : []));

export const PAGE_SIZES = [50, 100, 250, MOST_AT_ONCE] as const;
const KINDS: Readonly<Record<string, readonly string[]>> = {
  public: ['state:active', anyOf('capacity', ['public'])],
  private: ['state:active', anyOf('capacity', ['private'])],
  draft: ['state:draft'],
};

export type BulkSearch = {
  readonly q: string;
  readonly sort: string;
  /** `public`, `private` or `draft` alone, or all where blank. */
  readonly shown: string;
  readonly rows: number;
  readonly page: number;
};

export function readBulkSearch(query: Fields): BulkSearch {
  const rows = Number(textOf(query, 'rows'));
  const shown = textOf(query, 'shown');
  return {
    q: textOf(query, 'q').trim(),
    sort: textOf(query, 'sort').trim(),
    shown: Object.hasOwn(KINDS, shown) ? shown : '',
    rows: PAGE_SIZES.find((size) => size === rows) ?? PAGE_SIZES[0],
    page: pageNumber(query),
  };
}

export const bulkPairs = ({ q, sort, shown, rows, page }: BulkSearch): QueryPairs => [
  ['q', q],
  ['sort', sort],
  ['shown', shown],
  ['rows', rows === PAGE_SIZES[0] ? '' : String(rows)],
  ['page', page > 1 ? String(page) : ''],
];

export const searchIn = (visit: Visit, group: GroupDict, { q, sort, shown, rows, page }: BulkSearch): Promise<Found> =>
  runSearch(
    visit,
    { q, sort, page, chosen: new Map(), limits: new Map(), keep: [] },
    { filters: [anyOf('owner_org', [group.id]), ...(KINDS[shown] ?? [])], facets: [], rows, drafts: true },
  );

/** Those of the ids that are datasets of the organization, by title. */
export async function findTicked(visit: Visit, group: GroupDict, ids: readonly string[]): Promise<readonly DatasetDict[]> {
  const { results } = await visit.ask<{ results: readonly DatasetDict[] }>(packageSearch, {
    q: '*:*',
    fq_list: [anyOf('owner_org', [group.id]), anyOf('id', ids)],
    rows: MOST_AT_ONCE,
    sort: 'title_string asc',
    include_private: true,
    include_drafts: true,
    facet: 'false',
  });
  return results;
}

export const doInBulk = (visit: Visit, group: GroupDict, deed: Deed, ids: readonly string[]): Promise<unknown> =>
  visit.ask(ACTIONS[deed], { org_id: group.id, datasets: ids });

export const countedDatasets = (count: number): string => counted(count, 'dataset');
