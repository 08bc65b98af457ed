/**
 * Makes the actions that change an account. A patch differs from an update only in who is told
 * that a user does not exist, and in the way the stored user completes what was sent.
 */
import { mayUpdateUser } from '#access/user.ts';
import { NotFound, ValidationError } from '#domain/errors.ts';
import type { User } from '#domain/user.ts';
import { type CleanUser, validateUser } from '#schema/types/user.ts';
import type { Write } from '#store/commit.ts';
import { claimEmail, countCreatedDatasets, updateUser } from '#store/user.ts';
import { type Call, defineWrite, type Input, type Outcome, type WriteAction } from '../action.ts';
import { type NewPicture, placePicture, takePicture } from '../picture/upload.ts';
import { userFields } from './fields.ts';
import { userContext } from './lookups.ts';
import { type UserDict, ownUser } from './present.ts';
import { givenExtras, hashOf, userForm } from './store-form.ts';

type Checked = { readonly user: User; readonly clean: CleanUser; readonly picture: NewPicture | undefined; readonly input: Input };

type Change = Pick<WriteAction<User | undefined, Checked, UserDict>, 'name' | 'about' | 'input'> & {
  readonly find: (call: Call, input: Input) => Promise<User | undefined>;
  readonly complete: (input: Input, user: User) => Input;
};

export const userChange = ({ name, about, input: more, find, complete }: Change): WriteAction<User | undefined, Checked, UserDict> =>
  defineWrite<User | undefined, Checked, UserDict>({
    name,
    about,
    order: 'may-check',
    input: { ...userFields, ...more, id: { kind: 'text', about: 'Id or name of the user' } },
    find,
    may: ({ actor }, user) => mayUpdateUser(actor, user?.id),
    check: async (call, input, user) => {
      if (user === undefined) throw new NotFound();
      const { fields, picture } = takePicture(call, 'user', input);
      const { id: _id, ...own } = complete(fields, user);
      const result = validateUser(own, await userContext(call, own, user));
      if (!result.ok) throw new ValidationError(result.errors);
      return { user, clean: result.value, picture, input };
    },
    run: change,
  });

/** Who has his address already, as one of those among whom it is unique, claims nothing. */
function claimOf({ site }: Call, before: User, { doc: { email } }: CleanUser): Write[] {
  const states = site.settings['ckan.user.unique_email_states'];
  const holds = email.toLowerCase() === before.email?.toLowerCase() && states.includes(before.state);
  return holds ? [] : [claimEmail(before.id, email, states)];
}

async function change(call: Call, { user: before, clean, picture, input }: Checked): Promise<Outcome<UserDict>> {
  const hash = await hashOf(clean);
  const own = call.actor.kind === 'user' && call.actor.id === before.id;
  const user: User = { ...before, ...userForm(clean.doc), mustChangePassword: before.mustChangePassword && !(own && hash !== null) };
  const placed = await placePicture(call, 'user', user.id, picture, before.imageUrl, user.imageUrl);
  return {
    writes: [updateUser(user, hash), ...claimOf(call, before, clean), ...placed.writes],
    events: [{ kind: 'userChanged', user: user.id }],
    keeps: placed.keeps,
    drops: placed.drops,
    result: async () => ({
      ...ownUser(user, await countCreatedDatasets(call.db.pool, user.id, true), call.site.url),
      ...givenExtras(call, input, user),
    }),
  };
}
