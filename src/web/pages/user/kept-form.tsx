/**
 * A form of ours that came when its session had ended, or from a page that was open too long. Nothing
 * is done with it; what was typed is shown and goes on from here, after logging in where need be.
 */
import type { PageResponse } from '#domain/page.ts';
import { textOf } from '../../data/fields.ts';
import { keptFormOf, readKept } from '../../data/kept-form.ts';
import type { Shown, Visit } from '../../page.ts';
import { localPath } from '../../text/addresses.ts';
import { showKept } from './go-on.tsx';
import { showLogIn } from './log-in.tsx';

const GROWN_OLD = 'The page had been open too long. Enter your password again.';

export function unprovenFormPage(visit: Visit): Shown | PageResponse {
  const { request } = visit;
  const { actor, path, form } = request;
  if (path === '/user/login') {
    const cameFrom = localPath(textOf(request.query, 'came_from') || textOf(form, 'came_from'), '');
    return { ...showLogIn(visit, cameFrom, textOf(form, 'login'), { password: [GROWN_OLD] }, readKept(form)), status: 400 };
  }
  if (actor.kind !== 'user' && path === '/user/_logout') return { status: 303, redirect: '/user/logged_out_redirect' };
  if (actor.kind === 'user' || path === '/user/register') return { ...showKept(visit, keptFormOf(request), 'grown old'), status: 400 };
  return { ...showLogIn(visit, '', '', {}, keptFormOf(request)), status: 403 };
}
