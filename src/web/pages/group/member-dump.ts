/** The members of an organization or group as a table for spreadsheets. */
import { userList } from '#actions/user/user_list.ts';
import { isSysadmin } from '#domain/actor.ts';
import { NotFound } from '#domain/errors.ts';
import type { PageResponse } from '#domain/page.ts';
import { plain } from '../../data/fields.ts';
import type { Kind, MemberDict } from '../../data/group.ts';
import { listMembers } from '../../data/group-members.ts';
import { presentAddress } from '../../data/group-place.ts';
import { capacityName } from '../../data/user.ts';
import type { Page, Visit } from '../../page.ts';
import { path } from '../../text/addresses.ts';
import { csvOf } from '../../text/csv.ts';
import { lookAt } from './show.tsx';

export const memberDumpPage =
  (kind: Kind): Page =>
  async (visit: Visit): Promise<PageResponse> => {
    const { group, mayManage } = await lookAt(visit, kind);
    // CKAN: nobody else is told that there is such a table.
    if (!mayManage) throw new NotFound();
    const moved = presentAddress(visit, group, (name) => path(kind, 'member_dump', name));
    if (moved !== undefined) return moved;
    const [members, addresses] = await Promise.all([listMembers(visit, kind, group.id), addressesFor(visit)]);
    const row = ({ id, name, fullname, capacity = '' }: MemberDict): string[] => [
      name,
      addresses.get(id) ?? '',
      plain(fullname),
      capacityName(capacity),
    ];
    return {
      contentType: 'text/csv; charset=utf-8',
      body: csvOf([['Username', 'Email', 'Name', 'Role'], ...members.map(row)]),
      headers: { 'Content-Disposition': `attachment; filename="${group.name.replace(/[^\w-]/g, '_')}-members.csv"` },
    };
  };

/**
 * E-mail addresses by user id, for those whom the API tells them. Anybody may make a group and put
 * anybody in, so an administrator's role opens nobody's address.
 */
async function addressesFor(visit: Visit): Promise<ReadonlyMap<string, string>> {
  if (!isSysadmin(visit.request.actor)) return new Map();
  const users = await visit.ask<readonly MemberDict[]>(userList, {});
  return new Map(users.flatMap(({ id, email }) => (email ? [[id, email]] : [])));
}
