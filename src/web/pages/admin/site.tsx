/** Administration: how the site is, and who may do everything. */
import { type Condition, siteCondition } from '#actions/site/condition.ts';
import { statusShow } from '#actions/site/status_show.ts';
import { userIdOf } from '#domain/actor.ts';
import { NotFound } from '#domain/errors.ts';
import type { PageResponse } from '#domain/page.ts';
import type { VNode } from 'preact';
import { AdminHead } from '../../components/admin-head.tsx';
import { Confirm } from '../../components/confirm.tsx';
import { ErrorSummary, Form, formTitle } from '../../components/form.tsx';
import { type FormState, TextField } from '../../components/form-fields.tsx';
import { assertAdministers, isLastSysadmin, listSysadmins, setSysadmin } from '../../data/admin.ts';
import { textOf } from '../../data/fields.ts';
import { type UserDict, showUser, shownName } from '../../data/user.ts';
import type { Shown, Visit } from '../../page.ts';
import { path, withQuery } from '../../text/addresses.ts';
import { grouped, readableSize } from '../../text/sizes.ts';

const HERE = '/ckan-admin';
const LABELS = { username: 'User name' };

const DONE: Readonly<Record<string, string>> = {
  promoted: 'The user is now a system administrator.',
  revoked: 'The user is no longer a system administrator.',
};

export async function adminPage(visit: Visit): Promise<Shown> {
  assertAdministers(visit);
  return show(visit, {}, '');
}

/** CKAN's address for both: `status` 1 makes somebody a system administrator, anything else takes it back. */
export async function changeSysadmin(visit: Visit): Promise<Shown | PageResponse> {
  assertAdministers(visit);
  const { form } = visit.request;
  const name = textOf(form, 'username').trim();
  const promotes = /^(?:1|true)$/i.test(textOf(form, 'status'));
  const user = name === '' ? undefined : await userCalled(visit, name);
  if (user === undefined) return show(visit, { username: [name === '' ? 'Enter a user name' : `There is no user called ${name}`] }, name);
  if (promotes && user.state !== 'active') return show(visit, { username: ['This account is deleted. Restore it first'] }, name);
  if (!promotes && (await isLastSysadmin(visit, user)))
    return show(visit, { message: ['The last system administrator cannot be removed. Add another one first.'] }, '');
  await setSysadmin(visit, user.id, promotes);
  const isSelf = userIdOf(visit.request.actor) === user.id;
  if (isSelf && !promotes) return { status: 303, redirect: '/user' };
  return { status: 303, redirect: `${HERE}?done=${promotes ? 'promoted' : 'revoked'}` };
}

/** The question before a system administrator is made an ordinary user. */
export async function revokeSysadminPage(visit: Visit): Promise<Shown> {
  assertAdministers(visit);
  const user = await userCalled(visit, textOf(visit.request.query, 'username'));
  if (user === undefined || !(await listSysadmins(visit)).some(({ id }) => id === user.id)) throw new NotFound();
  const isSelf = userIdOf(visit.request.actor) === user.id;
  const title = isSelf ? 'Stop being a system administrator?' : `Take the rights of a system administrator from ${shownName(user)}?`;
  const body = (
    <Confirm
      request={visit.request}
      title={title}
      action="/user/sysadmin"
      confirm={isSelf ? 'Give up my rights' : 'Revoke the rights'}
      cancel={HERE}
      hidden={[
        ['username', user.name],
        ['status', '0'],
      ]}
    >
      {isSelf ? (
        <p>
          You lose these pages at once: you can no longer see and change everything, and cannot undo it yourself. Only another system
          administrator can give the rights back to you.
        </p>
      ) : (
        <p>
          {shownName(user)} can no longer see and change everything, nor open these pages. Roles in organizations and groups stay as they
          are. You can give the rights back at any time.
        </p>
      )}
    </Confirm>
  );
  return { title, body, crumbs: [{ title: 'Administration', href: HERE }, { title: 'Revoke' }], noindex: true };
}

async function userCalled(visit: Visit, name: string): Promise<UserDict | undefined> {
  try {
    return name.includes('\0') ? undefined : await showUser(visit, name);
  } catch (error) {
    if (error instanceof NotFound) return undefined;
    throw error;
  }
}

