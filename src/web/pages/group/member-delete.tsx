/** Taking somebody out of an organization or group, oneself included, after a question. */
import { NotAuthorized, NotFound } from '#domain/errors.ts';
import type { PageResponse } from '#domain/page.ts';
import type { VNode } from 'preact';
import { Confirm } from '../../components/confirm.tsx';
import { titleOf } from '../../data/dataset.ts';
import { textOf } from '../../data/fields.ts';
import type { Kind, MemberDict } from '../../data/group.ts';
import { removeMember } from '../../data/group-changes.ts';
import { listMembers } from '../../data/group-members.ts';
import { crumbsTo, presentAddress } from '../../data/group-place.ts';
import { capacityName, shownName } from '../../data/user.ts';
import type { Page, Shown, Visit } from '../../page.ts';
import { path, withQuery } from '../../text/addresses.ts';
import { done } from './saving.tsx';
import { lookAt } from './show.tsx';

export const deleteMemberPage =
  (kind: Kind): Page =>
  async (visit: Visit): Promise<Shown | PageResponse> => {
    const { group, above, mayManage } = await lookAt(visit, kind);
    if (!mayManage) throw new NotAuthorized();
    const moved = presentAddress(visit, group, (name) => path(kind, 'member_delete', name));
    if (moved !== undefined) return moved;
    const { query, form, method, actor } = visit.request;
    const ref = textOf(query, 'user') || textOf(form, 'user');
    const members = await listMembers(visit, kind, group.id);
    const member = members.find(({ id, name }) => id === ref || name === ref);
    if (member === undefined) throw new NotFound();
    const isSelf = actor.kind === 'user' && actor.id === member.id;
    const list = path(kind, 'manage_members', group.name);
    if (method === 'POST') {
      // CKAN's form has a second button, for those who think better of it.
      if (Object.hasOwn(form, 'cancel')) return { status: 303, redirect: list };
      await removeMember(visit, kind, group, member.id);
      return isSelf ? done(kind, group, 'left') : { status: 303, redirect: withQuery(list, [['done', 'removed']]) };
    }
    const title = isSelf ? `Leave “${titleOf(group)}”?` : `Remove ${shownName(member)} from “${titleOf(group)}”?`;
    const isLast = member.capacity === 'admin' && members.filter(({ capacity }) => capacity === 'admin').length === 1;
    return {
      title,
      body: (
        <Confirm
          request={visit.request}
          title={title}
          action={withQuery(path(kind, 'member_delete', group.name), [['user', member.name]])}
          confirm={isSelf ? `Leave the ${kind}` : 'Remove the member'}
          cancel={list}
        >
          <Consequences kind={kind} member={member} isSelf={isSelf} isLast={isLast} />
        </Confirm>
      ),
      crumbs: crumbsTo(kind, group, above, isSelf ? 'Leave' : 'Remove a member'),
      noindex: true,
    };
  };

type Props = { readonly kind: Kind; readonly member: MemberDict; readonly isSelf: boolean; readonly isLast: boolean };

const Consequences = ({ kind, member, isSelf, isLast }: Props): VNode => (
  <>
    <p>
      {isSelf
        ? `You lose your role here (${capacityName(member.capacity ?? '')}) and can no longer manage this ${kind}. You cannot undo this yourself.`
        : `${shownName(member)} (${member.name}) loses the role ${capacityName(member.capacity ?? '')} at once. The account stays, and the role can be given again.`}
    </p>
    {isLast && (
      <p>
        <strong>
          {isSelf ? 'You are' : 'This is'} the only administrator. Afterwards only system administrators, or administrators above, can
          manage this {kind}.
        </strong>
      </p>
    )}
  </>
);
