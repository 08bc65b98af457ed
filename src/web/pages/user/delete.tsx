/** Taking an account out of use, and bringing it back: for sysadmins. */
import { userDelete } from '#actions/user/user_delete.ts';
import { userPatch } from '#actions/user/user_patch.ts';
import { NotAuthorized } from '#domain/errors.ts';
import type { PageResponse } from '#domain/page.ts';
import { Confirm } from '../../components/confirm.tsx';
import type { Errors } from '../../components/form.tsx';
import { isLastSysadmin } from '../../data/admin.ts';
import { textOf } from '../../data/fields.ts';
import { type UserDict, showUser, shownName, theUser } from '../../data/user.ts';
import type { Shown, Visit } from '../../page.ts';
import { path } from '../../text/addresses.ts';

export async function deleteUserPage(visit: Visit): Promise<Shown | PageResponse> {
  const user = await deletable(visit);
  if (visit.request.method === 'GET') return ask(visit, user);
  if (textOf(visit.request.form, 'cancel') !== '') return { status: 303, redirect: path('user', 'edit', user.name) };
  if (await isLastSysadmin(visit, user))
    return ask(visit, user, { message: ['This is the last system administrator. Add another one first.'] });
  await visit.ask(userDelete, { id: user.id });
  // Who deletes himself is nobody from now on.
  if (theUser(visit).id === user.id) return { status: 303, redirect: '/user/logged_out_redirect', session: null };
  return { status: 303, redirect: `${path('user', user.name)}?done=deleted` };
}

export async function restoreUser(visit: Visit): Promise<PageResponse> {
  const user = await deletable(visit);
  await visit.ask(userPatch, { id: user.id, state: 'active' });
  return { status: 303, redirect: `${path('user', user.name)}?done=restored` };
}

async function deletable(visit: Visit): Promise<UserDict> {
  theUser(visit);
  const id = visit.params.id ?? '';
  if (!(await visit.may(userDelete, { id }))) throw new NotAuthorized();
  return showUser(visit, id);
}

function ask(visit: Visit, user: UserDict, errors: Errors = {}): Shown {
  const own = theUser(visit).id === user.id;
  const title = own ? 'Delete your own account?' : `Delete the account of ${shownName(user)}?`;
  const body = (
    <Confirm
      request={visit.request}
      title={title}
      action={path('user', 'delete', user.name)}
      confirm={own ? 'Delete my account' : 'Delete the account'}
      cancel={path('user', user.name)}
      errors={errors}
    >
      <ul>
        <li>
          <strong>{user.name}</strong> can no longer log in, and all sessions, tokens and the API key of the account stop at once.
        </li>
        <li>The account leaves all organizations and groups. If it is restored, it has to be added to them again.</li>
        <li>Its datasets stay as they are. The user name stays taken.</li>
        {own && <li>You will be logged out, and only another system administrator can restore your account.</li>}
      </ul>
    </Confirm>
  );
  return { title, body, crumbs: [{ title: shownName(user), href: path('user', user.name) }, { title: 'Delete' }], noindex: true };
}
