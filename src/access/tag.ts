/** Who may keep vocabularies and take tags off datasets. */
import { type Actor, isSysadmin } from '#domain/actor.ts';
import { type Decision, allowed, denied } from './decision.ts';

export const mayKeepTags = (actor: Actor): Decision => (isSysadmin(actor) ? allowed : denied());
