/** Logging in with a name, or an e-mail address, and a password. */
import type { PageResponse } from '#domain/page.ts';
import type { VNode } from 'preact';
import { ErrorSummary, type Errors, Field, Form } from '../../components/form.tsx';
import { textOf } from '../../data/fields.ts';
import type { Shown, Visit } from '../../page.ts';
import { localPath, withQuery } from '../../text/addresses.ts';

const AFTER = '/dashboard/datasets';
/** Longer ones cost time to hash and are nobody's. */
const LONGEST = 1000;

export async function logInPage(visit: Visit): Promise<Shown | PageResponse> {
  const { request, catalogue } = visit;
  const cameFrom = localPath(textOf(request.query, 'came_from') || textOf(request.query, 'next') || textOf(request.form, 'came_from'), '');
  if (request.method === 'GET') return showLogIn(visit, cameFrom);
  const login = textOf(request.form, 'login').trim();
  const password = textOf(request.form, 'password');
  const errors: Record<string, string[]> = {};
  if (login === '') errors.login = ['Enter your user name or e-mail address'];
  if (password === '') errors.password = ['Enter your password'];
  if (Object.keys(errors).length > 0) return showLogIn(visit, cameFrom, login, errors);
  const entered =
    login.length > LONGEST || password.length > LONGEST || `${login}${password}`.includes('\0')
      ? undefined
      : await catalogue.logIn(login, password);
  if (entered === undefined)
    return showLogIn(visit, cameFrom, login, { login: ['The name and the password do not fit together. Check both and try again.'] });
  if (request.session !== undefined) await catalogue.logOut(request.session);
  return { status: 303, redirect: cameFrom || AFTER, session: entered.session };
}

/** Also shown in place of pages that are one's own. */
export function showLogIn(visit: Visit, cameFrom: string, login = '', errors: Errors = {}): Shown {
  const wrong = Object.keys(errors).length > 0;
  const { actor } = visit.request;
  const body =
    actor.kind === 'user' && !wrong ? (
      <AlreadyIn name={actor.name} />
    ) : (
      <LogInForm visit={visit} cameFrom={cameFrom} login={login} errors={errors} />
    );
  return { title: `${wrong ? 'Error: ' : ''}Log in`, body, crumbs: [{ title: 'Log in' }], noindex: true };
}

type Props = { readonly visit: Visit; readonly cameFrom: string; readonly login: string; readonly errors: Errors };

const LogInForm = ({ visit, cameFrom, login, errors }: Props): VNode => (
  <div class="container form-page page">
    <h1>Log in</h1>
    <p class="lead">For people who look after records. Reading public data takes no account.</p>
    <ErrorSummary errors={errors} labels={{ login: 'User name', password: 'Password' }} />
    <Form request={visit.request} action={withQuery('/user/login', [['came_from', cameFrom]])} label="Log in">
      <Field id="login" label="User name or e-mail address" value={login} autoComplete="username" required errors={errors.login} />
      <Field id="password" label="Password" type="password" autoComplete="current-password" required errors={errors.password} />
      <button type="submit" class="button wide">
        Log in
      </button>
    </Form>
    <p>
      <a href="/user/reset">Forgotten your password?</a>
    </p>
  </div>
);

const AlreadyIn = ({ name }: { readonly name: string }): VNode => (
  <div class="container form-page page">
    <h1>You are logged in</h1>
    <p class="lead">
      You are here as <strong>{name}</strong>. To log in as somebody else, log out first, at the end of the menu.
    </p>
    <p>
      <a class="button" href="/user">
        Account Settings
      </a>
    </p>
  </div>
);
