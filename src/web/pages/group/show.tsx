/** One organization or group: what it is, what stands above and below it, and its datasets. */
import type { PageResponse } from '#domain/page.ts';
import { GroupAbout, GroupBody, feedOf } from '../../components/group-body.tsx';
import { GroupHead } from '../../components/group-head.tsx';
import { titleOf } from '../../data/dataset.ts';
import { type Branch, type GroupDict, type Kind, PLURAL, allGroups, groupPath, showGroup, withDescendants } from '../../data/group.ts';
import { addressToAdd, mayDelete, mayManage } from '../../data/group-changes.ts';
import { type Place, crumbsTo, placeOf, presentAddress } from '../../data/group-place.ts';
import { presentSearch } from '../../data/present-search.ts';
import { anyOf, readSearch, runSearch } from '../../data/search.ts';
import { plain, textOf } from '../../data/fields.ts';
import type { Page, Shown, Visit } from '../../page.ts';
import { path } from '../../text/addresses.ts';
import { excerpt } from '../../text/markdown.ts';
import { orNotFound } from '../hidden.ts';
import { Restorable } from './restorable.tsx';
import { GroupTold } from './told.tsx';

/** The query parameter that leaves the branches below out. */
const ALONE = 'include_children';

export type Looked = Place & { readonly group: GroupDict; readonly mayManage: boolean; readonly mayDelete: boolean };

/** The group of an address with its surroundings, as every page about one wants them. */
export async function lookAt(visit: Visit, kind: Kind): Promise<Looked> {
  const [group, all] = await Promise.all([orNotFound(visit, showGroup(visit, kind, visit.params.id ?? '')), allGroups(visit, kind)]);
  const manages = await mayManage(visit, kind, group);
  return { group, mayManage: manages, mayDelete: manages && (await mayDelete(visit, kind, group)), ...placeOf(group, all) };
}

export const showGroupPage =
  (kind: Kind): Page =>
  async (visit: Visit): Promise<Shown | PageResponse> => {
    const { group, parents, above, branch, mayManage: manages } = await lookAt(visit, kind);
    const moved = presentAddress(visit, group, (name) => path(kind, name));
    if (moved !== undefined) return moved;
    const { settings } = visit.catalogue.site;
    const rows = settings['ckan.datasets_per_page'];
    const alone = /^(false|no|0)$/i.test(textOf(visit.request.query, ALONE));
    const facets = settings['search.facets'].filter((field) => field !== ownFacet(kind) || (branch.children.length > 0 && !alone));
    const search = readSearch(visit.request.query, facets, alone ? [[ALONE, 'false']] : []);
    const [found, toAdd] = await Promise.all([
      runSearch(visit, search, { filters: [filterOf(kind, group, branch, alone)], facets, rows }),
      addressToAdd(visit, kind, group),
    ]);
    const renamed = await presentSearch(visit, groupPath(kind, group), search, found);
    if (renamed !== undefined) return renamed;
    const title = titleOf(group);
    return {
      title: `${title} - ${PLURAL[kind]}${search.page > 1 ? ` - Page ${search.page}` : ''}`,
      body: (
        <div class="page">
          <GroupHead kind={kind} group={group} tab="datasets" parents={parents} mayManage={manages} />
          <GroupTold visit={visit} kind={kind} />
          <Restorable visit={visit} kind={kind} group={group} />
          <GroupBody kind={kind} group={group} branch={branch} search={search} found={found} rows={rows} alone={alone} toAdd={toAdd} />
        </div>
      ),
      status: found.complaint === undefined ? 200 : 400,
      crumbs: crumbsTo(kind, group, above),
      description: excerpt(plain(group.description), 158) || `Datasets ${kind === 'group' ? 'about' : 'published by'} ${title}`,
      canonical: groupPath(kind, group),
      noindex: group.state === 'deleted' || search.page > 1 || search.q !== '' || search.chosen.size > 0,
      head: <link rel="alternate" type="application/atom+xml" title={`New datasets of ${title}`} href={feedOf(kind, group)} />,
    };
  };

/** Which facet tells the groups of one kind apart; among branches it tells them from each other. */
const ownFacet = (kind: Kind): string => (kind === 'organization' ? 'organization' : 'groups');

function filterOf(kind: Kind, group: GroupDict, branch: Branch, alone: boolean): string {
  const members = alone ? [group] : [group, ...withDescendants(branch).slice(1)];
  return kind === 'organization'
    ? anyOf(
        'owner_org',
        members.map(({ id }) => id),
      )
    : anyOf(
        'groups',
        members.map(({ name }) => name),
      );
}

export const aboutGroupPage =
  (kind: Kind): Page =>
  async (visit: Visit): Promise<Shown | PageResponse> => {
    const { group, parents, above, mayManage: manages } = await lookAt(visit, kind);
    const moved = presentAddress(visit, group, (name) => path(kind, 'about', name));
    if (moved !== undefined) return moved;
    return {
      title: `About ${titleOf(group)} - ${PLURAL[kind]}`,
      body: (
        <div class="page">
          <GroupHead kind={kind} group={group} tab="about" parents={parents} mayManage={manages} />
          <GroupAbout group={group} />
        </div>
      ),
      crumbs: crumbsTo(kind, group, above, 'About'),
      canonical: path(kind, 'about', group.name),
      noindex: group.state === 'deleted',
    };
  };
