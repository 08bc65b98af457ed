/** Who may look after the site itself. */
import { type Actor, isSysadmin } from '#domain/actor.ts';
import { type Decision, allowed, denied } from './decision.ts';

/** Reading and changing the settings of the running site is for sysadmins. */
export const mayConfigure = (actor: Actor): Decision => (isSysadmin(actor) ? allowed : denied());
