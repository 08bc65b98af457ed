/** How one gets an account, and what to do about a lost password: both go through people here. */
import { NotAuthorized } from '#domain/errors.ts';
import { userCreate } from '#actions/user/user_create.ts';
import type { Shown, Visit } from '../../page.ts';

export async function registerPage(visit: Visit): Promise<Shown> {
  if (!(await visit.may(userCreate, {}))) throw new NotAuthorized();
  const body = (
    <div class="container narrow page prose">
      <h1>Register a user</h1>
      <p class="lead">Accounts are made by the people who run this site.</p>
      <p>
        As one of them, call <code>user_create</code> with a name, an e-mail address and a password, or run{' '}
        <code>kokanee user add NAME</code> on the server.
      </p>
      <p>
        <a href="/help/become-a-provider">How to become a provider</a>
      </p>
    </div>
  );
  return { title: 'Register', body, noindex: true };
}

export function passwordHelpPage(): Shown {
  const body = (
    <div class="container narrow page prose">
      <h1>Forgotten your password?</h1>
      <p class="lead">Ask the people who run this site for a new one.</p>
      <p>
        They can set it with <code>kokanee user password NAME</code>. You log in with it once and then choose your own.
      </p>
      <p>
        <a class="button" href="/user/login">
          Log in
        </a>
      </p>
    </div>
  );
  return {
    title: 'Forgotten password',
    body,
    crumbs: [{ title: 'Log in', href: '/user/login' }, { title: 'Forgotten password' }],
    noindex: true,
  };
}
