/** The datasets of an organization or group with its description and relatives, and the page of its full description. */
import type { VNode } from 'preact';
import { titleOf } from '../data/dataset.ts';
import { plain } from '../data/fields.ts';
import { type Branch, type GroupDict, type Kind, groupPath, totalCount, withDescendants } from '../data/group.ts';
import { type Found, type Search, pairsOf } from '../data/search.ts';
import { path, safeAddress, withQuery } from '../text/addresses.ts';
import { labelOf } from '../text/known-fields.ts';
import { excerpt } from '../text/markdown.ts';
import { counted, grouped } from '../text/sizes.ts';
import { InfoTable, InfoValue } from './additional-info.tsx';
import { When } from './marks.tsx';
import { HiddenFields } from './hidden-fields.tsx';
import { Notes } from './notes.tsx';
import { Nothing, Results } from './results.tsx';
import { SearchBox } from './search-box.tsx';

type Props = {
  readonly kind: Kind;
  readonly group: GroupDict;
  readonly branch: Branch;
  readonly search: Search;
  readonly found: Found;
  readonly rows: number;
  /** Datasets of the branches below are left out. */
  readonly alone: boolean;
  /** Address of the form for a new dataset in it, for those who may make one. */
  readonly toAdd: string | undefined;
};

export function GroupBody({ kind, group, branch, search, found, rows, alone, toAdd }: Props): VNode {
  const base = groupPath(kind, group);
  return (
    <div class="container">
      <About kind={kind} group={group} branch={branch} />
      {branch.children.length > 0 && <Branches kind={kind} branch={branch} base={base} alone={alone} />}
      <div class="group-datasets">
        <div class="section-head">
          <h2>Datasets</h2>
          {toAdd !== undefined && (
            <a class="button secondary small" href={toAdd}>
              Add a dataset
            </a>
          )}
        </div>
        {(found.count > 0 || search.q !== '' || found.complaint !== undefined) && (
          <SearchBox id="q" q={search.q} action={base} label={`Search datasets of ${titleOf(group)}`}>
            <HiddenFields pairs={pairsOf(search)} except={['q']} />
          </SearchBox>
        )}
      </div>
      <Results
        base={base}
        search={search}
        found={found}
        rows={rows}
        level={3}
        nothing={
          search.q !== '' || search.chosen.size > 0 ? (
            <Nothing base={base} search={search} found={found} all={`Show all datasets of this ${kind}`} />
          ) : (
            <p class="nothing-title">This {kind} has no datasets yet.</p>
          )
        }
      />
      <p class="machine-copies">
        For programs: <a href={withQuery(`/api/3/action/${kind}_show`, [['id', group.name]])}>this {kind} as JSON</a>,{' '}
        <a href={feedOf(kind, group)}>new datasets as an Atom feed</a>. Its name is <code>{group.name}</code>, its id{' '}
        <code>{group.id}</code>.
      </p>
    </div>
  );
}

export const feedOf = (kind: Kind, group: GroupDict): string => `${path('feeds', kind, group.name)}.atom`;

const SHORT = 420;

type OwnProps = { readonly kind: Kind; readonly group: GroupDict; readonly branch: Branch };

function About({ kind, group, branch }: OwnProps): VNode {
  const about = plain(group.description);
  const site = siteOf(group);
  const own = group.package_count ?? 0;
  const total = totalCount({ group: { ...branch.group, package_count: own }, children: branch.children });
  return (
    <section class="group-about" aria-label={`About this ${kind}`}>
      {about.length > SHORT ? <p>{excerpt(about, SHORT)}</p> : about !== '' && <Notes text={about} top={2} />}
      <p class="group-facts">
        <span>{counted(own, 'dataset')}</span>
        {total > own && <span>{grouped(total)} with its branches</span>}
        {group.member_count !== undefined && (
          <span>
            <a href={path(kind, 'members', group.name)}>{counted(group.member_count, 'member')}</a>
          </span>
        )}
        {about.length > SHORT && (
          <span>
            <a href={path(kind, 'about', group.name)}>Full description</a>
          </span>
        )}
        {site !== undefined && (
          <span>
            <a href={site} rel="nofollow noopener">
              Web site
            </a>
          </span>
        )}
      </p>
    </section>
  );
}

const siteOf = (group: GroupDict): string | undefined => safeAddress(group.extras?.find(({ key }) => key === 'url')?.value);

type BranchesProps = { readonly kind: Kind; readonly branch: Branch; readonly base: string; readonly alone: boolean };

function Branches({ kind, branch, base, alone }: BranchesProps): VNode {
  const below = withDescendants(branch).length - 1;
  return (
    <section class="branches" aria-labelledby="branches-title">
      <h2 id="branches-title">Branches</h2>
      <BranchList kind={kind} branches={branch.children.slice(0, FEW_BRANCHES)} />
      {branch.children.length > FEW_BRANCHES && (
        <details class="more-branches">
          <summary>{grouped(branch.children.length - FEW_BRANCHES)} more</summary>
          <BranchList kind={kind} branches={branch.children.slice(FEW_BRANCHES)} />
        </details>
      )}
      <p class="quiet">
        {alone ? (
          <>
            Datasets of the branches are left out below. <a href={base}>Include them</a>
          </>
        ) : (
          <>
            Datasets of {below === 1 ? 'the branch' : `all ${grouped(below)} branches`} are included below.{' '}
            <a href={withQuery(base, [['include_children', 'false']])}>Leave them out</a>
          </>
        )}
      </p>
    </section>
  );
}

const FEW_BRANCHES = 12;

const BranchList = ({ kind, branches }: { readonly kind: Kind; readonly branches: readonly Branch[] }): VNode => (
  <ul class="count-list">
    {branches.map((child) => {
      const count = totalCount(child);
      return (
        <li>
          <a href={groupPath(kind, child.group)}>{titleOf(child.group)}</a>{' '}
          <span class="count">
            {grouped(count)}
            <span class="unseen"> {count === 1 ? 'dataset' : 'datasets'}</span>
          </span>
        </li>
      );
    })}
  </ul>
);

/** The full description and the further fields. */
export function GroupAbout({ group }: { readonly group: GroupDict }): VNode {
  const about = plain(group.description);
  const extras = (group.extras ?? [])
    .filter(({ value }) => plain(value) !== '')
    .map(({ key, value }) => [key === 'url' ? 'Web site' : labelOf(key), <InfoValue value={value} />] as const);
  return (
    <div class="container narrow">
      <h2 class="unseen">Description</h2>
      {about === '' ? <p class="quiet">There is no description yet.</p> : <Notes text={about} />}
      <section class="section" aria-labelledby="details-title">
        <h2 id="details-title">Details</h2>
        <InfoTable
          label="Details"
          rows={[
            ...extras,
            ...(group.created ? [['Created', <When value={group.created} />] as const] : []),
            ['Name', <code>{group.name}</code>],
            ['Id', <code>{group.id}</code>],
          ]}
        />
      </section>
    </div>
  );
}
