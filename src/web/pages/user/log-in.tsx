/** Logging in with a name, or an e-mail address, and a password. */
import { TooManyTries } from '#domain/errors.ts';
import type { PageResponse } from '#domain/page.ts';
import type { VNode } from 'preact';
import { ErrorSummary, type Errors, Field, Form } from '../../components/form.tsx';
import { textOf } from '../../data/fields.ts';
import { KEPT_FIELD, type KeptForm, readKept, writeKept } from '../../data/kept-form.ts';
import type { Shown, Visit } from '../../page.ts';
import { localPath, withQuery } from '../../text/addresses.ts';
import { KeptTexts, showKept } from './go-on.tsx';

type Entered = { readonly session: string };

const AFTER = '/dashboard/datasets';
/** Longer ones cost time to hash and are nobody's. */
const LONGEST = 1000;

export async function logInPage(visit: Visit): Promise<Shown | PageResponse> {
  const { request, catalogue } = visit;
  const cameFrom = localPath(textOf(request.query, 'came_from') || textOf(request.query, 'next') || textOf(request.form, 'came_from'), '');
  if (request.method === 'GET') return showLogIn(visit, cameFrom);
  const kept = readKept(request.form);
  const login = textOf(request.form, 'login').trim();
  const password = textOf(request.form, 'password');
  const errors: Record<string, string[]> = {};
  if (login === '') errors.login = ['Enter your user name or e-mail address'];
  if (password === '') errors.password = ['Enter your password'];
  if (Object.keys(errors).length > 0) return showLogIn(visit, cameFrom, login, errors, kept);
  const entered = await tryLogIn(visit, login, password);
  if (entered instanceof TooManyTries)
    return {
      ...showLogIn(visit, cameFrom, login, { login: [entered.message] }, kept),
      status: 429,
      headers: { 'Retry-After': String(entered.retryAfter) },
    };
  if (entered === undefined)
    return showLogIn(visit, cameFrom, login, { login: ['The name and the password do not fit together. Check both and try again.'] }, kept);
  if (request.session !== undefined) await catalogue.logOut(request.session);
  return kept === undefined ? { status: 303, redirect: cameFrom || AFTER, session: entered.session } : goOn(visit, kept, entered.session);
}

/** A session, nothing where the two do not fit together, or the refusal where too many were tried. */
export async function tryLogIn(
  { catalogue, request }: Visit,
  login: string,
  password: string,
): Promise<Entered | TooManyTries | undefined> {
  if (login.length > LONGEST || password.length > LONGEST || `${login}${password}`.includes('\0')) return undefined;
  try {
    return await catalogue.logIn(login, password, request.address);
  } catch (error) {
    if (error instanceof TooManyTries) return error;
    throw error;
  }
}

/** Straight to what he was saving, as the one he now is. */
async function goOn(visit: Visit, kept: KeptForm, session: string): Promise<Shown | PageResponse> {
  const found = await visit.catalogue.sessionOf(session);
  if (found === undefined || found.mustChangePassword) return { status: 303, redirect: AFTER, session };
  const request = { ...visit.request, actor: found.actor, csrf: found.csrf, session };
  return { ...showKept({ ...visit, request }, kept, 'logged in'), as: request, session };
}

/** Also shown in place of pages that are one's own. */
export function showLogIn(visit: Visit, cameFrom: string, login = '', errors: Errors = {}, kept?: KeptForm): Shown {
  const wrong = Object.keys(errors).length > 0;
  const { actor } = visit.request;
  const body =
    actor.kind === 'user' && !wrong ? (
      <AlreadyIn name={actor.name} />
    ) : (
      <LogInForm visit={visit} cameFrom={cameFrom} login={login} errors={errors} kept={kept} />
    );
  return { title: `${wrong ? 'Error: ' : ''}Log in`, body, crumbs: [{ title: 'Log in' }], noindex: true };
}

type Props = {
  readonly visit: Visit;
  readonly cameFrom: string;
  readonly login: string;
  readonly errors: Errors;
  readonly kept: KeptForm | undefined;
};

const LogInForm = ({ visit, cameFrom, login, errors, kept }: Props): VNode => (
  <div class="container form-page page">
    <h1>Log in</h1>
    {kept === undefined ? (
      <p class="lead">For people who look after records. Reading public data takes no account.</p>
    ) : (
      <div class="notice notice-warning" role="status">
        <p>
          <strong>You are no longer logged in, and nothing is saved yet.</strong> Your text is kept: log in to go on saving it.
        </p>
      </div>
    )}
    <ErrorSummary errors={errors} labels={{ login: 'User name', password: 'Password' }} />
    <Form request={visit.request} action={withQuery('/user/login', [['came_from', cameFrom]])} label="Log in">
      {kept !== undefined && <input type="hidden" name={KEPT_FIELD} value={writeKept(kept)} />}
      <Field id="login" label="User name or e-mail address" value={login} autoComplete="username" required errors={errors.login} />
      <Field id="password" label="Password" type="password" autoComplete="current-password" required errors={errors.password} />
      <button type="submit" class="button wide">
        Log in
      </button>
    </Form>
    <p>
      <a href="/user/reset">Forgotten your password?</a>
    </p>
    {kept !== undefined && <KeptTexts kept={kept} />}
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
