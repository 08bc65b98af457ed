/** All organizations as a tree that opens by itself, without a script, or on request as a list of cards. */
import { organizationCreate } from '#actions/group/organization_create.ts';
import type { VNode } from 'preact';
import { SearchBox } from '../../components/search-box.tsx';
import { titleOf } from '../../data/dataset.ts';
import { type Branch, type GroupDict, allGroups, groupPath, totalCount, treeOf } from '../../data/group.ts';
import { asksForList, mentions, readGroupOrder } from '../../data/group-order.ts';
import type { Shown, Visit } from '../../page.ts';
import { counted, grouped } from '../../text/sizes.ts';
import { cardList } from '../group/card-list.tsx';
import { NewButton } from '../group/new-button.tsx';
import { GroupTold } from '../group/told.tsx';

export async function organizationTreePage(visit: Visit): Promise<Shown> {
  const { query } = visit.request;
  const { q, letter, page } = readGroupOrder(query);
  const asList = asksForList(query);
  const [organizations, mayCreate] = await Promise.all([allGroups(visit, 'organization'), visit.may(organizationCreate, {})]);
  const body = (
    <div class="page">
      <div class="page-head">
        <div class="container">
          <h1>Organizations</h1>
          <p class="lead">Ministries and other bodies that publish data, with the branches below them.</p>
          <SearchBox id="q" q={q} action="/organization" label="Find an organization">
            {asList && <input type="hidden" name="view" value="list" />}
          </SearchBox>
          {mayCreate && <NewButton kind="organization" />}
        </div>
      </div>
      <GroupTold visit={visit} kind="organization" />
      {asList ? (
        await cardList(visit, 'organization', organizations, <OtherView href="/organization" title="Show as a tree" />)
      ) : (
        <Tree organizations={organizations} q={q} />
      )}
    </div>
  );
  return {
    title: q === '' ? `Organizations${page > 1 ? ` - Page ${page}` : ''}` : `${q} - Organizations`,
    body,
    crumbs: [{ title: 'Organizations' }],
    canonical: '/organization',
    noindex: q !== '' || letter !== '' || page > 1,
    description: 'All organizations that publish data here, as a tree.',
  };
}

const OtherView = ({ href, title }: { readonly href: string; readonly title: string }): VNode => (
  <a class="other-view" href={href}>
    {title}
  </a>
);

function Tree({ organizations, q }: { readonly organizations: readonly GroupDict[]; readonly q: string }): VNode {
  const branches = narrowed(treeOf(organizations), q);
  return (
    <div class="container narrow-left">
      <div class="results-head">
        <p class="results-count" role="status">
          <strong>{counted(organizations.length, 'organization')}</strong>
          {q !== '' && (
            <>
              , those with <q>{q}</q> in their name below. <a href="/organization">Show all</a>
            </>
          )}
        </p>
        {organizations.length > 1 && <OtherView href="/organization?sort=title+asc" title="Show as a list A to Z" />}
      </div>
      {branches.length === 0 ? (
        <p class="nothing">
          {organizations.length === 0 ? 'There are no organizations yet.' : 'No organization has these words in its name.'}
        </p>
      ) : (
        <ul class="tree">
          {branches.map((branch) => (
            <TopBranch branch={branch} open={q !== ''} />
          ))}
        </ul>
      )}
    </div>
  );
}

/** Keeps what fits and what stands above it. */
function narrowed(branches: readonly Branch[], words: string): readonly Branch[] {
  if (words === '') return branches;
  return branches.flatMap((branch) => {
    const children = narrowed(branch.children, words);
    return mentions(branch.group, words) ? [branch] : children.length > 0 ? [{ group: branch.group, children }] : [];
  });
}

function TopBranch({ branch, open }: { readonly branch: Branch; readonly open: boolean }): VNode {
  const { group, children } = branch;
  const title = titleOf(group);
  if (children.length === 0)
    return (
      <li class="tree-top">
        <Node branch={branch} />
      </li>
    );
  return (
    <li class="tree-top">
      <Node branch={branch} />
      <details open={open}>
        <summary>
          {counted(children.length, 'branch', 'branches')}
          <span class="unseen"> of {title}</span>
        </summary>
        <ul>
          {children.map((child) => (
            <Child branch={child} />
          ))}
        </ul>
      </details>
    </li>
  );
}

const Child = ({ branch }: { readonly branch: Branch }): VNode => (
  <li>
    <Node branch={branch} />
    {branch.children.length > 0 && (
      <ul>
        {branch.children.map((child) => (
          <Child branch={child} />
        ))}
      </ul>
    )}
  </li>
);

function Node({ branch }: { readonly branch: Branch }): VNode {
  const count = totalCount(branch);
  const own = branch.group.package_count ?? 0;
  return (
    <p class="tree-node">
      <a href={groupPath('organization', branch.group)}>{titleOf(branch.group)}</a>{' '}
      <span class="tree-counts">
        {own !== count && <span class="tree-own">{grouped(own)} of its own</span>}{' '}
        <span class="count">
          {grouped(count)}
          <span class="unseen"> {count === 1 ? 'dataset' : 'datasets'}</span>
        </span>
      </span>
    </p>
  );
}
