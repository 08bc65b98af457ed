/** The people with an account, found by name. */
import { userList } from '#actions/user/user_list.ts';
import { userRegister } from '#actions/user/user_create.ts';
import { isSysadmin } from '#domain/actor.ts';
import type { VNode } from 'preact';
import { When } from '../../components/marks.tsx';
import { Pager } from '../../components/pager.tsx';
import { textOf } from '../../data/fields.ts';
import { pageNumber } from '../../data/paging.ts';
import { type UserDict, shownName } from '../../data/user.ts';
import type { Shown, Visit } from '../../page.ts';
import { path, withQuery } from '../../text/addresses.ts';
import { counted } from '../../text/sizes.ts';

const ROWS = 50;
const ORDERS: readonly (readonly [value: string, title: string])[] = [
  ['', 'Name'],
  ['number_created_packages', 'Most datasets'],
  ['created', 'Oldest account'],
];

export async function userListPage(visit: Visit): Promise<Shown> {
  const { query } = visit.request;
  const q = textOf(query, 'q').replaceAll('\0', '').slice(0, 500);
  const order = ORDERS.find(([value]) => value === textOf(query, 'order_by'))?.[0] ?? '';
  const page = pageNumber(query);
  const [users, names, mayAdd] = await Promise.all([
    visit.ask<UserDict[]>(userList, { q, order_by: order || 'name_as_read', limit: ROWS, offset: (page - 1) * ROWS }),
    visit.ask<string[]>(userList, { q, all_fields: false }),
    visit.may(userRegister, {}),
  ]);
  const addressOf = (number: number): string =>
    withQuery('/users', [
      ['q', q],
      ['order_by', order],
      ['page', number > 1 ? String(number) : ''],
    ]);
  const body = (
    <div class="container narrow page">
      <h1>Users</h1>
      <UserSearch q={q} order={order} />
      <p class="results-count" role="status">
        <strong>{counted(names.length, 'user')}</strong>
        {q !== '' && (
          <>
            {' '}
            found for <q>{q}</q>
          </>
        )}
      </p>
      {users.length === 0 ? (
        <div class="nothing">
          <p class="nothing-title">No user has that name.</p>
          <p>
            <a href="/users">Show all users</a>
          </p>
        </div>
      ) : (
        <UserTable users={users} marks={isSysadmin(visit.request.actor)} />
      )}
      <Pager page={page} last={Math.ceil(names.length / ROWS)} addressOf={addressOf} />
      {mayAdd && visit.request.actor.kind === 'user' && (
        <p>
          <a class="button secondary" href="/user/register">
            Add a user
          </a>
        </p>
      )}
    </div>
  );
  return { title: 'Users', body, crumbs: [{ title: 'Users' }], noindex: true };
}

const UserSearch = ({ q, order }: { readonly q: string; readonly order: string }): VNode => (
  <form class="user-search" action="/users" method="get" aria-label="Users">
    <div>
      <label for="user-q">Name</label>
      <input id="user-q" type="search" name="q" value={q} />
    </div>
    <div>
      <label for="order_by">Order by</label>
      <select id="order_by" name="order_by">
        {ORDERS.map(([value, title]) => (
          <option value={value} selected={value === order}>
            {title}
          </option>
        ))}
      </select>
    </div>
    <button type="submit" class="button">
      Search
    </button>
  </form>
);

const UserTable = ({ users, marks }: { readonly users: readonly UserDict[]; readonly marks: boolean }): VNode => (
  <table class="token-table">
    <caption class="unseen">Users</caption>
    <thead>
      <tr>
        <th scope="col">Name</th>
        <th scope="col">Datasets</th>
        <th scope="col">Member since</th>
      </tr>
    </thead>
    <tbody>
      {users.map((user) => (
        <tr>
          <th scope="row">
            <a href={path('user', user.name)}>{shownName(user)}</a>
            {shownName(user) !== user.name && <span class="quiet"> {user.name}</span>}
            {marks && user.sysadmin === true && <span class="mark mark-private">System administrator</span>}
          </th>
          <td data-label="Datasets">{user.number_created_packages ?? 0}</td>
          <td data-label="Member since">
            <When value={user.created} />
          </td>
        </tr>
      ))}
    </tbody>
  </table>
);
