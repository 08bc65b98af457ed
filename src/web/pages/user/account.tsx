/** Account Settings: who one is here, and the account key at the bottom left, as B.C.'s guide to the API says. */
import type { PageResponse } from '#domain/page.ts';
import type { VNode } from 'preact';
import { AccountKey } from '../../components/account-key.tsx';
import { When } from '../../components/marks.tsx';
import { Notes } from '../../components/notes.tsx';
import { Told } from '../../components/told.tsx';
import { UserPicture } from '../../components/user-picture.tsx';
import { plain, textOf } from '../../data/fields.ts';
import { type Kind, groupPath } from '../../data/group.ts';
import { titleOf } from '../../data/dataset.ts';
import {
  type Membership,
  type TokenDict,
  type UserDict,
  listTokens,
  membershipsOf,
  rolesIn,
  showUser,
  shownName,
  theUser,
} from '../../data/user.ts';
import type { Shown, Visit } from '../../page.ts';
import { path, withQuery } from '../../text/addresses.ts';
import { TokenSection } from './tokens.tsx';
import { showLogIn } from './log-in.tsx';

const DONE: Readonly<Record<string, string>> = {
  password: 'Your password is changed. Other places where you were logged in have to log in again.',
  profile: 'Your profile is saved.',
  registered: 'Your account is created, and you are logged in. Welcome.',
  key: 'You have a new API key. The old one no longer works.',
  revoked: 'The token no longer works.',
};

export async function accountPage(visit: Visit): Promise<Shown | PageResponse> {
  const { request, catalogue } = visit;
  const listed = ['q', 'order_by', 'page'].filter((name) => Object.hasOwn(request.query, name));
  if (listed.length > 0)
    return {
      redirect: withQuery(
        '/users',
        listed.map((name) => [name, textOf(request.query, name)]),
      ),
    };
  // CKAN lists users here for everybody; B.C. leads people to their own page.
  if (request.actor.kind !== 'user') return showLogIn(visit, '/user');
  const actor = theUser(visit);
  const [user, key, tokens, roles] = await Promise.all([
    showUser(visit, actor.id),
    catalogue.accountKey(actor),
    listTokens(visit, actor.id),
    rolesOf(visit),
  ]);
  return {
    title: 'Account Settings',
    body: <AccountBody visit={visit} user={user} accountKey={key} tokens={tokens} roles={roles} />,
    crumbs: [{ title: 'Account Settings' }],
    noindex: true,
    secret: true,
  };
}

export async function regenerateKey(visit: Visit): Promise<PageResponse> {
  await visit.catalogue.accountKey(theUser(visit), true);
  return { status: 303, redirect: '/user?done=key' };
}

type Role = Membership & { readonly kind: Kind };

async function rolesOf(visit: Visit): Promise<readonly Role[]> {
  const { id } = theUser(visit);
  const kinds: readonly Kind[] = ['organization', 'group'];
  const roles = await Promise.all(kinds.map(async (kind) => (await membershipsOf(visit, kind, id)).map((one) => ({ ...one, kind }))));
  return roles.flat();
}

type Props = {
  readonly visit: Visit;
  readonly user: UserDict;
  readonly accountKey: string;
  readonly tokens: readonly TokenDict[];
  readonly roles: readonly Role[];
};

function AccountBody({ visit, user, accountKey, tokens, roles }: Props): VNode {
  return (
    <div class="container page">
      <h1>Account Settings</h1>
      <Told request={visit.request} texts={DONE} />
      <div class="account">
        <ProfileCard visit={visit} user={user} accountKey={accountKey} />
        <div class="account-main">
          <Roles roles={roles} sysadmin={user.sysadmin === true} />
          <TokenSection visit={visit} user={user} tokens={tokens} />
        </div>
      </div>
    </div>
  );
}

function ProfileCard({ visit, user, accountKey }: { readonly visit: Visit; readonly user: UserDict; readonly accountKey: string }): VNode {
  const shown = shownName(user);
  return (
    <section class="card profile-card" aria-labelledby="profile-title">
      <UserPicture user={user} />
      <h2 id="profile-title">{shown}</h2>
      <dl>
        <div>
          <dt>User name</dt>
          <dd>{user.name}</dd>
        </div>
        {plain(user.email) !== '' && (
          <div>
            <dt>E-mail</dt>
            <dd>{user.email}</dd>
          </div>
        )}
        {user.created && (
          <div>
            <dt>Member since</dt>
            <dd>
              <When value={user.created} />
            </dd>
          </div>
        )}
        <div>
          <dt>Datasets created</dt>
          <dd>{user.number_created_packages ?? 0}</dd>
        </div>
      </dl>
      {plain(user.about) !== '' && <Notes text={plain(user.about)} top={3} />}
      <ul class="plain-list">
        <li>
          <a href={path('user', 'edit', user.name)}>Edit your profile</a>
        </li>
        <li>
          <a href="/dashboard/password">Change password</a>
        </li>
        <li>
          <a href="/dashboard/datasets">Your datasets</a>
        </li>
        <li>
          <a href={path('user', user.name)}>Your public profile</a>
        </li>
      </ul>
      <AccountKey request={visit.request} accountKey={accountKey} />
    </section>
  );
}

function Roles({ roles, sysadmin }: { readonly roles: readonly Role[]; readonly sysadmin: boolean }): VNode {
  return (
    <section class="section" aria-labelledby="roles-title">
      <h2 id="roles-title">Your roles</h2>
      {sysadmin && <p>You are a system administrator: you may change everything.</p>}
      {roles.length === 0 && !sysadmin && (
        <p class="nothing">
          You hold no role in an organization yet. <a href="/help/become-a-provider">How to become a provider</a>
        </p>
      )}
      {roles.length > 0 && (
        <ul class="count-list">
          {roles.map((role) => (
            <li>
              <a href={groupPath(role.kind, role)}>{titleOf(role)}</a> <span class="quiet">{rolesIn(role)}</span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
