/** Giving somebody a role in an organization or group, or another one than he has. */
import { userAutocomplete } from '#actions/user/user_autocomplete.ts';
import { NotAuthorized, NotFound } from '#domain/errors.ts';
import type { Fields, PageResponse } from '#domain/page.ts';
import type { VNode } from 'preact';
import { ErrorSummary, type Errors, Form, formTitle } from '../../components/form.tsx';
import { type FormState, FormButtons, Radios, TextField } from '../../components/form-fields.tsx';
import { GroupManageHead } from '../../components/group-manage.tsx';
import { titleOf } from '../../data/dataset.ts';
import { formErrors } from '../../data/errors.ts';
import { plain, textOf } from '../../data/fields.ts';
import type { Kind, MemberDict } from '../../data/group.ts';
import { giveRole } from '../../data/group-changes.ts';
import { ROLES, listMembers, meaningOf } from '../../data/group-members.ts';
import { crumbsTo, presentAddress } from '../../data/group-place.ts';
import { capacityName, shownName } from '../../data/user.ts';
import type { Page, Shown, Visit } from '../../page.ts';
import { path, withQuery } from '../../text/addresses.ts';
import { type Looked, lookAt } from './show.tsx';

const LABELS = { username: 'User name', role: 'Role' };

type UserRef = { readonly name: string; readonly fullname?: string | null };

type Asked = {
  readonly kind: Kind;
  readonly looked: Looked;
  readonly members: readonly MemberDict[];
  /** Whose role is changed; undefined for somebody new. */
  readonly member: MemberDict | undefined;
};

export const newMemberPage =
  (kind: Kind): Page =>
  async (visit: Visit): Promise<Shown | PageResponse> => {
    const looked = await lookAt(visit, kind);
    if (!looked.mayManage) throw new NotAuthorized();
    const moved = presentAddress(visit, looked.group, (name) => path(kind, 'member_new', name));
    if (moved !== undefined) return moved;
    const { query, form, method } = visit.request;
    const members = await listMembers(visit, kind, looked.group.id);
    const username = (textOf(form, 'username') || textOf(query, 'user')).trim();
    const member = members.find(({ id, name }) => name === textOf(query, 'user') || id === textOf(query, 'user'));
    const asked = { kind, looked, members, member };
    if (method === 'POST') return give(visit, asked, username);
    return showForm(visit, asked, { username, role: member?.capacity ?? 'member' });
  };

async function give(visit: Visit, asked: Asked, username: string): Promise<Shown | PageResponse> {
  const { kind, looked, member } = asked;
  const role = textOf(visit.request.form, 'role');
  const again = (errors: Errors, alike: readonly UserRef[] = []): Shown => showForm(visit, asked, { username, role }, errors, alike);
  if (username === '') return again({ username: [withoutName(visit.request.form)] });
  try {
    await giveRole(visit, kind, looked.group, member?.name ?? username, role);
  } catch (error) {
    // The rule that nobody takes the role of an administrator from himself refuses as a right.
    if (error instanceof NotAuthorized && looked.mayManage) return again({ role: [error.message] });
    const errors = formErrors(error);
    if (errors === undefined) throw error;
    if (errors.username === undefined) return again(errors);
    const isUnknown = errors.username.includes('Not found: User');
    const told = isUnknown ? { ...errors, username: [`There is no user called ${username}`] } : errors;
    return again(told, await usersLike(visit, username));
  }
  return { status: 303, redirect: withQuery(path(kind, 'manage_members', looked.group.name), [['done', 'given']]) };
}

/** CKAN's form also invites by e-mail, which takes a catalogue that sends mail. */
const withoutName = (form: Fields): string =>
  plain(form.email) === ''
    ? 'Enter the name of a user'
    : 'Nobody can be invited by e-mail here: enter the name of somebody who has an account';

