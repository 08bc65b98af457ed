/** How one gets an account: by a form where the site lets people make their own, else from those who run the site. */
import { userRegister } from '#actions/user/user_create.ts';
import { isSysadmin } from '#domain/actor.ts';
import { NotAuthorized } from '#domain/errors.ts';
import type { PageResponse } from '#domain/page.ts';
import { PASSWORD_MIN } from '#domain/user.ts';
import { ErrorSummary, Form, formTitle } from '../../components/form.tsx';
import { type FormState, FormButtons, TextField } from '../../components/form-fields.tsx';
import { allFaults, formErrors } from '../../data/errors.ts';
import { plain, textOf } from '../../data/fields.ts';
import { USER_LABELS, passwordMistakes } from '../../data/user-form.ts';
import type { Shown, Visit } from '../../page.ts';
import { path } from '../../text/addresses.ts';

const PLACED = { password: 'password1' };

export async function registerPage(visit: Visit): Promise<Shown | PageResponse> {
  if (!(await visit.may(userRegister, {}))) throw new NotAuthorized();
  const { request } = visit;
  if (request.actor.kind === 'user' && !isSysadmin(request.actor)) return logOutFirst(request.actor.name);
  return request.method === 'POST' ? register(visit) : showForm(visit, {});
}

async function register(visit: Visit): Promise<Shown | PageResponse> {
  const { form, actor, address } = visit.request;
  const [name, password] = [textOf(form, 'name').trim(), textOf(form, 'password1')];
  const input = { name, fullname: textOf(form, 'fullname').trim(), email: textOf(form, 'email').trim(), password };
  const errors = passwordMistakes(form, true);
  if (Object.keys(errors).length > 0) return showForm(visit, await allFaults(visit, errors, userRegister, input, PLACED));
  try {
    await visit.ask(userRegister, input);
  } catch (error) {
    const refused = formErrors(error, PLACED);
    if (refused === undefined) throw error;
    return showForm(visit, refused);
  }
  if (actor.kind === 'user') return { status: 303, redirect: `${path('user', name)}?done=created` };
  const entered = await visit.catalogue.logIn(name, password, address);
  return { status: 303, redirect: '/user?done=registered', session: entered?.session };
}

function showForm(visit: Visit, errors: FormState['errors']): Shown {
  const { request } = visit;
  const byOther = request.actor.kind === 'user';
  const title = byOther ? 'Add a user' : 'Register';
  const values = { name: '', fullname: '', email: '', ...request.form };
  const labels = { ...USER_LABELS, password1: 'Password', password2: 'Password again' };
  const form: FormState = {
    values: Object.fromEntries(Object.entries(values).map(([field, value]) => [field, plain(value)])),
    errors,
    labels,
  };
  const body = (
    <div class="container form-page page">
      <h1>{title}</h1>
      <p class="lead">
        {byOther
          ? 'The password can be used once: at the first log-in, the owner of the account must choose a new one.'
          : 'For people who look after records. Reading public data needs no account.'}
      </p>
      <ErrorSummary errors={errors} labels={labels} />
      <Form request={request} action="/user/register" label={title} once>
        <TextField
          form={form}
          name="name"
          autoComplete={byOther ? 'off' : 'username'}
          required
          hint="For logging in. Lower-case letters, digits, hyphens and underscores; it cannot be changed later by its owner."
        />
        <TextField form={form} name="fullname" autoComplete={byOther ? 'off' : 'name'} spellCheck />
        <TextField form={form} name="email" type="email" autoComplete={byOther ? 'off' : 'email'} required />
        <TextField
          form={form}
          name="password1"
          type="password"
          autoComplete="new-password"
          required
          hint={`At least ${PASSWORD_MIN} characters. Several words in a row are easy to keep in mind and hard to guess.`}
        />
        <TextField form={form} name="password2" type="password" autoComplete="new-password" required />
        <FormButtons save={byOther ? 'Add the user' : 'Create account'} cancel={byOther ? '/users' : '/'} />
      </Form>
    </div>
  );
  return { title: formTitle(title, errors), body, crumbs: [{ title: 'Users', href: '/users' }, { title }], noindex: true };
}

function logOutFirst(name: string): Shown {
  const body = (
    <div class="container form-page page">
      <h1>You have an account</h1>
      <p class="lead">
        You are logged in as <strong>{name}</strong>. To register somebody else, log out first, at the end of the menu.
      </p>
      <p>
        <a class="button" href="/user">
          Account Settings
        </a>
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
        A system administrator can give you one on the page of your account, or by <code>kokanee user password NAME</code>. You log in with
        it once and then choose your own.
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
