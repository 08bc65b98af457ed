/** Addresses: which of a stranger's may be linked, and how our own are put together. */

const LINKED = new Set(['http:', 'https:', 'ftp:', 'ftps:', 'sftp:']);

/** An address that a visitor may be led to, in full; undefined for all else, `javascript:` first of all. */
export function safeAddress(value: unknown): string | undefined {
  if (typeof value !== 'string' || value.length > 4000) return undefined;
  const text = value.trim();
  if (!/^[a-z]+:\/\//i.test(text)) return undefined;
  try {
    const url = new URL(text);
    return LINKED.has(url.protocol) && url.hostname !== '' ? url.href : undefined;
  } catch {
    return undefined;
  }
}

/** A `mailto:` address, or undefined where the text is no e-mail address. */
export const mailAddress = (value: unknown): string | undefined =>
  typeof value === 'string' && /^[^\s@<>"',;:?&]+@[^\s@<>"',;:?&]+\.[^\s@<>"',;:?&]+$/.test(value.trim())
    ? `mailto:${value.trim()}`
    : undefined;

/** A path of this site to go back to; anything that could lead elsewhere becomes the fallback. */
export function localPath(value: unknown, fallback: string): string {
  if (typeof value !== 'string' || !/^\/(?![/\\])[^\\\p{Cc}]*$/u.test(value)) return fallback;
  const url = new URL(value, 'http://site.invalid');
  return url.host === 'site.invalid' ? url.pathname + url.search + url.hash : fallback;
}

/** A path with its parts encoded: `path('dataset', name)`. */
export const path = (...parts: readonly string[]): string => `/${parts.map(encodeURIComponent).join('/')}`;

export type QueryPairs = readonly (readonly [name: string, value: string])[];

/** A path with a query, in which empty values are left out. */
export function withQuery(address: string, pairs: QueryPairs): string {
  const kept = pairs
    .filter(([, value]) => value !== '')
    .map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value).replaceAll('%20', '+')}`);
  return kept.length === 0 ? address : `${address}?${kept.join('&')}`;
}
