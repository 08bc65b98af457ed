/** All groups as cards. */
import { SearchBox } from '../../components/search-box.tsx';
import { titleOf } from '../../data/dataset.ts';
import { plain, textOf } from '../../data/fields.ts';
import { allGroups, groupPath } from '../../data/group.ts';
import { pageNumber } from '../../data/paging.ts';
import type { Shown, Visit } from '../../page.ts';
import { excerpt } from '../../text/markdown.ts';
import { counted } from '../../text/sizes.ts';

export async function groupListPage(visit: Visit): Promise<Shown> {
  pageNumber(visit.request.query); // CKAN refuses nonsense here, although one page holds them all.
  const q = textOf(visit.request.query, 'q').trim();
  const groups = await allGroups(visit, 'group');
  const fitting = groups.filter((group) => `${titleOf(group)} ${plain(group.description)}`.toLowerCase().includes(q.toLowerCase()));
  const body = (
    <div class="page">
      <div class="page-head">
        <div class="container">
          <h1>Groups</h1>
          <p class="lead">Datasets about one subject, gathered from all organizations.</p>
          {groups.length > 8 && <SearchBox id="q" q={q} action="/group" label="Find a group" />}
        </div>
      </div>
      <div class="container">
        {fitting.length === 0 && (
          <p class="nothing">
            {groups.length === 0 ? (
              'There are no groups yet.'
            ) : (
              <>
                No group fits these words. <a href="/group">Show all</a>
              </>
            )}
          </p>
        )}
        {fitting.length > 0 && (
          <ul class="group-cards">
            {fitting.map((group) => (
              <li class="card group-card">
                <h2>
                  <a href={groupPath('group', group)}>{titleOf(group)}</a>
                </h2>
                <p>{excerpt(plain(group.description), 160)}</p>
                <p class="quiet">{counted(group.package_count ?? 0, 'dataset')}</p>
              </li>
            ))}
          </ul>
        )}
      </div>
    </div>
  );
  return {
    title: 'Groups',
    body,
    crumbs: [{ title: 'Groups' }],
    canonical: '/group',
    noindex: q !== '',
    description: 'Groups of datasets by subject.',
  };
}
