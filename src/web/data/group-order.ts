/** Lists of organizations and groups as an address asks for them: words, order, first letter, page. */
import type { Fields } from '#domain/page.ts';
import { byWords } from '../text/order.ts';
import type { QueryPairs } from '../text/addresses.ts';
import { titleOf } from './dataset.ts';
import { plain, textOf } from './fields.ts';
import { type GroupDict, extraOf } from './group.ts';
import { pageNumber } from './paging.ts';

export type GroupOrder = { readonly q: string; readonly sort: string; readonly letter: string; readonly page: number };

export const ORDERS = [
  ['title asc', 'Title A to Z'],
  ['title desc', 'Title Z to A'],
  ['package_count desc', 'Most datasets'],
  ['package_count asc', 'Fewest datasets'],
] as const;
const FIRST = ORDERS[0][0];

/** CKAN's pages also order by name, which reads as title here; what nobody knows is the first order. */
export function readGroupOrder(query: Fields): GroupOrder {
  const asked = textOf(query, 'sort')
    .trim()
    .replace(/^name\b/, 'title')
    .replace(/^(title|package_count)$/, (field) => (field === 'title' ? 'title asc' : 'package_count desc'));
  const sort = ORDERS.some(([order]) => order === asked) ? asked : FIRST;
  const letter = textOf(query, 'letter').toUpperCase();
  return { q: textOf(query, 'q').trim(), sort, letter: /^[A-Z#]$/.test(letter) ? letter : '', page: pageNumber(query) };
}

/** Whether a list is asked for in so many words, where a tree would be shown otherwise. */
export const asksForList = (query: Fields): boolean =>
  textOf(query, 'sort') !== '' || textOf(query, 'letter') !== '' || textOf(query, 'view') === 'list';

export const orderPairs = ({ q, sort, letter, page }: GroupOrder): QueryPairs => [
  ['q', q],
  ['sort', sort],
  ['letter', letter],
  ['page', page > 1 ? String(page) : ''],
];

/** The letter under which a title stands; `#` for what begins with none of the alphabet. */
export function letterOf(group: GroupDict): string {
  const first = titleOf(group)
    .normalize('NFD')
    .replace(/[^\p{L}\p{N}]/gu, '')
    .charAt(0)
    .toUpperCase();
  return /[A-Z]/.test(first) ? first : '#';
}

/** Whether a group has the words in title, name, short name or, where told, description. */
export function mentions(group: GroupDict, words: string, withDescription = false): boolean {
  const texts = [titleOf(group), group.name, extraOf(group, 'short_name'), ...(withDescription ? [plain(group.description)] : [])];
  return texts.some((text) => text.toLowerCase().includes(words.toLowerCase()));
}

export function inOrder(groups: readonly GroupDict[], { q, sort, letter }: GroupOrder): readonly GroupDict[] {
  const fitting = groups.filter((group) => (q === '' || mentions(group, q, true)) && (letter === '' || letterOf(group) === letter));
  const byTitle = (a: GroupDict, b: GroupDict): number => byWords(titleOf(a), titleOf(b));
  const count = (group: GroupDict): number => group.package_count ?? 0;
  switch (sort) {
    case 'title desc':
      return fitting.toSorted((a, b) => byTitle(b, a));
    case 'package_count desc':
      return fitting.toSorted((a, b) => count(b) - count(a) || byTitle(a, b));
    case 'package_count asc':
      return fitting.toSorted((a, b) => count(a) - count(b) || byTitle(a, b));
    default:
      return fitting.toSorted(byTitle);
  }
}
