/** One group and the datasets in it. */
import type { PageResponse } from '#domain/page.ts';
import { GroupAbout, GroupBody } from '../../components/group-body.tsx';
import { titleOf } from '../../data/dataset.ts';
import { plain } from '../../data/fields.ts';
import { groupPath, showGroup } from '../../data/group.ts';
import { anyOf, readSearch, runSearch } from '../../data/search.ts';
import type { Crumb, Shown, Visit } from '../../page.ts';
import { excerpt } from '../../text/markdown.ts';
import { orNotFound } from '../hidden.ts';
import { queryOf } from '../organization/show.tsx';

const LIST: Crumb = { title: 'Groups', href: '/group' };

export async function groupPage(visit: Visit): Promise<Shown | PageResponse> {
  const id = visit.params.id ?? '';
  const group = await orNotFound(visit, showGroup(visit, 'group', id));
  if (group.name !== id) return { redirect: groupPath('group', group) + queryOf(visit) };
  const { settings } = visit.catalogue.site;
  const facets = settings['search.facets'].filter((field) => field !== 'groups');
  const rows = settings['ckan.datasets_per_page'];
  const search = readSearch(visit.request.query, facets);
  const found = await runSearch(visit, search, { filters: [anyOf('groups', [group.name])], facets, rows });
  const title = titleOf(group);
  return {
    title: `${title} - Groups${search.page > 1 ? ` - Page ${search.page}` : ''}`,
    body: <GroupBody kind="group" group={group} search={search} found={found} rows={rows} />,
    crumbs: [LIST, { title }],
    description: excerpt(plain(group.description), 158) || `Datasets about ${title}`,
    canonical: groupPath('group', group),
    noindex: search.page > 1 || search.q !== '' || search.chosen.size > 0,
  };
}

export async function aboutGroupPage(visit: Visit): Promise<Shown> {
  const group = await orNotFound(visit, showGroup(visit, 'group', visit.params.id ?? ''));
  const title = titleOf(group);
  return {
    title: `About ${title} - Groups`,
    body: <GroupAbout kind="group" group={group} />,
    crumbs: [LIST, { title, href: groupPath('group', group) }, { title: 'About' }],
    canonical: `/group/about/${group.name}`,
  };
}
