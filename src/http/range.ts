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

/** The reader wants this version and no other, and it is another. */
export function isUnwanted(headers: IncomingHttpHeaders, { etag, modified }: Version): boolean {
  const tags = headers['if-match'];
  if (tags !== undefined) return !tags.split(',').some((tag) => tag.trim() === '*' || tag.trim() === etag);
  return secondsOf(modified) > Date.parse(headers['if-unmodified-since'] ?? '');
}

/** In milliseconds, as dates in headers tell it: without parts of a second. */
const secondsOf = (time: Date): number => Math.floor(time.getTime() / 1000) * 1000;

/** The reader has this version already. */
export function isKnown(headers: IncomingHttpHeaders, { etag, modified }: Version): boolean {
  const tags = headers['if-none-match'];
  if (tags !== undefined) return tags.split(',').some((tag) => tag.trim() === '*' || tag.trim().replace(/^W\//, '') === etag);
  const since = Date.parse(headers['if-modified-since'] ?? '');
  return secondsOf(modified) <= since;
}
