/** The front page: search first, then what there is and where to begin. */
import { packageSearch } from '#actions/package/package_search.ts';
import type { VNode } from 'preact';
import { DatasetList } from '../components/dataset-list.tsx';
import { ArrowIcon } from '../components/icons.tsx';
import { FormatTag } from '../components/marks.tsx';
import { Notes } from '../components/notes.tsx';
import { SearchBox } from '../components/search-box.tsx';
import { type DatasetDict, titleOf } from '../data/dataset.ts';
import { type Branch, type GroupDict, allGroups, groupPath, totalCount, treeOf } from '../data/group.ts';
import type { FacetItem } from '../data/search.ts';
import type { Shown, Visit } from '../page.ts';
import { withQuery } from '../text/addresses.ts';
import { excerpt } from '../text/markdown.ts';
import { byWords } from '../text/order.ts';
import { counted, grouped } from '../text/sizes.ts';
import { plain } from '../data/fields.ts';

type Answer = { count: number; results: DatasetDict[]; search_facets: Record<string, { items: FacetItem[] }> };

const NEWEST = 5;

export async function homePage(visit: Visit): Promise<Shown> {
  const { settings } = visit.catalogue.site;
  const [newest, organizations, groups] = await Promise.all([
    visit.ask<Answer>(packageSearch, {
      q: '*:*',
      rows: NEWEST,
      sort: 'metadata_modified desc',
      'facet.field': ['tags', 'res_format'],
      'facet.limit': 50,
    }),
    allGroups(visit, 'organization'),
    allGroups(visit, 'group'),
  ]);
  const body = (
    <div class="home">
      <Hero title={settings['ckan.site_title']} about={settings['ckan.site_description']} tags={topOf(newest, 'tags', 6)} />
      <Counts
        datasets={newest.count}
        organizations={organizations.length}
        groups={groups.length}
        formats={newest.search_facets.res_format?.items.length ?? 0}
      />
      {settings['ckan.site_intro_text'].trim() !== '' && (
        <section class="container prose home-intro" aria-label="Introduction">
          <Notes text={settings['ckan.site_intro_text']} />
        </section>
      )}
      <div class="container home-columns">
        <section aria-labelledby="newest-title">
          <h2 id="newest-title">Recently updated</h2>
          {newest.results.length === 0 ? (
            <p class="nothing">There are no datasets yet.</p>
          ) : (
            <DatasetList datasets={newest.results} level={3} brief />
          )}
          <p>
            <a class="more" href="/dataset?sort=metadata_modified+desc">
              All datasets <ArrowIcon />
            </a>
          </p>
        </section>
        <Organizations branches={treeOf(organizations)} />
      </div>
      <Groups groups={groups} />
      <div class="container home-columns home-last">
        <Formats items={topOf(newest, 'res_format', 16)} />
        <ForPrograms />
      </div>
    </div>
  );
  return {
    title: '',
    body,
    ownSearch: true,
    canonical: '/',
    description: settings['ckan.site_description'] || `Search the datasets of ${settings['ckan.site_title']}`,
  };
}

const topOf = (answer: Answer, field: string, most: number): readonly FacetItem[] =>
  [...(answer.search_facets[field]?.items ?? [])]
    .sort((a, b) => b.count - a.count || byWords(a.display_name, b.display_name))
    .slice(0, most);

function Hero({ title, about, tags }: { readonly title: string; readonly about: string; readonly tags: readonly FacetItem[] }): VNode {
  return (
    <section class="hero">
      <div class="container hero-inner">
        <h1>{title}</h1>
        <p class="hero-lead">{about || 'Find, understand and use public data.'}</p>
        <SearchBox id="home-q" q="" />
        {tags.length > 0 && (
          <p class="hero-terms">
            <span>Common tags:</span>{' '}
            {tags.map(({ name, display_name: shown }) => (
              <a href={withQuery('/dataset', [['tags', name]])}>{shown}</a>
            ))}
          </p>
        )}
      </div>
    </section>
  );
}

function Counts({
  datasets,
  organizations,
  groups,
  formats,
}: Readonly<Record<'datasets' | 'organizations' | 'groups' | 'formats', number>>): VNode {
  const cards = [
    ['/dataset', datasets, datasets === 1 ? 'dataset' : 'datasets'],
    ['/organization', organizations, organizations === 1 ? 'organization' : 'organizations'],
    ['/group', groups, groups === 1 ? 'group' : 'groups'],
    ['/dataset', formats, formats === 1 ? 'format' : 'formats'],
  ] as const;
  return (
    <ul class="container counts" aria-label="What is here">
      {cards.map(([href, count, name]) => (
        <li>
          <a href={href}>
            <strong>{grouped(count)}</strong> {name}
          </a>
        </li>
      ))}
    </ul>
  );
}

const MOST_ORGANIZATIONS = 8;

function Organizations({ branches }: { readonly branches: readonly Branch[] }): VNode {
  const largest = branches
    .map((branch) => ({ group: branch.group, count: totalCount(branch) }))
    .sort((a, b) => b.count - a.count)
    .slice(0, MOST_ORGANIZATIONS);
  return (
    <section aria-labelledby="organizations-title">
      <h2 id="organizations-title">Organizations</h2>
      {largest.length === 0 ? (
        <p class="nothing">There are no organizations yet.</p>
      ) : (
        <ul class="count-list">
          {largest.map(({ group, count }) => (
            <li>
              <a href={groupPath('organization', group)}>{titleOf(group)}</a>{' '}
              <span class="count">
                {grouped(count)}
                <span class="unseen"> {count === 1 ? 'dataset' : 'datasets'}</span>
              </span>
            </li>
          ))}
        </ul>
      )}
      <p>
        <a class="more" href="/organization">
          All organizations <ArrowIcon />
        </a>
      </p>
    </section>
  );
}

function Groups({ groups }: { readonly groups: readonly GroupDict[] }): VNode | null {
  if (groups.length === 0) return null;
  return (
    <section class="band" aria-labelledby="groups-title">
      <div class="container">
        <h2 id="groups-title">Explore by group</h2>
        <ul class="group-cards">
          {groups.slice(0, 6).map((group) => (
            <li class="card group-card">
              <h3>
                <a href={groupPath('group', group)}>{titleOf(group)}</a>
              </h3>
              <p>{excerpt(plain(group.description), 110)}</p>
              <p class="quiet">{counted(group.package_count ?? 0, 'dataset')}</p>
            </li>
          ))}
        </ul>
        {groups.length > 6 && (
          <p>
            <a class="more" href="/group">
              All groups <ArrowIcon />
            </a>
          </p>
        )}
      </div>
    </section>
  );
}

function Formats({ items }: { readonly items: readonly FacetItem[] }): VNode | null {
  if (items.length === 0) return null;
  return (
    <section aria-labelledby="formats-title">
      <h2 id="formats-title">By format</h2>
      <ul class="formats formats-links">
        {items.map(({ name, display_name: shown, count }) => (
          <li>
            <a href={withQuery('/dataset', [['res_format', name]])} aria-label={`${shown}, ${counted(count, 'dataset')}`}>
              <FormatTag format={shown} count={count} />
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}

const ForPrograms = (): VNode => (
  <section class="card card-accent" aria-labelledby="programs-title">
    <h2 id="programs-title">For programs</h2>
    <p>
      Everything here can be read through the CKAN Action API, and changed by those who have the right to. Reading public data needs no
      account and no key.
    </p>
    <p>
      <a class="more" href="/help/api/common-calls">
        Common calls <ArrowIcon />
      </a>
    </p>
  </section>
);
