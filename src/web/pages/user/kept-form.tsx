/**
 * A form of ours that came when its session had ended, or from a page that was open too long. Nothing
 * is done with it; what was typed is shown and goes on from here, after logging in where need be.
 */
import { nameOf } from '#domain/actor.ts';
import type { PageRequest, PageResponse } from '#domain/page.ts';
import { textOf } from '../../data/fields.ts';
import { FOR_FIELD, keptFormOf, readKept } from '../../data/kept-form.ts';
import type { Shown, Visit } from '../../page.ts';
import { localPath } from '../../text/addresses.ts';
import { showKept } from './go-on.tsx';
import { carriedOf, showLogIn } from './log-in.tsx';

const GROWN_OLD = 'The page had been open too long. Enter your password again.';

export async function unprovenFormPage(visit: Visit): Promise<Shown | PageResponse> {
  const { request } = visit;
  const { actor, path, form } = request;
  if (path === '/user/login') {
    const cameFrom = localPath(textOf(request.query, 'came_from') || textOf(form, 'came_from'), '');
    const kept = await carriedOf(visit, readKept(form));
    return { ...showLogIn(visit, cameFrom, textOf(form, 'login'), { password: [GROWN_OLD] }, kept), status: 400 };
  }
  if (actor.kind !== 'user' && path === '/user/_logout') return { status: 303, redirect: '/user/logged_out_redirect' };
  const kept = keptFormOf(request);
  if (actor.kind === 'user' || path === '/user/register') return { ...(await showKept(visit, kept, reasonFor(request))), status: 400 };
  return { ...showLogIn(visit, '', '', {}, await carriedOf(visit, kept)), status: 403 };
}

/** Who logs in elsewhere in the same browser, anew or as somebody else, takes the token from the pages that are open. */
function reasonFor({ actor, form }: PageRequest): string {
  const begunBy = textOf(form, FOR_FIELD);
  if (actor.kind !== 'user' || begunBy === '') return 'The page had been open too long for its form to be taken.';
  const now = nameOf(actor);
  return begunBy === now
    ? `You have logged in anew as ${now} since this page was opened.`
    : `You are logged in as ${now} now, but this form was begun by ${begunBy}. If you go on, it is saved as ${now}.`;
}
