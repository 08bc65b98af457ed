/** The members of an organization or group: who they are, in which order, and what their roles mean. */
import { NotAuthorized } from '#domain/errors.ts';
import type { Fields } from '#domain/page.ts';
import type { Visit } from '../page.ts';
import { byWords } from '../text/order.ts';
import { textOf } from './fields.ts';
import { type GroupDict, type Kind, LIST, type MemberDict, SHOW } from './group.ts';
import { pageNumber } from './paging.ts';
import { shownName } from './user.ts';

/** What CKAN offers for each kind, the strongest first; a group's editors come from the API only. */
export const ROLES: Readonly<Record<Kind, readonly string[]>> = {
  organization: ['admin', 'editor', 'member'],
  group: ['admin', 'member'],
};

const MEANINGS: Readonly<Record<Kind, Readonly<Record<string, string>>>> = {
  organization: {
    admin: 'Changes the organization, its members and all of its datasets, private ones too, and may delete it.',
    editor: 'Adds, changes and deletes datasets of the organization. Does not manage members.',
    member: 'Sees the private datasets of the organization. Changes nothing.',
  },
  group: {
    admin: 'Changes the group and its members, and may delete it. Adds and removes datasets.',
    editor: 'Adds and removes datasets.',
    member: 'Adds datasets to the group and removes them.',
  },
};

export const meaningOf = (kind: Kind, role: string): string => MEANINGS[kind][role] ?? '';

const RANKS = ['admin', 'editor', 'member'];
const rankOf = ({ capacity = '' }: MemberDict): number => (RANKS.includes(capacity) ? RANKS.indexOf(capacity) : RANKS.length);

const inOrder = (members: readonly MemberDict[]): readonly MemberDict[] =>
  members.toSorted((a, b) => rankOf(a) - rankOf(b) || byWords(shownName(a), shownName(b)) || byWords(a.name, b.name));

/** The strongest roles first. Refused where people are not public and the visitor is no member. */
export async function listMembers(visit: Visit, kind: Kind, id: string): Promise<readonly MemberDict[]> {
  const { users = [] } = await visit.ask<GroupDict>(SHOW[kind], {
    id,
    include_users: true,
    include_dataset_count: false,
    include_extras: false,
    include_followers: false,
    include_tags: false,
  });
  return inOrder(users);
}

/** A role that somebody has through a group above. */
export type Inherited = { readonly from: GroupDict; readonly member: MemberDict };

/** Those who hold a role in one of the groups above that counts below as well; asked for once. */
export async function listInherited(visit: Visit, kind: Kind, above: readonly GroupDict[]): Promise<readonly Inherited[]> {
  const { settings } = visit.catalogue.site;
  const cascading = settings['ckan.auth.roles_that_cascade_to_sub_groups'];
  const asked = above.slice(0, settings['ckan.group_and_organization_list_all_fields_max']);
  if (asked.length === 0 || cascading.length === 0) return [];
  const groups = await orNothing(
    visit.ask<GroupDict[]>(LIST[kind], {
      [`${kind}s`]: asked.map(({ name }) => name),
      all_fields: true,
      include_users: true,
      include_dataset_count: false,
      limit: asked.length,
      offset: 0,
    }),
  );
  return groups.flatMap((from) =>
    inOrder((from.users ?? []).filter(({ capacity = '' }) => cascading.includes(capacity))).map((member) => ({ from, member })),
  );
}

/** Where people are not public, those above may be hidden from an administrator below. */
async function orNothing<One>(list: Promise<readonly One[]>): Promise<readonly One[]> {
  try {
    return await list;
  } catch (error) {
    if (error instanceof NotAuthorized) return [];
    throw error;
  }
}

export const MEMBERS_SHOWN = 50;

export type MemberSearch = { readonly q: string; readonly page: number };

export const readMemberSearch = (query: Fields): MemberSearch => ({ q: textOf(query, 'q').trim(), page: pageNumber(query) });

export type MemberPage = MemberSearch & { readonly all: number; readonly found: number; readonly shown: readonly MemberDict[] };

export function pageOfMembers(members: readonly MemberDict[], { q, page }: MemberSearch): MemberPage {
  const words = q.toLowerCase();
  const found = members.filter((member) => `${shownName(member)} ${member.name}`.toLowerCase().includes(words));
  const shown = found.slice((page - 1) * MEMBERS_SHOWN, page * MEMBERS_SHOWN);
  return { q, page, all: members.length, found: found.length, shown };
}
