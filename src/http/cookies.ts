/** Cookies, read and written. Everything set here is HttpOnly, SameSite=Lax, and Secure where the site is. */
import type { PageCookie } from '#domain/page.ts';

/** The log-in session. */
export const SESSION_COOKIE = 'kokanee';

const NAME = /^[\w.-]{1,64}$/;

/** Names and values; of a name that comes twice the first counts, as browsers send the most specific one first. */
export function parseCookies(header: string | undefined): Record<string, string> {
  const cookies: Record<string, string> = {};
  for (const piece of (header ?? '').split(';')) {
    const equals = piece.indexOf('=');
    const name = piece.slice(0, Math.max(equals, 0)).trim();
    if (!NAME.test(name) || name === '__proto__' || Object.hasOwn(cookies, name)) continue;
    cookies[name] = decode(piece.slice(equals + 1).trim());
  }
  return cookies;
}

function decode(value: string): string {
  try {
    return decodeURIComponent(value.replace(/^"(.*)"$/, '$1'));
  } catch {
    return value;
  }
}

/** The Set-Cookie header's value. */
export function formatCookie({ name, value, maxAgeSeconds }: PageCookie, secure: boolean): string {
  if (!NAME.test(name)) throw new Error(`"${name}" is no name of a cookie`);
  const age = value === undefined ? '; Max-Age=0' : maxAgeSeconds === undefined ? '' : `; Max-Age=${Math.trunc(maxAgeSeconds)}`;
  return `${name}=${encodeURIComponent(value ?? '')}; Path=/; HttpOnly; SameSite=Lax${secure ? '; Secure' : ''}${age}`;
}
