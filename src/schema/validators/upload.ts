/**
 * Rules of resources about addresses and uploaded files: what is filled in for a file,
 * and what format and media type are guessed from an address.
 */
import { guessMediaType } from '#domain/media-types.ts';
import { mungeFilename } from '#domain/names.ts';
import type { Input, Place, Rule } from '../field.ts';
import type { ResourceContext, Upload } from '../types/dataset-context.ts';
import { isoDate } from './date.ts';
import { isFalsy } from './missing.ts';

/** The file among the keys of a resource. */
export const uploadOf = (input: Input, context: ResourceContext): Upload | undefined =>
  input.upload === undefined ? undefined : context.uploadOf?.(input.upload);

type At = Place<ResourceContext>;

/** A file makes it an upload; without a file, `clear_upload` makes it a link. */
export const urlType: Rule<ResourceContext> = (value, at) => {
  if (uploadOf(at.input, at.context) !== undefined) return 'upload';
  return isFalsy(at.input.clear_upload) ? value : '';
};

const lastSegment = (url: unknown): unknown => (typeof url === 'string' ? url.slice(url.lastIndexOf('/') + 1) : url);

/** Of an upload only the file's name is kept, whatever address the caller sends back. */
export const urlOfUpload: Rule<ResourceContext> = (value, at) => {
  const upload = uploadOf(at.input, at.context);
  if (upload !== undefined) return mungeFilename(upload.filename);
  const missing = value === undefined || value === null;
  if (at.output.url_type !== 'upload') return missing ? '' : value;
  return lastSegment(missing ? (at.stored?.url ?? '') : value);
};

/** An address without a path, such as `http://example.org`, names no file. */
function hasPath(url: string): boolean {
  const rest = url.replace(/^[a-z][a-z0-9+.-]*:/i, '').replace(/^\/\/[^/?#]*/, '');
  return /^[^?#]/.test(rest);
}

function typeOf(url: unknown): string | null {
  return typeof url === 'string' && url !== '' && hasPath(url) ? guessMediaType(url) : null;
}

/** CKAN: the format of a new resource is guessed, unless the caller chose its id. */
export const guessFormat: Rule<ResourceContext> = (value, at) =>
  isFalsy(value) && isFalsy(at.input.id) ? (typeOf(at.output.url) ?? value) : value;

/** CKAN: the media type is guessed where nothing is said, but not in resources that come with a new dataset. */
export const guessType: Rule<ResourceContext> = (value, at) => {
  if (value !== undefined || (at.parent !== undefined && at.context.mode === 'create')) return value;
  const { mimetypeGuess } = at.context.settings;
  if (mimetypeGuess === 'file_ext') return typeOf(at.output.url);
  return mimetypeGuess === 'file_contents' ? (uploadOf(at.input, at.context)?.sniffedType ?? null) : null;
};

/** The size of a file, unless the caller says one. */
export const sizeOfUpload: Rule<ResourceContext> = (value, at) => (value === undefined ? uploadOf(at.input, at.context)?.size : value);

/** With a file, always now. */
export const lastModified: Rule<ResourceContext> = (value, at) => (uploadOf(at.input, at.context) === undefined ? value : at.context.now);

/** Now, unless the caller says when. */
export const createdDate: Rule<ResourceContext> = (value, at: At) => {
  const missing = value === undefined || value === null || value === '';
  return missing ? at.context.now : isoDate(value, at);
};
