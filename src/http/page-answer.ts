/** A rendered page as an answer: its cookies, its redirect, and the headers of safety that no page can weaken. */
import type { PageCookie, PageResponse } from '#domain/page.ts';
import { type Answer, redirectTo } from './answer.ts';
import { formatCookie, SESSION_COOKIE } from './cookies.ts';
import type { Door } from './door.ts';

/** Scripts and styles come from our own address and never stand in a page; pictures may come from anywhere. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "font-src 'self'",
  "img-src 'self' data: http: https:",
  "connect-src 'self'",
  "manifest-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

const SAFETY = [
  ...['Content-Security-Policy', POLICY],
  ...['X-Content-Type-Options', 'nosniff'],
  ...['Referrer-Policy', 'strict-origin-when-cross-origin'],
  ...['Cross-Origin-Opener-Policy', 'same-origin'],
];

/** Headers that are the door's to set. */
const RESERVED =
  /^(?:set-cookie|location|content-length|content-type|cache-control|content-security-policy|x-content-type-options|referrer-policy|cross-origin-opener-policy|transfer-encoding|connection)$/i;

/** `signedIn`: pages of people with an account may hold keys and drafts, so nothing of them is kept. */
export function answerOfPage(page: PageResponse, door: Door, moreCookies: readonly PageCookie[] = [], signedIn = false): Answer {
  const session: PageCookie[] = page.session === undefined ? [] : [{ name: SESSION_COOKIE, value: page.session ?? undefined }];
  const secure = door.catalogue.site.url.startsWith('https:');
  const cookies = [...(page.cookies ?? []), ...session, ...moreCookies].flatMap((cookie) => ['Set-Cookie', formatCookie(cookie, secure)]);
  const own = Object.entries(page.headers ?? {}).flatMap(([name, value]) => (RESERVED.test(name) ? [] : [name, value]));
  if (page.redirect !== undefined) {
    const redirect = redirectTo(addressFor(page.redirect, door), redirectStatus(page.status));
    return { ...redirect, headers: [...redirect.headers, ...own, ...cookies] };
  }
  const kept = page.immutable === true ? 'public, max-age=31536000, immutable' : signedIn ? 'no-store' : 'private';
  const cache = page.secret === true ? 'no-store, no-transform' : kept;
  const { body } = page;
  return {
    status: page.status ?? 200,
    headers: ['Content-Type', page.contentType ?? 'text/html; charset=utf-8', 'Cache-Control', cache, ...SAFETY, ...own, ...cookies],
    // A buffer stays the same object: what is made of it once is found by it again.
    body: typeof body !== 'object' || Buffer.isBuffer(body) ? body : Buffer.from(body.buffer, body.byteOffset, body.byteLength),
  };
}

const redirectStatus = (status: number | undefined): 301 | 302 | 303 | 308 =>
  status === 301 || status === 303 || status === 308 ? status : 302;

/** A path of this site in full; `//host` and `/\host` are no paths to a browser. */
export function addressFor(target: string, { catalogue }: Pick<Door, 'catalogue'>): string {
  if (/^\/(?![/\\])/.test(target)) return catalogue.site.url + target;
  return /^https?:\/\//i.test(target) ? target : `${catalogue.site.url}/`;
}
