/**
 * Forged requests: a browser sends its cookies along whoever wrote the form. So a POST that
 * is known by a cookie must show a token that only our own pages could read.
 */
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { Refusal } from './refusal.ts';

/** Holds the token of a visitor without a session, for forms such as the log-in. */
export const VISITOR_COOKIE = 'kokanee_visitor';

export const CSRF_FIELD = '_csrf_token';

export const newToken = (): string => randomBytes(24).toString('base64url');

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

/** Throws unless the token was shown in a header or in the form. */
export function assertNotForged(request: IncomingMessage, expected: string | undefined, fromForm: unknown): void {
  const shown = request.headers['x-csrftoken'] ?? request.headers['x-csrf-token'] ?? fromForm;
  const genuine =
    typeof shown === 'string' && expected !== undefined && expected !== '' && timingSafeEqual(digest(shown), digest(expected));
  if (!genuine) throw new Refusal(400, 'The form is no longer valid. Go back, load the page anew and send it again.');
}
