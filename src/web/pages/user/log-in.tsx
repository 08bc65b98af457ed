/** Logging in with a name, or an e-mail address, and a password. */
import { TooManyTries } from '#domain/errors.ts';
import type { PageResponse } from '#domain/page.ts';
import type { VNode } from 'preact';
import { ErrorSummary, type Errors, Field, Form, formTitle, hasErrors } from '../../components/form.tsx';
import { textOf } from '../../data/fields.ts';
import { PASSWORD_MOST } from '../../data/user-form.ts';
import { KeptTextList } from '../../components/kept-text-list.tsx';
import { KEPT_FIELD, type KeptForm, readKept, writeKept } from '../../data/kept-form.ts';
import { type KeptTexts, keptTexts } from '../../data/kept-texts.ts';
import type { Shown, Visit } from '../../page.ts';
import { localPath, withQuery } from '../../text/addresses.ts';
import { showKept } from './go-on.tsx';

type Entered = { readonly session: string };

const AFTER = '/dashboard/datasets';

export async function logInPage(visit: Visit): Promise<Shown | PageResponse> {
  const { request, catalogue } = visit;
  const cameFrom = localPath(textOf(request.query, 'came_from') || textOf(request.query, 'next') || textOf(request.form, 'came_from'), '');
  if (request.method === 'GET') return showLogIn(visit, cameFrom);
  const kept = await carriedOf(visit, readKept(request.form));
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
    return showLogIn(visit, cameFrom, login, { login: ['The user name or the password is wrong. Check both and try again.'] }, kept);
  if (request.session !== undefined) await catalogue.logOut(request.session);
  return kept === undefined
    ? { status: 303, redirect: cameFrom || AFTER, session: entered.session }
    : goOn(visit, kept.form, entered.session);
}

/** A session, nothing where the two do not fit together, or the refusal where too many were tried. */
export async function tryLogIn(
  { catalogue, request }: Visit,
  login: string,
  password: string,
): Promise<Entered | TooManyTries | undefined> {
  if (login.length > PASSWORD_MOST || password.length > PASSWORD_MOST || `${login}${password}`.includes('\0')) return undefined;
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
  return { ...(await showKept({ ...visit, request }, kept, 'You are logged in again.')), as: request, session };
}

/** A form that is carried along through the log-in, and how it reads. */
export type Carried = { readonly form: KeptForm; readonly texts: KeptTexts };

export const carriedOf = async (visit: Visit, form: KeptForm | undefined): Promise<Carried | undefined> =>
  form === undefined ? undefined : { form, texts: await keptTexts(visit, form) };

/** Also shown in place of pages that are one's own. */
export function showLogIn(visit: Visit, cameFrom: string, login = '', errors: Errors = {}, kept?: Carried): Shown {
  const { actor } = visit.request;
  const body =
    actor.kind === 'user' && !hasErrors(errors) ? (
      <AlreadyIn name={actor.name} />
    ) : (
      <LogInForm visit={visit} cameFrom={cameFrom} login={login} errors={errors} kept={kept} />
    );
  return { title: formTitle('Log in', errors), body, crumbs: [{ title: 'Log in' }], noindex: true };
}

type Props = {
  readonly visit: Visit;
  readonly cameFrom: string;
  readonly login: string;
  readonly errors: Errors;
  readonly kept: Carried | undefined;
};

const LogInForm = ({ visit, cameFrom, login, errors, kept }: Props): VNode => (
  <div class="container form-page page">
    <h1>Log in</h1>
    {kept === undefined ? (
      <p class="lead">For people who look after records. Reading public data needs no account.</p>
    ) : (
      <div class="notice notice-warning" role="status">
        <p>
          <strong>You are no longer logged in, and nothing is saved yet.</strong> Your text is kept: log in to go on saving it.
        </p>
      </div>
    )}
    <ErrorSummary errors={errors} labels={{ login: 'User name', password: 'Password' }} />
    <Form request={visit.request} action={withQuery('/user/login', [['came_from', cameFrom]])} label="Log in">
      {kept !== undefined && <input type="hidden" name={KEPT_FIELD} value={writeKept(kept.form)} />}
      <Field id="login" label="User name or e-mail address" value={login} autoComplete="username" required errors={errors.login} />
      <Field id="password" label="Password" type="password" autoComplete="current-password" required errors={errors.password} />
      <button type="submit" class="button wide">
        Log in
      </button>
    </Form>
    <p>
      <a href="/user/reset">Forgotten your password?</a>
    </p>
    {kept !== undefined && <KeptTextList texts={kept.texts} />}
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
