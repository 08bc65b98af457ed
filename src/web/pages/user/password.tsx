/** Changing one's password; also the only page for those who have to before anything else. */
import { nameOf } from '#domain/actor.ts';
import { TooManyTries } from '#domain/errors.ts';
import type { Fields, PageResponse } from '#domain/page.ts';
import { PASSWORD_MIN } from '#domain/user.ts';
import type { VNode } from 'preact';
import { ErrorSummary, type Errors, Field, Form, formTitle } from '../../components/form.tsx';
import { formErrors } from '../../data/errors.ts';
import { textOf } from '../../data/fields.ts';
import { setPassword, theUser } from '../../data/user.ts';
import { passwordMistakes } from '../../data/user-form.ts';
import type { Shown, Visit } from '../../page.ts';
import { showLogIn, tryLogIn } from './log-in.tsx';
import { PASSWORD_PATH } from './must-change.ts';

const LABELS = { old_password: 'Current password', password1: 'New password', password2: 'New password again' };

export const passwordPage = (visit: Visit): Shown =>
  visit.request.actor.kind === 'user' ? showForm(visit, {}) : showLogIn(visit, PASSWORD_PATH);

export async function changePassword(visit: Visit): Promise<Shown | PageResponse> {
  const { request, catalogue } = visit;
  const actor = theUser(visit);
  const [old, first] = [textOf(request.form, 'old_password'), textOf(request.form, 'password1')];
  const errors = mistakes(request.form, old);
  // Whoever finds a browser open must not be able to lock its owner out.
  const proof = errors.old_password === undefined ? await tryLogIn(visit, actor.name, old) : undefined;
  if (proof instanceof TooManyTries) return { ...showForm(visit, { ...errors, old_password: [proof.message] }), status: 429 };
  if (proof === undefined) errors.old_password ??= ['This is not your current password'];
  else await catalogue.logOut(proof.session);
  if (Object.keys(errors).length > 0) return showForm(visit, errors);
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

function mistakes(form: Fields, old: string): Record<string, string[]> {
  const errors: Record<string, string[]> = {};
  if (old === '' || old.includes('\0')) errors.old_password = ['Enter your current password'];
  Object.assign(errors, passwordMistakes(form, true));
  if (textOf(form, 'password1') === old) errors.password1 ??= ['The new password must be another one'];
  return errors;
}

function showForm(visit: Visit, errors: Errors): Shown {
  const must = visit.request.mustChangePassword;
  return {
    title: formTitle('Change password', errors),
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
