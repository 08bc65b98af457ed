/** Addresses of searches outlive names: what an organization or group was once called leads to what it is called now. */
import { CatalogueError, Unavailable } from '#domain/errors.ts';
import type { PageResponse } from '#domain/page.ts';
import type { Visit } from '../page.ts';
import { type GroupDict, type Kind, SHOW } from './group.ts';
import { type Chosen, type Found, type Search, searchAddress } from './search.ts';

const FIELDS: Readonly<Record<string, Kind>> = { organization: 'organization', groups: 'group' };
/** More names than anybody ticks would cost a question each. */
const MOST_ASKED = 20;

/** Where some of the names that found nothing are former ones or ids: the same search by the present names. */
export async function presentSearch(visit: Visit, base: string, search: Search, found: Found): Promise<PageResponse | undefined> {
  if (found.complaint !== undefined) return undefined;
  const moves = await Promise.all(vainNames(search, found).map((one) => moveOf(visit, one)));
  const moved = moves.filter((move) => move !== undefined);
  if (moved.length === 0) return undefined;
  const address = searchAddress(base, search, { chosen: renamed(search.chosen, moved), page: search.page });
  // An id stands for a name only for as long as the name stays.
  return { status: moved.some(({ byId }) => byId) ? 302 : 301, redirect: address };
}

type Name = { readonly field: string; readonly kind: Kind; readonly value: string };
type Move = Name & { readonly present: string; readonly byId: boolean };

function vainNames({ chosen }: Search, found: Found): readonly Name[] {
  const isVain = (field: string, value: string): boolean => {
    const facet = found.facets.find((one) => one.field === field);
    return facet === undefined ? found.count === 0 : facet.items.some(({ name, count }) => name === value && count === 0);
  };
  return Object.entries(FIELDS)
    .flatMap(([field, kind]) => (chosen.get(field) ?? []).map((value) => ({ field, kind, value })))
    .filter(({ field, value }) => isVain(field, value))
    .slice(0, MOST_ASKED);
}

async function moveOf(visit: Visit, name: Name): Promise<Move | undefined> {
  const { kind, value } = name;
  const input = { id: value, include_users: false, include_followers: false, include_tags: false, include_dataset_count: false };
  try {
    const group = await visit.ask<GroupDict>(SHOW[kind], input);
    return group.name === value || group.state === 'deleted' ? undefined : { ...name, present: group.name, byId: group.id === value };
  } catch (error) {
    if (!(error instanceof CatalogueError) || error instanceof Unavailable) throw error;
    return undefined;
  }
}

function renamed(chosen: Chosen, moves: readonly Move[]): Chosen {
  const presentOf = (field: string, value: string): string =>
    moves.find((move) => move.field === field && move.value === value)?.present ?? value;
  return new Map([...chosen].map(([field, values]) => [field, [...new Set(values.map((value) => presentOf(field, value)))]]));
}
