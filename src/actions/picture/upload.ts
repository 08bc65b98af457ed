/**
 * Pictures that come with a form: which are taken, the name they get, and what becomes of the
 * one that stood in their place. The bytes are stored already when an action sees them.
 */
import type { StoredFile } from '#domain/dataset.ts';
import { ValidationError } from '#domain/errors.ts';
import { endingOf, guessMediaType, splitEnding } from '#domain/media-types.ts';
import { mungeImageName } from '#domain/names.ts';
import { Upload } from '#domain/upload.ts';
import type { Write } from '#store/commit.ts';
import { type PictureKind, findPicture, insertPicture, removePicture } from '#store/picture.ts';
import type { Call, Input } from '../action.ts';
import { sniffedType } from './type.ts';

export type NewPicture = { readonly name: string; readonly kind: PictureKind; readonly file: StoredFile; readonly contentType: string };

/** The input with `image_url` naming the picture that came along, and the picture itself. Refuses what is none. */
export function takePicture(
  call: Call,
  kind: PictureKind,
  input: Input,
): { readonly fields: Input; readonly picture: NewPicture | undefined } {
  // CKAN: clear_upload changes nothing by itself; image_url decides
  const { image_upload: upload, clear_upload: _clear, ...fields } = input;
  if (!(upload instanceof Upload) || upload.fileName === '' || !call.site.settings['ckan.uploads_enabled'])
    return { fields, picture: undefined };
  const contentType = sniffedType(upload.start);
  assertAllowed(call, kind, contentType, upload.file.size);
  const name = stampOf(call.now) + mungeImageName(nameFor(upload.fileName, contentType));
  return { fields: { ...fields, image_url: name }, picture: { name, kind, file: upload.file, contentType } };
}

/** A picture is sent as what its name says, so the name ends as its bytes are. Where those tell nothing, a name that says a picture stays. */
function nameFor(fileName: string, type: string): string {
  const said = guessMediaType(fileName);
  const isPicture = said?.startsWith('image/') === true && said !== 'image/svg+xml';
  if (said === type || (type === 'application/octet-stream' && isPicture)) return fileName;
  return `${splitEnding(fileName)[0]}${endingOf(type) ?? '.bin'}`;
}

function assertAllowed(call: Call, kind: PictureKind, type: string, size: number): void {
  const types = call.site.settings[`ckan.upload.${kind}.mimetypes`];
  if (types.length === 0) throw new ValidationError({ image_upload: [`No uploads allowed for object type ${kind}`] });
  if (!types.includes(type) && !types.includes('*')) throw new ValidationError({ image_upload: [`Unsupported upload type: ${type}`] });
  if (size > call.site.settings['ckan.max_image_size'] * 1024 * 1024) throw new ValidationError({ upload: ['File upload too large'] });
}

/** `2026-11-24-101112.123456`: the time of upload, so that a newer picture has a newer address. */
const stampOf = (now: string): string => `${now.slice(0, 10)}-${now.slice(11, 19).replaceAll(':', '')}.${now.slice(20).padEnd(6, '0')}`;

export type PictureWrites = { readonly writes: readonly Write[]; readonly keeps: readonly string[]; readonly drops: readonly string[] };

/** Puts a picture in place for its owner; one of his own that it replaces goes. */
export async function placePicture(
  call: Call,
  kind: PictureKind,
  ownerId: string,
  picture: NewPicture | undefined,
  before: string | null,
  after: string | null,
): Promise<PictureWrites> {
  const writes: Write[] = picture === undefined ? [] : [insertPicture({ ...picture, ownerId })];
  const old = before === null || before === '' || before === after ? undefined : await findPicture(call.db.pool, kind, before);
  // Anybody may write the name of another one's picture into his image_url; that does not make it his.
  const gone = old?.ownerId === ownerId ? old : undefined;
  if (gone !== undefined) writes.push(removePicture(gone.name));
  return { writes, keeps: picture === undefined ? [] : [picture.file.key], drops: gone === undefined ? [] : [gone.file.key] };
}