async function show(visit: Visit, errors: FormState['errors'], typed: string): Promise<Shown> {
  const [sysadmins, condition, status, ready] = await Promise.all([
    listSysadmins(visit),
    visit.ask<Condition | undefined>(siteCondition, {}),
    visit.ask<{ ckan_version?: string; extensions: readonly string[] }>(statusShow, {}),
    visit.catalogue.ready(),
  ]);
  const form: FormState = { values: { username: typed }, errors, labels: LABELS };
  const body = (
    <div class="container narrow page">
      <AdminHead title="Administration" here={HERE} request={visit.request} done={DONE} />
      <ErrorSummary errors={errors} labels={LABELS} />
      <section aria-labelledby="condition-title">
        <h2 id="condition-title">State of the site</h2>
        <ConditionFacts condition={condition} ready={ready} version={status.ckan_version} extensions={status.extensions} />
      </section>
      <section class="section" aria-labelledby="sysadmins-title">
        <h2 id="sysadmins-title">System administrators</h2>
        <p>They may read and change everything, and appoint others.</p>
        <SysadminTable sysadmins={sysadmins} />
        <Form request={visit.request} action="/user/sysadmin" label="Add a system administrator">
          <input type="hidden" name="status" value="1" />
          <TextField
            form={form}
            name="username"
            required
            suggest="/api/2/util/user/autocomplete?q="
            hint="The user must already have an account."
          />
          <button type="submit" class="button">
            Make system administrator
          </button>
        </Form>
      </section>
    </div>
  );
  return { title: formTitle('Administration', errors), body, crumbs: [{ title: 'Administration' }], noindex: true };
}

type FactsProps = {
  readonly condition: Condition | undefined;
  readonly ready: boolean;
  readonly version: string | undefined;
  readonly extensions: readonly string[];
};

function ConditionFacts({ condition, ready, version, extensions }: FactsProps): VNode {
  const facts: readonly (readonly [string, string])[] = [
    ['Search index', ready ? 'Ready' : 'Being built'],
    ['API', `Compatible with CKAN ${version ?? ''}`],
    ['Extensions', extensions.length === 0 ? 'None' : extensions.join(', ')],
    ...(condition === undefined ? [] : factsOf(condition)),
  ];
  return (
    <dl class="fact-list">
      {facts.map(([title, text]) => (
        <div>
          <dt>{title}</dt>
          <dd>{text}</dd>
        </div>
      ))}
    </dl>
  );
}

const sizeOf = (bytes: number): string => readableSize(bytes) ?? 'none';

const factsOf = (condition: Condition): readonly (readonly [string, string])[] => [
  ['Database', `PostgreSQL ${condition.postgresql}, ${sizeOf(condition.bytes)}`],
  [
    'Datasets',
    `${grouped(condition.datasets)}, of which ${grouped(condition.hiddenDatasets)} private; ${grouped(condition.drafts)} drafts`,
  ],
  ['Resources', `${grouped(condition.resources)}; uploaded files: ${sizeOf(condition.fileBytes)}`],
  ['Organizations and groups', `${grouped(condition.organizations)} and ${grouped(condition.groups)}`],
  ['Users', `${grouped(condition.users)}; open sessions: ${grouped(condition.sessions)}; API tokens: ${grouped(condition.tokens)}`],
];

const SysadminTable = ({ sysadmins }: { readonly sysadmins: readonly UserDict[] }): VNode => (
  <table class="token-table">
    <caption class="unseen">System administrators</caption>
    <thead>
      <tr>
        <th scope="col">Name</th>
        <th scope="col">E-mail</th>
        <th scope="col">
          <span class="unseen">Action</span>
        </th>
      </tr>
    </thead>
    <tbody>
      {sysadmins.map((user) => (
        <tr>
          <th scope="row">
            <a href={path('user', user.name)}>{shownName(user)}</a>
            {shownName(user) !== user.name && <span class="quiet"> {user.name}</span>}
          </th>
          <td data-label="E-mail">{user.email}</td>
          <td>
            {sysadmins.length > 1 && (
              <a class="button secondary small" href={withQuery('/user/sysadmin', [['username', user.name]])}>
                Revoke<span class="unseen"> {shownName(user)}</span>
              </a>
            )}
          </td>
        </tr>
      ))}
    </tbody>
  </table>
);
