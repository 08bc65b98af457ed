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

const MASKED = 'm.';
const xor = (left: Buffer, right: Buffer): Buffer => Buffer.from(left.map((byte, index) => byte ^ (right[index] ?? 0)));

/**
 * The token as a page shows it: another text each time. Pages are compressed, and how well something
 * compresses must not tell, guess by guess, what a secret in it is (BREACH).
 */
export function masked(token: string): string {
  const bytes = Buffer.from(token);
  const mask = randomBytes(bytes.length);
  return `${MASKED}${mask.toString('base64url')}.${xor(bytes, mask).toString('base64url')}`;
}

/** The token behind what was shown; a token that was never masked is itself. */
function unmasked(shown: string): string {
  if (!shown.startsWith(MASKED)) return shown;
  const [mask = '', rest = ''] = shown.slice(MASKED.length, 1000).split('.');
  return xor(Buffer.from(rest, 'base64url'), Buffer.from(mask, 'base64url')).toString();
}

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

/** Whether the token was shown, in a header or in the form. */
function isGenuine(request: IncomingMessage, expected: string | undefined, fromForm: unknown): boolean {
  const shown = request.headers['x-csrftoken'] ?? request.headers['x-csrf-token'] ?? fromForm;
  return (
    typeof shown === 'string' && expected !== undefined && expected !== '' && timingSafeEqual(digest(unmasked(shown)), digest(expected))
  );
}

const REFUSED = 'The form is no longer valid. Go back, load the page anew and send it again.';

/** Throws unless the token was shown in a header or in the form. */
export function assertNotForged(request: IncomingMessage, expected: string | undefined, fromForm: unknown): void {
  if (!isGenuine(request, expected, fromForm)) throw new Refusal(400, REFUSED);
}

/**
 * True for a form that shows its token. False for one of our own pages whose token fits no more, as
 * when the session ended meanwhile: nothing may be done with it but to show it again, if `canBeShown`.
 * Throws for all others.
 */
export function proveForm(request: IncomingMessage, expected: string | undefined, fromForm: unknown, canBeShown: boolean): boolean {
  if (isGenuine(request, expected, fromForm)) return true;
  if (canBeShown && isFromHere(request)) return false;
  throw new Refusal(400, REFUSED);
}

/** Whether the browser itself vouches that one of our pages sent it; no page of another site can make it say so. */
function isFromHere({ headers }: IncomingMessage): boolean {
  const site = headers['sec-fetch-site'];
  if (site !== undefined) return site === 'same-origin';
  return headers.origin !== undefined && headers.host !== undefined && URL.parse(headers.origin)?.host === headers.host;
}
