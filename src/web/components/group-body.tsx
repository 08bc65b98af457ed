/** The page of an organization or group: head, description, relatives, and its datasets. */
import type { VNode } from 'preact';
import { titleOf } from '../data/dataset.ts';
import { plain } from '../data/fields.ts';
import { type Branch, type GroupDict, type Kind, groupPath, totalCount } from '../data/group.ts';
import { type Found, type Search, pairsOf } from '../data/search.ts';
import { path, safeAddress, withQuery } from '../text/addresses.ts';
import { excerpt } from '../text/markdown.ts';
import { counted, grouped } from '../text/sizes.ts';
import { InfoTable, InfoValue, labelOf } from './additional-info.tsx';
import { HiddenFields } from './hidden-fields.tsx';
import { Notes } from './notes.tsx';
import { Results } from './results.tsx';
import { SearchBox } from './search-box.tsx';

type Props = {
  readonly kind: Kind;
  readonly group: GroupDict;
  readonly search: Search;
  readonly found: Found;
  readonly rows: number;
  readonly parents?: readonly GroupDict[];
  readonly branches?: readonly Branch[];
  /** Datasets of the branches below are left out. */
  readonly alone?: boolean;
};

export function GroupBody({ kind, group, search, found, rows, parents = [], branches = [], alone = false }: Props): VNode {
  const base = groupPath(kind, group);
  const title = titleOf(group);
  return (
    <div class="page">
      <header class="page-head">
        <div class="container">
          <h1>{title}</h1>
          <Parents parents={parents} />
          <About kind={kind} group={group} />
        </div>
      </header>
      <div class="container">
        {branches.length > 0 && <Branches branches={branches} base={base} alone={alone} />}
        <div class="group-datasets">
          <h2>Datasets</h2>
          <SearchBox id="q" q={search.q} action={base} label={`Search datasets of ${title}`}>
            <HiddenFields pairs={pairsOf(search)} except={['q']} />
          </SearchBox>
        </div>
        <Results
          base={base}
          search={search}
          found={found}
          rows={rows}
          level={3}
          nothing={<Nothing kind={kind} base={base} narrowed={search.q !== '' || search.chosen.size > 0} />}
        />
        <p class="machine-copies">
          For programs: <a href={withQuery(`/api/3/action/${kind}_show`, [['id', group.name]])}>this {kind} as JSON</a>. Its name is{' '}
          <code>{group.name}</code>, its id <code>{group.id}</code>.
        </p>
      </div>
    </div>
  );
}

const Nothing = ({ kind, base, narrowed }: { readonly kind: Kind; readonly base: string; readonly narrowed: boolean }): VNode =>
  narrowed ? (
    <>
      <p class="nothing-title">Nothing fits this search.</p>
      <p>
        <a href={base}>Show all datasets of this {kind}</a>
      </p>
    </>
  ) : (
    <p class="nothing-title">This {kind} has no datasets yet.</p>
  );

const Parents = ({ parents }: { readonly parents: readonly GroupDict[] }): VNode | null =>
  parents.length === 0 ? null : (
    <p class="published-by">
      Part of{' '}
      {parents.map((parent, index) => (
        <>
          {index > 0 && ', '}
          <a href={groupPath('organization', parent)}>{titleOf(parent)}</a>
        </>
      ))}
    </p>
  );

const SHORT = 420;

function About({ kind, group }: { readonly kind: Kind; readonly group: GroupDict }): VNode {
  const about = plain(group.description);
  const site = safeAddress(group.extras?.find(({ key }) => key === 'url')?.value);
  return (
    <div class="group-about">
      {about.length > SHORT ? <p>{excerpt(about, SHORT)}</p> : about !== '' && <Notes text={about} />}
      <p class="group-links">
        <a href={path(kind, 'about', group.name)}>About this {kind}</a>
        {site !== undefined && (
          <a href={site} rel="nofollow noopener">
            Web site
          </a>
        )}
      </p>
    </div>
  );
}

function Branches({
  branches,
  base,
  alone,
}: {
  readonly branches: readonly Branch[];
  readonly base: string;
  readonly alone: boolean;
}): VNode {
  return (
    <section class="branches" aria-labelledby="branches-title">
      <h2 id="branches-title">Branches</h2>
      <ul class="count-list">
        {branches.map((branch) => {
          const count = totalCount(branch);
          return (
            <li>
              <a href={groupPath('organization', branch.group)}>{titleOf(branch.group)}</a>{' '}
              <span class="count">
                {grouped(count)}
                <span class="unseen"> {count === 1 ? 'dataset' : 'datasets'}</span>
              </span>
            </li>
          );
        })}
      </ul>
      <p class="quiet">
        {alone ? (
          <>
            Datasets of the branches are left out below. <a href={base}>Include them</a>
          </>
        ) : (
          <>
            Datasets of the branches are included below. <a href={withQuery(base, [['include_children', 'false']])}>Leave them out</a>
          </>
        )}
      </p>
    </section>
  );
}

/** The page of the full description. */
export function GroupAbout({ kind, group }: { readonly kind: Kind; readonly group: GroupDict }): VNode {
  const about = plain(group.description);
  const extras = (group.extras ?? [])
    .filter(({ value }) => plain(value) !== '')
    .map(({ key, value }) => [labelOf(key), <InfoValue value={value} />] as const);
  return (
    <div class="container narrow page">
      <h1>About {titleOf(group)}</h1>
      {about === '' ? <p class="quiet">There is no description yet.</p> : <Notes text={about} />}
      <h2>Details</h2>
      <InfoTable label="Details" rows={[['Name', <code>{group.name}</code>], ['Id', <code>{group.id}</code>], ...extras]} />
      <p>
        <a class="button secondary" href={groupPath(kind, group)}>
          {counted(group.package_count ?? 0, 'dataset')}
        </a>
      </p>
    </div>
  );
}
