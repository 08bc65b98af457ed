/** The members of an organization or group as a table, a page at a time, with a search where there are many. */
import type { ComponentChildren, VNode } from 'preact';
import type { Kind, MemberDict } from '../data/group.ts';
import { MEMBERS_SHOWN, type MemberPage, meaningOf } from '../data/group-members.ts';
import { capacityName, shownName } from '../data/user.ts';
import { path, withQuery } from '../text/addresses.ts';
import { counted, grouped } from '../text/sizes.ts';
import { Pager } from './pager.tsx';
import { SearchBox } from './search-box.tsx';

type Props = {
  readonly kind: Kind;
  /** Address of the page that shows it. */
  readonly base: string;
  readonly members: MemberPage;
  readonly caption: string;
  /** What can be done with each; without it there is no such column. */
  readonly actions?: (member: MemberDict) => ComponentChildren;
};

const FEW = 20;

export function GroupMembers({ kind, base, members, caption, actions }: Props): VNode {
  const { q, page, all, found, shown } = members;
  const last = Math.ceil(found / MEMBERS_SHOWN);
  const addressOf = (number: number): string =>
    withQuery(base, [
      ['q', q],
      ['page', number > 1 ? String(number) : ''],
    ]);
  return (
    <>
      {all > FEW && <SearchBox id="q" q={q} action={base} label="Find a member" />}
      <p class="members-count" role="status">
        <strong>{counted(found, 'member')}</strong>
        {q !== '' && (
          <>
            {' '}
            with <q>{q}</q> in their name. <a href={base}>Show all {grouped(all)}</a>
          </>
        )}
      </p>
      {shown.length === 0 ? (
        <p class="nothing">
          {all === 0 ? (
            `This ${kind} has no members.`
          ) : found === 0 ? (
            'No member matches these words.'
          ) : (
            <>
              The list has fewer pages than that. <a href={addressOf(last)}>Go to its last page</a>
            </>
          )}
        </p>
      ) : (
        <Table caption={caption} shown={shown} actions={actions} />
      )}
      <Pager page={page} last={last} addressOf={addressOf} />
    </>
  );
}

type TableProps = Pick<Props, 'caption' | 'actions'> & { readonly shown: readonly MemberDict[] };

const Table = ({ caption, shown, actions }: TableProps): VNode => (
  <table class="list-table">
    <caption class="unseen">{caption}</caption>
    <thead>
      <tr>
        <th scope="col">Name</th>
        <th scope="col">Role</th>
        {actions !== undefined && (
          <th scope="col">
            <span class="unseen">Actions</span>
          </th>
        )}
      </tr>
    </thead>
    <tbody>
      {shown.map((member) => (
        <tr>
          <th scope="row">
            <a href={path('user', member.name)}>{shownName(member)}</a>
            {shownName(member) !== member.name && <span class="quiet"> {member.name}</span>}
          </th>
          <td data-label="Role">{capacityName(member.capacity ?? '')}</td>
          {actions !== undefined && <td class="row-actions">{actions(member)}</td>}
        </tr>
      ))}
    </tbody>
  </table>
);

/** What each role of a kind lets one do. */
export const RoleMeanings = ({ kind, roles }: { readonly kind: Kind; readonly roles: readonly string[] }): VNode => (
  <dl class="role-meanings">
    {roles.map((role) => (
      <div>
        <dt>{capacityName(role)}</dt>
        <dd>{meaningOf(kind, role)}</dd>
      </div>
    ))}
  </dl>
);