async function usersLike(visit: Visit, text: string): Promise<readonly UserRef[]> {
  try {
    return await visit.ask<UserRef[]>(userAutocomplete, { q: text, limit: 8 });
  } catch (error) {
    if (error instanceof NotAuthorized || error instanceof NotFound) return [];
    throw error;
  }
}

function showForm(visit: Visit, asked: Asked, values: Fields, errors: Errors = {}, alike: readonly UserRef[] = []): Shown {
  const { kind, looked, member } = asked;
  const title = member === undefined ? 'Add a member' : `Change the role of ${shownName(member)}`;
  const form: FormState = { values, errors, labels: LABELS };
  return {
    title: formTitle(`${title} - ${titleOf(looked.group)}`, errors),
    body: (
      <div class="container narrow page editing">
        <GroupManageHead kind={kind} group={looked.group} section="members" title={title} mayDelete={looked.mayDelete} />
        <ErrorSummary errors={errors} labels={LABELS} />
        <MemberForm visit={visit} asked={asked} form={form} alike={alike} />
      </div>
    ),
    crumbs: crumbsTo(kind, looked.group, looked.above, title),
    noindex: true,
  };
}

type FormProps = {
  readonly visit: Visit;
  readonly asked: Asked;
  readonly form: FormState;
  readonly alike: readonly UserRef[];
};

function MemberForm({ visit, asked, form, alike }: FormProps): VNode {
  const { kind, looked, members, member } = asked;
  const here = path(kind, 'member_new', looked.group.name);
  const list = path(kind, 'manage_members', looked.group.name);
  const lock = member === undefined ? undefined : lockOf(visit, member, members);
  if (member !== undefined && lock === 'own')
    return (
      <p class="notice">
        You are an administrator here, and nobody can give up that role alone. Ask another administrator to change it, or{' '}
        <a href={withQuery(path(kind, 'member_delete', looked.group.name), [['user', member.name]])}>leave the {kind}</a>.
      </p>
    );
  return (
    <Form request={visit.request} action={member === undefined ? here : withQuery(here, [['user', member.name]])} label="Role of a member">
      {member === undefined ? (
        <>
          <TextField
            form={form}
            name="username"
            required
            suggest="/api/2/util/user/autocomplete?q="
            hint="The user name of somebody who already has an account."
          />
          <Alike here={here} users={alike} />
        </>
      ) : (
        lock === 'last' && <p class="notice notice-warning">This is the only administrator of the {kind}.</p>
      )}
      <Radios
        form={form}
        name="role"
        required
        options={rolesFor(kind, textOf(form.values, 'role')).map((role) => ({
          value: role,
          label: capacityName(role),
          hint: meaningOf(kind, role),
        }))}
      />
      <FormButtons save={member === undefined ? 'Add the member' : 'Change the role'} cancel={list} />
    </Form>
  );
}

/** A role that the API gave and the form does not offer stays one that can be kept. */
const rolesFor = (kind: Kind, present: string): readonly string[] =>
  present === '' || ROLES[kind].includes(present) ? ROLES[kind] : [...ROLES[kind], present];

/** `own`: nobody steps down by himself. `last`: without this one only system administrators could manage it. */
function lockOf(visit: Visit, member: MemberDict, members: readonly MemberDict[]): 'own' | 'last' | undefined {
  const { actor } = visit.request;
  if (member.capacity !== 'admin') return undefined;
  if (actor.kind === 'user' && actor.id === member.id) return 'own';
  return members.filter(({ capacity }) => capacity === 'admin').length === 1 ? 'last' : undefined;
}

const Alike = ({ here, users }: { readonly here: string; readonly users: readonly UserRef[] }): VNode | null =>
  users.length === 0 ? null : (
    <div class="alike">
      <p>Did you mean:</p>
      <ul>
        {users.map(({ name, fullname }) => (
          <li>
            <a href={withQuery(here, [['user', name]])}>{name}</a> {plain(fullname)}
          </li>
        ))}
      </ul>
    </div>
  );
