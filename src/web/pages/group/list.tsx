/** All groups as cards. */
import { groupCreate } from '#actions/group/group_create.ts';
import { SearchBox } from '../../components/search-box.tsx';
import { allGroups } from '../../data/group.ts';
import { readGroupOrder } from '../../data/group-order.ts';
import type { Shown, Visit } from '../../page.ts';
import { cardList } from './card-list.tsx';
import { NewButton } from './new-button.tsx';
import { GroupTold } from './told.tsx';

export async function groupListPage(visit: Visit): Promise<Shown> {
  const { q, letter, page } = readGroupOrder(visit.request.query);
  const [groups, mayCreate] = await Promise.all([allGroups(visit, 'group'), visit.may(groupCreate, {})]);
  const body = (
    <div class="page">
      <div class="page-head">
        <div class="container">
          <h1>Groups</h1>
          <p class="lead">Datasets about one subject, from all organizations.</p>
          {groups.length > 8 && <SearchBox id="q" q={q} action="/group" label="Find a group" />}
          {mayCreate && <NewButton kind="group" />}
        </div>
      </div>
      <GroupTold visit={visit} kind="group" />
      {await cardList(visit, 'group', groups)}
    </div>
  );
  return {
    title: q === '' ? `Groups${page > 1 ? ` - Page ${page}` : ''}` : `${q} - Groups`,
    body,
    crumbs: [{ title: 'Groups' }],
    canonical: '/group',
    noindex: q !== '' || letter !== '' || page > 1,
    description: 'Groups of datasets by subject.',
  };
}
