/**
 * How a browser is to treat a file that anybody may have uploaded: its media type, whether
 * it may be shown, and the name to save it under. Only types that cannot run are shown; a PDF can.
 */

const SHOWN: ReadonlySet<string> = new Set(
  (
    'text/csv text/plain text/tab-separated-values text/markdown application/json application/geo+json ' +
    'image/png image/jpeg image/gif image/webp image/avif image/tiff audio/mpeg audio/ogg audio/mp4 video/mp4 video/webm video/ogg'
  ).split(' '),
);

/** The type without parameters, or bytes of no type where it is no type at all. */
export function mediaTypeFrom(text: string | null | undefined): string {
  const type = (text ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? '';
  return /^[a-z0-9][\w.+-]*\/[a-z0-9][\w.+-]*$/.test(type) ? type : 'application/octet-stream';
}

export const isShown = (mediaType: string): boolean => SHOWN.has(mediaType);

/** The Content-Disposition header (RFC 6266); names beyond ASCII go the way of RFC 8187 as well. */
export function dispositionOf(mediaType: string, fileName: string): string {
  const name = fileName
    .toWellFormed()
    .replace(/[\p{Cc}\p{Cf}\u2028\u2029/\\]/gu, '')
    .slice(0, 200)
    .toWellFormed();
  const kind = isShown(mediaType) ? 'inline' : 'attachment';
  if (name === '') return kind;
  if (/^[\w.!#$&+^`|~-]+$/.test(name)) return `${kind}; filename=${name}`;
  const plain = name.replace(/[^ -~]/gu, '_').replaceAll('"', '_');
  const wide =
    plain === name
      ? ''
      : `; filename*=UTF-8''${encodeURIComponent(name).replace(/['()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`)}`;
  return `${kind}; filename="${plain}"${wide}`;
}

/** Headers that keep a file from acting as a page of this site, whatever it holds. */
export const SAFETY: readonly string[] = [
  'X-Content-Type-Options',
  'nosniff',
  'Content-Security-Policy',
  "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; sandbox",
  'Cross-Origin-Resource-Policy',
  'cross-origin',
];
