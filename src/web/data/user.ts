/** People, and the tokens of the one who is logged in. */
import { apiTokenCreate } from '#actions/user/api_token_create.ts';
import { apiTokenList } from '#actions/user/api_token_list.ts';
import { apiTokenRevoke } from '#actions/user/api_token_revoke.ts';
import { userPatch } from '#actions/user/user_patch.ts';
import { userShow } from '#actions/user/user_show.ts';
import type { UserActor } from '#domain/actor.ts';
import { NotAuthorized } from '#domain/errors.ts';
import { userMemberships } from '#actions/user/memberships.ts';
import type { Visit } from '../page.ts';
import { plain } from './fields.ts';
import type { GroupDict, Kind } from './group.ts';

export type UserDict = {
  readonly id: string;
  readonly name: string;
  readonly display_name?: string;
  readonly fullname?: string | null;
  readonly email?: string | null;
  readonly about?: string | null;
  readonly created?: string | null;
  readonly state?: string;
  readonly sysadmin?: boolean;
  readonly number_created_packages?: number;
  readonly image_url?: string | null;
  readonly image_display_url?: string | null;
};

export type TokenDict = {
  readonly id: string;
  readonly name: string;
  readonly created_at?: string | null;
  readonly last_access?: string | null;
};

/** The one who is logged in; pages of one's own refuse everybody else. */
export function theUser(visit: Visit): UserActor {
  const { actor } = visit.request;
  if (actor.kind !== 'user') throw new NotAuthorized('Log in to see this page');
  return actor;
}

export const showUser = (visit: Visit, id: string): Promise<UserDict> => visit.ask<UserDict>(userShow, { id });

export const listTokens = (visit: Visit, user: string): Promise<readonly TokenDict[]> =>
  visit.ask<TokenDict[]>(apiTokenList, { user_id: user });

export const createToken = async (visit: Visit, user: string, name: string): Promise<string> =>
  (await visit.ask<{ token: string }>(apiTokenCreate, { user, name })).token;

export const revokeToken = (visit: Visit, jti: string): Promise<unknown> => visit.ask(apiTokenRevoke, { jti });

export const setPassword = (visit: Visit, id: string, password: string): Promise<unknown> => visit.ask(userPatch, { id, password });

/** The capacity one has, such as Editor, for those that CKAN knows; anything else as it is. */
export const capacityName = (capacity: string): string => ({ admin: 'Admin', editor: 'Editor', member: 'Member' })[capacity] ?? capacity;

/** A role somewhere, as the pages about one user list it. */
export type Membership = GroupDict & { readonly capacities: readonly string[] };

/** The roles held there, in words. */
export const rolesIn = ({ capacities }: Membership): string => [...new Set(capacities)].map(capacityName).join(', ');

const MEMBERSHIPS = { organization: userMemberships('organization'), group: userMemberships('group') };

export const membershipsOf = (visit: Visit, kind: Kind, id: string): Promise<readonly Membership[]> =>
  visit.ask<Membership[]>(MEMBERSHIPS[kind], { id });

type Named = { readonly name: string; readonly display_name?: string; readonly fullname?: string | null };

/** What somebody is called: his full name, or his user name. */
export const shownName = (user: Named): string => plain(user.display_name) || plain(user.fullname) || user.name;
