/** Changing one's password; also the only page for those who have to before anything else. */
import { nameOf } from '#domain/actor.ts';
import { TooManyTries } from '#domain/errors.ts';
import type { PageResponse } from '#domain/page.ts';
import { PASSWORD_MIN } from '#domain/user.ts';
import type { VNode } from 'preact';
import { ErrorSummary, type Errors, Field, Form } from '../../components/form.tsx';
import { formErrors } from '../../data/errors.ts';
import { textOf } from '../../data/fields.ts';
import { setPassword, theUser } from '../../data/user.ts';
import type { Shown, Visit } from '../../page.ts';
import { showLogIn, tryLogIn } from './log-in.tsx';
import { PASSWORD_PATH } from './must-change.ts';

const LABELS = { old_password: 'Present password', password1: 'New password', password2: 'New password again' };

export const passwordPage = (visit: Visit): Shown =>
  visit.request.actor.kind === 'user' ? showForm(visit, {}) : showLogIn(visit, PASSWORD_PATH);

export async function changePassword(visit: Visit): Promise<Shown | PageResponse> {
  const { request, catalogue } = visit;
  const actor = theUser(visit);
  const [old, first, second] = (['old_password', 'password1', 'password2'] as const).map((name) => textOf(request.form, name)) as [
    string,
    string,
    string,
  ];
  const errors = mistakes(old, first, second);
  if (Object.keys(errors).length > 0) return showForm(visit, errors);
  // Whoever finds a browser open must not be able to lock its owner out.
  const proof = await tryLogIn(visit, actor.name, old);
  if (proof instanceof TooManyTries) return { ...showForm(visit, { old_password: [proof.message] }), status: 429 };
  if (proof === undefined) return showForm(visit, { old_password: ['This is not your present password'] });
  await catalogue.logOut(proof.session);
  try {
    await setPassword(visit, actor.id, first);
  } catch (error) {
    const found = formErrors(error);
    if (found === undefined) throw error;
    return showForm(visit, { password1: found.password ?? Object.values(found).flat() });
  }
  if (request.session !== undefined) await catalogue.logOut(request.session);
  const anew = await catalogue.logIn(actor.name, first, request.address);
  return { status: 303, redirect: '/user?done=password', session: anew?.session ?? null };
}

function mistakes(old: string, first: string, second: string): Record<string, string[]> {
  const errors: Record<string, string[]> = {};
  if (old === '' || old.includes('\0')) errors.old_password = ['Enter your present password'];
  if (first.length < PASSWORD_MIN) errors.password1 = [`Your new password must be ${PASSWORD_MIN} characters long or longer`];
  else if (first.length > 1000 || first.includes('\0')) errors.password1 = ['This password cannot be used'];
  else if (first === old) errors.password1 = ['The new password must be another one'];
  if (first !== second) errors.password2 = ['The two new passwords are not the same'];
  return errors;
}

function showForm(visit: Visit, errors: Errors): Shown {
  const must = visit.request.mustChangePassword;
  const wrong = Object.keys(errors).length > 0;
  return {
    title: `${wrong ? 'Error: ' : ''}Change password`,
    body: <PasswordForm visit={visit} errors={errors} must={must} />,
    crumbs: must ? undefined : [{ title: 'Account Settings', href: '/user' }, { title: 'Change password' }],
    noindex: true,
  };
}

const PasswordForm = ({ visit, errors, must }: { readonly visit: Visit; readonly errors: Errors; readonly must: boolean }): VNode => (
  <div class="container form-page page">
    <h1>{must ? 'Choose your own password' : 'Change password'}</h1>
    {must && <p class="lead">You logged in with a password that was given to you. Choose your own before you go on.</p>}
    <ErrorSummary errors={errors} labels={LABELS} />
    <Form request={visit.request} action={PASSWORD_PATH} label="Change password">
      {/* For password managers, which ask whose password it is. */}
      <input type="text" name="username" autoComplete="username" value={nameOf(visit.request.actor)} hidden readOnly />
      <Field
        id="old_password"
        label={LABELS.old_password}
        type="password"
        autoComplete="current-password"
        required
        errors={errors.old_password}
      />
      <Field
        id="password1"
        label={LABELS.password1}
        type="password"
        autoComplete="new-password"
        hint={`At least ${PASSWORD_MIN} characters. Several words in a row are easy to keep in mind and hard to guess.`}
        required
        errors={errors.password1}
      />
      <Field id="password2" label={LABELS.password2} type="password" autoComplete="new-password" required errors={errors.password2} />
      <button type="submit" class="button wide">
        Change password
      </button>
    </Form>
  </div>
);
