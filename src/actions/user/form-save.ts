/**
 * What the pages need of the actions of users and the API does not offer: a password that somebody else
 * chose is one to begin with, and its owner has to choose his own before he does anything.
 */
import { userIdOf } from '#domain/actor.ts';
import type { User } from '#domain/user.ts';
import { userPatch } from './user_patch.ts';

/** `user_patch`, after which another one's new password must be changed at his next log-in. */
export const userPatchByForm: typeof userPatch = Object.freeze({
  ...userPatch,
  check: async (...step: Parameters<typeof userPatch.check>) => {
    const [call] = step;
    const checked = await userPatch.check(...step);
    const isOthers = userIdOf(call.actor) !== checked.user.id;
    if (!isOthers || checked.clean.password === undefined) return checked;
    return { ...checked, user: { ...checked.user, mustChangePassword: true } satisfies User };
  },
});
