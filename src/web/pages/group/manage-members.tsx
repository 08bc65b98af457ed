/** The members of an organization or group for its administrators: roles given, changed and taken. */
import { NotAuthorized } from '#domain/errors.ts';
import type { PageResponse } from '#domain/page.ts';
import type { VNode } from 'preact';
import { GroupManageHead } from '../../components/group-manage.tsx';
import { GroupMembers, RoleMeanings } from '../../components/group-members.tsx';
import { Told } from '../../components/told.tsx';
import { titleOf } from '../../data/dataset.ts';
import { type Kind, type MemberDict, allGroups, groupPath } from '../../data/group.ts';
import {
  type Inherited,
  type MemberPage,
  ROLES,
  listInherited,
  listMembers,
  pageOfMembers,
  readMemberSearch,
} from '../../data/group-members.ts';
import { ancestorsOf, crumbsTo, presentAddress } from '../../data/group-place.ts';
import { capacityName, shownName } from '../../data/user.ts';
import type { Page, Shown, Visit } from '../../page.ts';
import { path, withQuery } from '../../text/addresses.ts';
import { type Looked, lookAt } from './show.tsx';

const DONE: Readonly<Record<string, string>> = {
  given: 'The role is given.',
  removed: 'The member is removed.',
};

export const manageMembersPage =
  (kind: Kind): Page =>
  async (visit: Visit): Promise<Shown | PageResponse> => {
    const looked = await lookAt(visit, kind);
    const { group, above } = looked;
    if (!looked.mayManage) throw new NotAuthorized();
    const moved = presentAddress(visit, group, (name) => path(kind, 'manage_members', name));
    if (moved !== undefined) return moved;
    const ancestors = ancestorsOf(group, await allGroups(visit, kind));
    const [members, inherited] = await Promise.all([listMembers(visit, kind, group.id), listInherited(visit, kind, ancestors)]);
    const page = pageOfMembers(members, readMemberSearch(visit.request.query));
    return {
      title: `Members - ${titleOf(group)}`,
      body: <Body visit={visit} kind={kind} looked={looked} members={page} inherited={inherited} />,
      crumbs: crumbsTo(kind, group, above, 'Members'),
      noindex: true,
    };
  };

type Props = {
  readonly visit: Visit;
  readonly kind: Kind;
  readonly looked: Looked;
  readonly members: MemberPage;
  readonly inherited: readonly Inherited[];
};

function Body({ visit, kind, looked, members, inherited }: Props): VNode {
  const { group } = looked;
  return (
    <div class="container page editing">
      <GroupManageHead kind={kind} group={group} section="members" title="Members" mayDelete={looked.mayDelete} />
      <Told request={visit.request} texts={DONE} />
      <div class="columns">
        <div class="column-main">
          <p class="page-actions">
            <a class="button" href={path(kind, 'member_new', group.name)}>
              Add a member
            </a>
            <a href={path(kind, 'member_dump', group.name)}>Download as CSV</a>
          </p>
          <GroupMembers
            kind={kind}
            base={path(kind, 'manage_members', group.name)}
            members={members}
            caption={`Members of ${titleOf(group)} with their roles`}
            actions={(member) => <MemberActions kind={kind} group={group.name} member={member} />}
          />
          <InheritedRoles kind={kind} inherited={inherited} />
        </div>
        <aside class="column-side" aria-label="About roles">
          <section class="card">
            <h2>What the roles mean</h2>
            <RoleMeanings kind={kind} roles={ROLES[kind]} />
          </section>
        </aside>
      </div>
    </div>
  );
}

function MemberActions({ kind, group, member }: { readonly kind: Kind; readonly group: string; readonly member: MemberDict }): VNode {
  const to = (page: string): string => withQuery(path(kind, page, group), [['user', member.name]]);
  return (
    <>
      <a class="button secondary small" href={to('member_new')}>
        Edit<span class="unseen"> the role of {shownName(member)}</span>
      </a>
      <a class="button secondary small" href={to('member_delete')}>
        Remove<span class="unseen"> {shownName(member)}</span>
      </a>
    </>
  );
}

const InheritedRoles = ({ kind, inherited }: { readonly kind: Kind; readonly inherited: readonly Inherited[] }): VNode | null =>
  inherited.length === 0 ? null : (
    <section class="section" aria-labelledby="inherited-title">
      <h2 id="inherited-title">Inherited roles</h2>
      <p>These people have their role through {kind === 'organization' ? 'an organization' : 'a group'} above, and it is changed there.</p>
      <ul class="plain-list">
        {inherited.map(({ from, member }) => (
          <li>
            <a href={path('user', member.name)}>{shownName(member)}</a>: {capacityName(member.capacity ?? '')} through{' '}
            <a href={groupPath(kind, from)}>{titleOf(from)}</a>
          </li>
        ))}
      </ul>
    </section>
  );
