/** Logging out: by a form, so that no link or picture of another site can do it. */
import type { PageResponse } from '#domain/page.ts';
import { Form } from '../../components/form.tsx';
import type { Shown, Visit } from '../../page.ts';

export async function logOut({ request, catalogue }: Visit): Promise<PageResponse> {
  if (request.session !== undefined) await catalogue.logOut(request.session);
  return { status: 303, redirect: '/user/logged_out_redirect', session: null };
}

/** For old links that log out by themselves. */
export function logOutPage(visit: Visit): Shown {
  const body = (
    <div class="container form-page page">
      <h1>Log out</h1>
      <Form request={visit.request} action="/user/_logout">
        <button type="submit" class="button">
          Log out
        </button>
      </Form>
    </div>
  );
  return { title: 'Log out', body, noindex: true };
}

export function loggedOutPage(visit: Visit): Shown {
  const still = visit.request.actor.kind === 'user';
  const body = (
    <div class="container form-page page">
      <h1>{still ? 'You are still logged in' : 'You are logged out'}</h1>
      <p class="lead">{still ? 'Use the button at the end of the menu to log out.' : 'You can go on reading everything that is public.'}</p>
      <p>
        <a class="button" href="/">
          Front page
        </a>{' '}
        {!still && (
          <a class="button secondary" href="/user/login">
            Log in again
          </a>
        )}
      </p>
    </div>
  );
  return { title: 'Logged out', body, noindex: true };
}
