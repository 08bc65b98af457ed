/** All organizations as a tree that opens by itself, without a script. */
import type { VNode } from 'preact';
import { SearchBox } from '../../components/search-box.tsx';
import { titleOf } from '../../data/dataset.ts';
import { textOf } from '../../data/fields.ts';
import { type Branch, allGroups, extraOf, groupPath, totalCount, treeOf } from '../../data/group.ts';
import { pageNumber } from '../../data/paging.ts';
import type { Shown, Visit } from '../../page.ts';
import { counted, grouped } from '../../text/sizes.ts';

export async function organizationTreePage(visit: Visit): Promise<Shown> {
  const { query } = visit.request;
  pageNumber(query); // CKAN refuses nonsense here, although the tree has one page only.
  const q = textOf(query, 'q').trim();
  const organizations = await allGroups(visit, 'organization');
  const branches = narrowed(treeOf(organizations), q.toLowerCase());
  const body = (
    <div class="page">
      <div class="page-head">
        <div class="container">
          <h1>Organizations</h1>
          <p class="lead">Ministries and other bodies that publish data, with the branches below them.</p>
          <SearchBox id="q" q={q} action="/organization" label="Find an organization" />
        </div>
      </div>
      <div class="container narrow-left">
        <p class="results-count" role="status">
          <strong>{counted(organizations.length, 'organization')}</strong>
          {q !== '' && (
            <>
              , those with <q>{q}</q> in their name below. <a href="/organization">Show all</a>
            </>
          )}
        </p>
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
    </div>
  );
  return {
    title: q === '' ? 'Organizations' : `${q} - Organizations`,
    body,
    crumbs: [{ title: 'Organizations' }],
    canonical: '/organization',
    noindex: q !== '',
    description: 'All organizations that publish data here, as a tree.',
  };
}

/** Keeps what fits and what stands above it. */
function narrowed(branches: readonly Branch[], words: string): readonly Branch[] {
  if (words === '') return branches;
  const fits = ({ group }: Branch): boolean =>
    [titleOf(group), group.name, extraOf(group, 'short_name')].some((text) => text.toLowerCase().includes(words));
  return branches.flatMap((branch) => {
    const children = narrowed(branch.children, words);
    return fits(branch) ? [branch] : children.length > 0 ? [{ group: branch.group, children }] : [];
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
  return (
    <p class="tree-node">
      <a href={groupPath('organization', branch.group)}>{titleOf(branch.group)}</a>{' '}
      <span class="count">
        {grouped(count)}
        <span class="unseen"> {count === 1 ? 'dataset' : 'datasets'}</span>
      </span>
    </p>
  );
}
