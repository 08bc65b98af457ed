/** A new account. */
import { mayCreateUser, mayRegister } from '#access/user.ts';
import { ValidationError } from '#domain/errors.ts';
import { newId } from '#domain/ids.ts';
import type { User } from '#domain/user.ts';
import { type CleanUser, validateUser } from '#schema/types/user.ts';
import { claimEmail, insertToken, insertUser } from '#store/user.ts';
import { type Call, defineWrite, type Input, type Outcome, type WriteAction } from '../action.ts';
import { type NewPicture, placePicture, takePicture } from '../picture/upload.ts';
import { asFlag } from '../parameters.ts';
import { userFields } from './fields.ts';
import { userContext } from './lookups.ts';
import { type UserDict, ownUser } from './present.ts';
import { givenExtras, hashOf, userForm } from './store-form.ts';
import { newToken, signed } from './token.ts';

type Checked = {
  readonly clean: CleanUser;
  readonly picture: NewPicture | undefined;
  readonly input: Input;
  /** The password is one to begin with. */
  readonly mustChange: boolean;
};

export const userCreate = creation(mayCreateUser, () => false);

/** The same as a page does it for people: whether anybody may is another setting of the site, and who gets a password changes it. */
export const userRegister = creation(mayRegister, ({ actor }) => actor.kind === 'user');

function creation(may: typeof mayCreateUser, mustChange: (call: Call) => boolean): WriteAction<undefined, Checked, UserDict> {
  return defineWrite<undefined, Checked, UserDict>({
    name: 'user_create',
    about: 'Creates an account. Sysadmins may, and everybody where the site allows it.',
    order: 'may-check',
    input: { ...userFields, with_apitoken: { kind: 'flag', about: 'Make a token too, and show it this once' } },
    may: ({ actor, site }) => may(actor, site.policy),
    check: async (call, input) => {
      const { fields, picture } = takePicture(call, 'user', input);
      const result = validateUser(fields, await userContext(call, fields));
      if (!result.ok) throw new ValidationError(result.errors);
      return { clean: result.value, picture, input, mustChange: mustChange(call) };
    },
    run: create,
  });
}

async function create(call: Call, { clean, picture, input, mustChange }: Checked): Promise<Outcome<UserDict>> {
  const user: User = {
    id: clean.id ?? newId(),
    ...userForm(clean.doc),
    created: call.now,
    lastActive: null,
    mustChangePassword: mustChange,
    rev: 1,
  };
  const placed = await placePicture(call, 'user', user.id, picture, null, user.imageUrl);
  const token = asFlag(input.with_apitoken) ? newToken(call, user.id, 'default') : undefined;
  return {
    writes: [
      insertUser(user, await hashOf(clean)),
      claimEmail(user.id, clean.doc.email, call.site.settings['ckan.user.unique_email_states']),
      ...placed.writes,
      ...(token === undefined ? [] : [insertToken(token)]),
    ],
    events: [{ kind: 'userCreated', user: user.id }],
    keeps: placed.keeps,
    result: () => ({
      ...ownUser(user, 0, call.site.url),
      ...givenExtras(call, input, user),
      ...(token !== undefined && { token: signed(call, token) }),
    }),
  };
}
