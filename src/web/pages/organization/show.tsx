/** One organization: what it is, what stands above and below it, and its datasets. */
import type { PageResponse } from '#domain/page.ts';
import { GroupAbout, GroupBody } from '../../components/group-body.tsx';
import { titleOf } from '../../data/dataset.ts';
import { type Branch, type GroupDict, allGroups, findBranch, groupPath, showGroup, treeOf, withDescendants } from '../../data/group.ts';
import { anyOf, readSearch, runSearch } from '../../data/search.ts';
import { plain, textOf } from '../../data/fields.ts';
import type { Crumb, Shown, Visit } from '../../page.ts';
import { excerpt } from '../../text/markdown.ts';
import { orNotFound } from '../hidden.ts';

/** The query parameter that leaves the branches below out. */
const ALONE = 'include_children';

export async function organizationPage(visit: Visit): Promise<Shown | PageResponse> {
  const id = visit.params.id ?? '';
  const [group, all] = await Promise.all([orNotFound(visit, showGroup(visit, 'organization', id)), allGroups(visit, 'organization')]);
  if (group.name !== id) return { redirect: groupPath('organization', group) + queryOf(visit) };
  const { settings } = visit.catalogue.site;
  const facets = settings['search.facets'].filter((field) => field !== 'organization');
  const rows = settings['ckan.datasets_per_page'];
  const branch = findBranch(treeOf(all), group.name) ?? { group, children: [] };
  const alone = /^(false|no|0)$/i.test(textOf(visit.request.query, ALONE));
  const search = readSearch(visit.request.query, facets, alone ? [[ALONE, 'false']] : []);
  const members = alone ? [group] : withDescendants(branch);
  const found = await runSearch(visit, search, {
    filters: [
      anyOf(
        'owner_org',
        members.map((one) => one.id),
      ),
    ],
    facets,
    rows,
  });
  const title = titleOf(group);
  return {
    title: `${title} - Organizations${search.page > 1 ? ` - Page ${search.page}` : ''}`,
    body: (
      <GroupBody
        kind="organization"
        group={group}
        search={search}
        found={found}
        rows={rows}
        parents={parentsOf(group, all)}
        branches={branch.children}
        alone={alone}
      />
    ),
    crumbs: crumbsTo(group, all),
    description: excerpt(plain(group.description), 158) || `Datasets published by ${title}`,
    canonical: groupPath('organization', group),
    noindex: search.page > 1 || search.q !== '' || search.chosen.size > 0,
  };
}

export async function aboutOrganizationPage(visit: Visit): Promise<Shown> {
  const group = await orNotFound(visit, showGroup(visit, 'organization', visit.params.id ?? ''));
  const title = titleOf(group);
  const crumbs: Crumb[] = [
    { title: 'Organizations', href: '/organization' },
    { title, href: groupPath('organization', group) },
    { title: 'About' },
  ];
  return {
    title: `About ${title} - Organizations`,
    body: <GroupAbout kind="organization" group={group} />,
    crumbs,
    canonical: `/organization/about/${group.name}`,
  };
}

export function queryOf({ request }: Visit): string {
  const mark = request.url.indexOf('?');
  return mark < 0 ? '' : request.url.slice(mark);
}

const parentsOf = (group: GroupDict, all: readonly GroupDict[]): readonly GroupDict[] =>
  (group.groups ?? []).flatMap(({ name }) => all.filter((one) => one.name === name && one.name !== group.name));

/** Through the first parent of each, as far as there is one. */
function crumbsTo(group: GroupDict, all: readonly GroupDict[]): readonly Crumb[] {
  const above: Branch['group'][] = [];
  let [parent] = parentsOf(group, all);
  while (parent !== undefined && !above.includes(parent) && parent.name !== group.name) {
    above.unshift(parent);
    [parent] = parentsOf(parent, all);
  }
  return [
    { title: 'Organizations', href: '/organization' },
    ...above.map((one) => ({ title: titleOf(one), href: groupPath('organization', one) })),
    { title: titleOf(group) },
  ];
}
