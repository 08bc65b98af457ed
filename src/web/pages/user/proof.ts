/** The password once more before what would hand an account over: whoever finds a browser open must not take it away. */
import { TooManyTries } from '#domain/errors.ts';
import { textOf } from '../../data/fields.ts';
import { theUser } from '../../data/user.ts';
import type { Visit } from '../../page.ts';
import { tryLogIn } from './log-in.tsx';

/** What is wrong with the password in the field `old_password`; undefined where it is that of the one who is logged in. */
export async function proofFault(visit: Visit): Promise<string | undefined> {
  const password = textOf(visit.request.form, 'old_password');
  if (password === '') return 'Enter your current password, because what you change could hand the account over';
  const proof = await tryLogIn(visit, theUser(visit).name, password);
  if (proof instanceof TooManyTries) return proof.message;
  if (proof === undefined) return 'This is not your current password';
  await visit.catalogue.logOut(proof.session);
  return undefined;
}
