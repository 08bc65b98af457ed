/** Changing what an account says: one's own, or for sysadmins anybody's. */
import { userPatchByForm } from '#actions/user/form-save.ts';
import { userPatch } from '#actions/user/user_patch.ts';
import type { Input } from '#actions/action.ts';
import { NotAuthorized } from '#domain/errors.ts';
import type { Fields, PageResponse } from '#domain/page.ts';
import { formTitle } from '../../components/form.tsx';
import type { FormState } from '../../components/form-fields.tsx';
import { UserForm } from '../../components/user-form.tsx';
import { type Difference, type FieldText, meet, stateText, taking } from '../../data/concurrency.ts';
import { allFaults, formErrors } from '../../data/errors.ts';
import { plain, textOf } from '../../data/fields.ts';
import { type FileChoice, type FileSource, TOO_LARGE, fileChoice } from '../../data/form-file.ts';
import { type UserDict, showUser, shownName, theUser } from '../../data/user.ts';
import { fieldsOfUser, passwordMistakes, PICTURE, PICTURE_URL, USER_LABELS, userFieldsSent, userTexts } from '../../data/user-form.ts';
import type { Shown, Visit } from '../../page.ts';
import { path } from '../../text/addresses.ts';
import { proofFault } from './proof.ts';

type Errors = FormState['errors'];

const PLACED = { password: 'password1', upload: PICTURE };

type Draft = {
  readonly values: Fields;
  readonly source: FileSource;
  readonly held?: FileChoice['held'];
  readonly errors?: Errors;
  readonly differences?: readonly Difference[];
  readonly deleted?: boolean;
};

export async function editUserPage(visit: Visit): Promise<Shown | PageResponse> {
  const user = await editable(visit);
  if (visit.request.method === 'POST') return save(visit, user);
  return showForm(visit, user, { values: fieldsOfUser(user), source: keptSource(user) });
}

/** The user of the address, or oneself; nobody else's but for those who may. */
async function editable(visit: Visit): Promise<UserDict> {
  const self = theUser(visit);
  const user = await showUser(visit, visit.params.id ?? self.id);
  if (!(await visit.may(userPatch, { id: user.id }))) throw new NotAuthorized();
  return user;
}

const storedTexts = (user: UserDict): readonly FieldText[] => [...userTexts(fieldsOfUser(user)), stateText(user.state)];

const isOwn = (visit: Visit, user: UserDict): boolean => theUser(visit).id === user.id;

const keptSource = (user: UserDict): FileSource => (plain(user.image_url) === '' ? 'none' : 'keep');

async function save(visit: Visit, user: UserDict): Promise<Shown | PageResponse> {
  const { form } = visit.request;
  const now = fieldsOfUser(user);
  const typed = userFieldsSent(form, now);
  const { differences, theirs, deleted } = meet(form, storedTexts(user), userTexts(typed));
  const values = taking(theirs, typed, now);
  const choice = await fileChoice(visit, PICTURE, PICTURE_URL);
  const source = sourceOf(choice, form, user);
  const draft: Draft = { values, source, held: choice.held };
  if (differences.length > 0 || deleted) return showForm(visit, user, { ...draft, differences, deleted });
  const errors = {
    ...(await mistakes(visit, user, values)),
    ...(choice.lost && { [PICTURE]: ['The picture that was kept is no longer there. Choose it again.'] }),
    ...(choice.tooLarge && { [PICTURE]: [TOO_LARGE] }),
  };
  const input = inputOf(visit, user, values, source, choice);
  if (Object.keys(errors).length > 0)
    return showForm(visit, user, { ...draft, errors: await allFaults(visit, errors, userPatchByForm, input, PLACED) });
  try {
    const saved = await visit.ask<UserDict>(userPatchByForm, input);
    return { status: 303, redirect: isOwn(visit, user) ? '/user?done=profile' : `${path('user', saved.name)}?done=saved` };
  } catch (error) {
    const refused = formErrors(error, PLACED);
    if (refused === undefined) throw error;
    return showForm(visit, user, { ...draft, errors: refused });
  }
}

/** Who says nothing of a picture wants none changed. */
const sourceOf = (choice: FileChoice, form: Fields, user: UserDict): FileSource =>
  choice.source === 'upload' || Object.hasOwn(form, `${PICTURE}_source`) || Object.hasOwn(form, PICTURE_URL)
    ? choice.source
    : keptSource(user);

async function mistakes(visit: Visit, user: UserDict, values: Fields): Promise<Record<string, string[]>> {
  const own = isOwn(visit, user);
  const errors = own ? {} : passwordMistakes(visit.request.form, false);
  const isDelicate =
    textOf(values, 'email').trim() !== plain(user.email) || (!own && (textOf(values, 'name') !== user.name || newPassword(visit) !== ''));
  if (!isDelicate) return errors;
  const fault = await proofFault(visit);
  return fault === undefined ? errors : { ...errors, old_password: [fault] };
}

const newPassword = (visit: Visit): string => textOf(visit.request.form, 'password1');

function inputOf(visit: Visit, user: UserDict, values: Fields, source: FileSource, { upload, url }: FileChoice): Input {
  const own = isOwn(visit, user);
  return {
    id: user.id,
    fullname: textOf(values, 'fullname').trim(),
    email: textOf(values, 'email').trim(),
    about: textOf(values, 'about'),
    ...(!own && textOf(values, 'name') !== user.name && { name: textOf(values, 'name').trim() }),
    ...(!own && newPassword(visit) !== '' && { password: newPassword(visit) }),
    ...(source === 'upload' && upload !== undefined && { [PICTURE]: upload }),
    ...(source === 'link' && { [PICTURE_URL]: url.trim() }),
    ...(source === 'none' && plain(user.image_url) !== '' && { [PICTURE_URL]: '' }),
  };
}

function showForm(visit: Visit, user: UserDict, { values, source, held, errors = {}, differences = [], deleted = false }: Draft): Shown {
  const { settings } = visit.catalogue.site;
  const own = isOwn(visit, user);
  const title = own ? 'Edit your profile' : `Edit the account of ${shownName(user)}`;
  const home = own ? { title: 'Account Settings', href: '/user' } : { title: shownName(user), href: path('user', user.name) };
  const body = (
    <div class="container narrow page editing">
      <h1>{title}</h1>
      <UserForm
        request={visit.request}
        form={{ values, errors, labels: USER_LABELS }}
        user={user}
        own={own}
        action={path('user', 'edit', user.name)}
        cancel={home.href}
        source={source}
        held={held}
        base={storedTexts(user)}
        differences={differences}
        deleted={deleted}
        mimetypes={settings['ckan.upload.user.mimetypes']}
        mostMegabytes={settings['ckan.uploads_enabled'] ? settings['ckan.max_image_size'] : undefined}
      />
      {!own && user.state !== 'deleted' && (
        <p class="section">
          <a href={path('user', 'delete', user.name)}>Delete this account</a>
        </p>
      )}
    </div>
  );
  return { title: formTitle(title, errors), body, crumbs: [home, { title: 'Edit' }], noindex: true };
}
