/** Where an organization or group stands: its present address, what is above it and what below. */
import type { PageResponse } from '#domain/page.ts';
import type { Crumb, Visit } from '../page.ts';
import { titleOf } from './dataset.ts';
import { type Branch, type GroupDict, type Kind, PLURAL, findBranch, groupPath, treeOf } from './group.ts';

export type Place = {
  readonly parents: readonly GroupDict[];
  /** From the top down to its first parent. */
  readonly above: readonly GroupDict[];
  readonly branch: Branch;
};

export function placeOf(group: GroupDict, all: readonly GroupDict[]): Place {
  const branch = findBranch(treeOf(all), group.name) ?? { group, children: [] };
  return { parents: parentsOf(group, all), above: aboveOf(group, all), branch };
}

const parentsOf = (group: GroupDict, all: readonly GroupDict[]): readonly GroupDict[] =>
  (group.groups ?? []).flatMap(({ name }) => all.filter((one) => one.name === name && one.name !== group.name));

/** Through the first parent of each, as far as there is one. */
function aboveOf(group: GroupDict, all: readonly GroupDict[]): readonly GroupDict[] {
  const above: GroupDict[] = [];
  let [parent] = parentsOf(group, all);
  while (parent !== undefined && !above.includes(parent) && parent.name !== group.name) {
    above.unshift(parent);
    [parent] = parentsOf(parent, all);
  }
  return above;
}

/** Everything above a group by whatever way, itself left out. */
export function ancestorsOf(group: GroupDict, all: readonly GroupDict[]): readonly GroupDict[] {
  const found = new Set<GroupDict>();
  const climb = (from: GroupDict): void => {
    for (const parent of parentsOf(from, all)) {
      if (found.has(parent) || parent.name === group.name) continue;
      found.add(parent);
      climb(parent);
    }
  };
  climb(group);
  return [...found];
}

/** The way to a group and on to one of its own pages. */
export function crumbsTo(kind: Kind, group: GroupDict, above: readonly GroupDict[] = [], last?: string): readonly Crumb[] {
  const title = titleOf(group);
  return [
    { title: PLURAL[kind], href: `/${kind}` },
    ...above.map((one) => ({ title: titleOf(one), href: groupPath(kind, one) })),
    ...(last === undefined ? [{ title }] : [{ title, href: groupPath(kind, group) }, { title: last }]),
  ];
}

/** For a page that was asked for by id or by a former name: the same under the present name, query and all. */
export function presentAddress(visit: Visit, group: GroupDict, pathTo: (name: string) => string): PageResponse | undefined {
  const { request, params } = visit;
  if (request.method !== 'GET' || params.id === group.name) return undefined;
  const mark = request.url.indexOf('?');
  // CKAN: by id one is led on for now, since the name may change again.
  return { status: params.id === group.id ? 302 : 301, redirect: pathTo(group.name) + (mark < 0 ? '' : request.url.slice(mark)) };
}
