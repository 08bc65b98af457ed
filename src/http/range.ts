/** Ranges and conditions of a download (RFC 9110, 13 and 14), as functions of headers. */
import type { IncomingHttpHeaders } from 'node:http';
import type { ByteRange } from '#files/storage.ts';

export type Version = { readonly etag: string; readonly modified: Date };

/** The bytes asked for, `unsatisfiable` where there are none such, undefined where all shall be sent. */
export function rangeOf(headers: IncomingHttpHeaders, size: number, version: Version): ByteRange | 'unsatisfiable' | undefined {
  const match = /^bytes=(\d*)-(\d*)$/.exec(headers.range?.replaceAll(' ', '') ?? '');
  if (match === null || !isStill(headers['if-range'], version)) return undefined;
  const [, first = '', last = ''] = match;
  if (first === '' && last === '') return undefined;
  if (first === '') return Number(last) === 0 || size === 0 ? 'unsatisfiable' : { start: Math.max(0, size - Number(last)), end: size - 1 };
  const range = { start: Number(first), end: last === '' ? size - 1 : Math.min(Number(last), size - 1) };
  if (last !== '' && Number(last) < range.start) return undefined;
  return range.start >= size ? 'unsatisfiable' : range;
}

/** Parts of two versions must never be put together. */
const isStill = (condition: string | string[] | undefined, { etag, modified }: Version): boolean =>
  condition === undefined || condition === etag || condition === modified.toUTCString();

/** The reader has this version already. */
export function isKnown(headers: IncomingHttpHeaders, { etag, modified }: Version): boolean {
  const tags = headers['if-none-match'];
  if (tags !== undefined) return tags.split(',').some((tag) => tag.trim() === '*' || tag.trim().replace(/^W\//, '') === etag);
  const since = Date.parse(headers['if-modified-since'] ?? '');
  return Math.floor(modified.getTime() / 1000) * 1000 <= since;
}
