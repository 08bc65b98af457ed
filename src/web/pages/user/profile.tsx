/** What others see of a user: name, what he says of himself, his public datasets, and where he holds a role. */
import { packageSearch } from '#actions/package/package_search.ts';
import { userPatch } from '#actions/user/user_patch.ts';
import { isSysadmin } from '#domain/actor.ts';
import { NotFound } from '#domain/errors.ts';
import type { PageResponse } from '#domain/page.ts';
import type { VNode } from 'preact';
import { DatasetList } from '../../components/dataset-list.tsx';
import { Form } from '../../components/form.tsx';
import { When } from '../../components/marks.tsx';
import { Memberships } from '../../components/memberships.tsx';
import { Notes } from '../../components/notes.tsx';
import { Pager } from '../../components/pager.tsx';
import { Tabs } from '../../components/tabs.tsx';
import { Told } from '../../components/told.tsx';
import { UserPicture } from '../../components/user-picture.tsx';
import type { DatasetDict } from '../../data/dataset.ts';
import { plain } from '../../data/fields.ts';
import { type Kind, PLURAL } from '../../data/group.ts';
import { pageNumber } from '../../data/paging.ts';
import { anyOf } from '../../data/search.ts';
import { type UserDict, membershipsOf, showUser, shownName } from '../../data/user.ts';
import type { Page, Shown, Visit } from '../../page.ts';
import { path, withQuery } from '../../text/addresses.ts';
import { counted } from '../../text/sizes.ts';

const DONE: Readonly<Record<string, string>> = {
  saved: 'The account is saved.',
  created: 'The account is created. Tell its owner the user name and the password: at the first log-in the password has to be changed.',
  deleted: 'The account is deleted. Nobody can log in with it any more.',
  restored: 'The account is restored. It has to be added to its organizations and groups again.',
};

/** The user of the address, or the way to his present address. Who is gone is there for sysadmins only. */
async function userOf(visit: Visit, ...tab: readonly string[]): Promise<UserDict | PageResponse> {
  const id = visit.params.id ?? '';
  const user = await showUser(visit, id);
  if (user.state === 'deleted' && !isSysadmin(visit.request.actor)) throw new NotFound();
  return user.name === id ? user : { redirect: path('user', user.name, ...tab) };
}

const isUser = (found: UserDict | PageResponse): found is UserDict => 'name' in found;

export async function profilePage(visit: Visit): Promise<Shown | PageResponse> {
  const user = await userOf(visit);
  if (!isUser(user)) return user;
  const rows = visit.catalogue.site.settings['ckan.datasets_per_page'];
  const page = pageNumber(visit.request.query);
  const { count, results } = await visit.ask<{ count: number; results: DatasetDict[] }>(packageSearch, {
    q: '*:*',
    fq: anyOf('creator_user_id', [user.id]),
    rows,
    start: (page - 1) * rows,
    sort: 'metadata_modified desc',
    include_private: true,
    facet: 'false',
  });
  const addressOf = (number: number): string => withQuery(path('user', user.name), [['page', number > 1 ? String(number) : '']]);
  return show(
    visit,
    user,
    path('user', user.name),
    <section aria-labelledby="datasets-title">
      <h2 id="datasets-title">{counted(count, 'dataset')} created</h2>
      {count === 0 ? (
        <p class="nothing">None that you can see.</p>
      ) : (
        <DatasetList datasets={results} level={3} brief start={(page - 1) * rows + 1} />
      )}
      <Pager page={page} last={Math.ceil(count / rows)} addressOf={addressOf} />
    </section>,
  );
}

export const userGroupsPage =
  (kind: Kind): Page =>
  async (visit) => {
    const user = await userOf(visit, `${kind}s`);
    if (!isUser(user)) return user;
    const memberships = await membershipsOf(visit, kind, user.id);
    const title = PLURAL[kind];
    return show(
      visit,
      user,
      path('user', user.name, `${kind}s`),
      <section aria-labelledby="groups-title">
        <h2 id="groups-title">{title}</h2>
        {memberships.length === 0 ? (
          <p class="nothing">{`${shownName(user)} holds no role in ${kind === 'organization' ? 'an organization' : 'a group'}.`}</p>
        ) : (
          <Memberships kind={kind} memberships={memberships} />
        )}
      </section>,
      title,
    );
  };

async function show(visit: Visit, user: UserDict, here: string, children: VNode, tab?: string): Promise<Shown> {
  const shown = shownName(user);
  const mayEdit = await visit.may(userPatch, { id: user.id });
  const own = path('user', user.name);
  const tabs = [
    { href: own, title: 'Datasets' },
    { href: path('user', user.name, 'organizations'), title: PLURAL.organization },
    { href: path('user', user.name, 'groups'), title: PLURAL.group },
  ];
  const body = (
    <div class="container narrow page">
      {mayEdit && <Told request={visit.request} texts={DONE} />}
      <ProfileHead visit={visit} user={user} mayEdit={mayEdit} />
      {plain(user.about) !== '' && <Notes text={plain(user.about)} />}
      <Tabs label={`About ${shown}`} tabs={tabs} here={here} />
      <div class="tab-page">{children}</div>
    </div>
  );
  return {
    title: tab === undefined ? `${shown} - Users` : `${tab} - ${shown} - Users`,
    body,
    crumbs: [
      { title: 'Users', href: '/users' },
      tab === undefined ? { title: shown } : { title: shown, href: own },
      ...(tab === undefined ? [] : [{ title: tab }]),
    ],
    canonical: here,
    noindex: true,
  };
}

const ProfileHead = ({ visit, user, mayEdit }: { readonly visit: Visit; readonly user: UserDict; readonly mayEdit: boolean }): VNode => (
  <>
    <div class="profile-head">
      <UserPicture user={user} />
      <div>
        <h1>{shownName(user)}</h1>
        <p class="quiet">
          {user.name}
          {user.created && (
            <>
              , member since <When value={user.created} />
            </>
          )}{' '}
          {user.state === 'deleted' && <span class="mark mark-deleted">Deleted</span>}
        </p>
      </div>
    </div>
    {mayEdit && (
      <div class="profile-ways">
        <a class="button secondary small" href={path('user', 'edit', user.name)}>
          Edit
        </a>
        <a class="button secondary small" href={path('user', user.name, 'api-tokens')}>
          API tokens
        </a>
        {user.state === 'deleted' && (
          <Form request={visit.request} action={path('user', 'restore', user.name)} label="Restore the account">
            <button type="submit" class="button small">
              Restore the account
            </button>
          </Form>
        )}
      </div>
    )}
  </>
);
