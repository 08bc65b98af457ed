/** API tokens: keys for one program each, shown once, revocable by themselves. */
import { apiTokenList } from '#actions/user/api_token_list.ts';
import { NotAuthorized } from '#domain/errors.ts';
import type { PageResponse } from '#domain/page.ts';
import type { VNode } from 'preact';
import { CopyField } from '../../components/copy-field.tsx';
import { Done, ErrorSummary, type Errors, Field, Form, formTitle } from '../../components/form.tsx';
import { When } from '../../components/marks.tsx';
import { formErrors } from '../../data/errors.ts';
import { listOf, textOf } from '../../data/fields.ts';
import { type TokenDict, type UserDict, createToken, listTokens, revokeToken, showUser, shownName, theUser } from '../../data/user.ts';
import type { Shown, Visit } from '../../page.ts';
import { path } from '../../text/addresses.ts';

const tokensPath = (user: UserDict): string => path('user', user.name, 'api-tokens');

type State = { readonly fresh?: string; readonly errors?: Errors; readonly name?: string };

export async function tokensPage(visit: Visit): Promise<Shown> {
  return showTokens(visit, await ownerOf(visit), {});
}

/** Whose tokens they are; refuses all whom the list would refuse. */
async function ownerOf(visit: Visit): Promise<UserDict> {
  theUser(visit);
  const user = await showUser(visit, visit.params.id ?? '');
  if (!(await visit.may(apiTokenList, { user_id: user.id }))) throw new NotAuthorized();
  return user;
}

async function showTokens(visit: Visit, user: UserDict, state: State): Promise<Shown> {
  const tokens = await listTokens(visit, user.id);
  const body = (
    <div class="container narrow page">
      <h1>API tokens of {shownName(user)}</h1>
      <TokenSection visit={visit} user={user} tokens={tokens} state={state} titled={false} />
      <p>
        <a class="button secondary" href="/user">
          Account Settings
        </a>
      </p>
    </div>
  );
  return {
    title: formTitle('API tokens', state.errors ?? {}),
    body,
    crumbs: [{ title: 'Account Settings', href: '/user' }, { title: 'API tokens' }],
    noindex: true,
  };
}

/** The new token stands in this one answer; nobody can ask for it again. */
export async function addToken(visit: Visit): Promise<Shown> {
  const user = await ownerOf(visit);
  const name = textOf(visit.request.form, 'name').trim();
  if (name === '') return showTokens(visit, user, { errors: { name: ['Give the token a name'] } });
  try {
    return { ...(await showTokens(visit, user, { fresh: await createToken(visit, user.id, name) })), status: 201 };
  } catch (error) {
    const errors = formErrors(error);
    if (errors === undefined) throw error;
    return showTokens(visit, user, { errors, name });
  }
}

export async function removeToken(visit: Visit): Promise<PageResponse> {
  const user = await ownerOf(visit);
  for (const jti of listOf(visit.request.form, 'token')) await revokeToken(visit, jti);
  return { status: 303, redirect: user.id === theUser(visit).id ? '/user?done=revoked' : tokensPath(user) };
}

type SectionProps = {
  readonly visit: Visit;
  readonly user: UserDict;
  readonly tokens: readonly TokenDict[];
  readonly state?: State;
  readonly titled?: boolean;
};

export function TokenSection({ visit, user, tokens, state = {}, titled = true }: SectionProps): VNode {
  const { fresh, errors = {}, name } = state;
  return (
    <section class="section" aria-label="API tokens">
      {titled && <h2>API tokens</h2>}
      <p>A token is a key for one program. Give each program its own, so that you can revoke one without affecting the others.</p>
      {fresh !== undefined && (
        <Done>
          <p>
            <strong>The token is created.</strong> Copy it now: it is not shown again.
          </p>
          <CopyField id="fresh-token" label="New token" value={fresh} />
        </Done>
      )}
      <ErrorSummary errors={errors} labels={{ name: 'Name of the token' }} />
      <TokenTable visit={visit} user={user} tokens={tokens} />
      <Form request={visit.request} action={tokensPath(user)} label="New token" once>
        <Field
          id="name"
          label="Name of a new token"
          value={name}
          autoComplete="off"
          hint="What it is for, such as: nightly upload"
          required
          errors={errors.name}
        />
        <button type="submit" class="button">
          Create token
        </button>
      </Form>
    </section>
  );
}

function TokenTable({
  visit,
  user,
  tokens,
}: {
  readonly visit: Visit;
  readonly user: UserDict;
  readonly tokens: readonly TokenDict[];
}): VNode {
  if (tokens.length === 0) return <p class="nothing">There are no tokens.</p>;
  return (
    <table class="token-table">
      <caption class="unseen">Tokens in use</caption>
      <thead>
        <tr>
          <th scope="col">Name</th>
          <th scope="col">Created</th>
          <th scope="col">Last used</th>
          <th scope="col">
            <span class="unseen">Action</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {tokens.map((token) => (
          <tr>
            <th scope="row">{token.name}</th>
            <td data-label="Created">
              <When value={token.created_at} />
            </td>
            <td data-label="Last used">{token.last_access ? <When value={token.last_access} /> : 'Never'}</td>
            <td>
              <Form request={visit.request} action={`${tokensPath(user)}/revoke`}>
                <input type="hidden" name="token" value={token.id} />
                <button type="submit" class="button secondary small">
                  Revoke<span class="unseen"> {token.name}</span>
                </button>
              </Form>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
