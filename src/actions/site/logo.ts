/** The site's logo where it is a picture of our own: kept as the pictures of groups are, under `/uploads/admin/`. */
import { ValidationError } from '#domain/errors.ts';
import type { Call, Input } from '../action.ts';
import { type NewPicture, type PictureWrites, placePicture, takePicture } from '../picture/upload.ts';

const FOLDER = '/uploads/admin/';
const OWNER = 'site';

/** The picture that came with the input; refuses what is none. */
export function takeLogo(call: Call, { logo_upload: upload }: Input): NewPicture | undefined {
  try {
    return takePicture(call, 'admin', { image_upload: upload }).picture;
  } catch (error) {
    if (!(error instanceof ValidationError)) throw error;
    throw new ValidationError({ logo_upload: Object.values(error.errors).flat() });
  }
}

/** Where a picture of our own is shown from. */
export const logoPath = (picture: NewPicture): string => FOLDER + picture.name;

/** Puts the new picture in place; the one that the site no longer shows goes. */
export const placeLogo = (call: Call, picture: NewPicture | undefined, after: string): Promise<PictureWrites> =>
  placePicture(call, 'admin', OWNER, picture, nameIn(call.db.options.get('ckan.site_logo')), nameIn(after));

const nameIn = (logo: string | undefined): string | null => (logo?.startsWith(FOLDER) === true ? logo.slice(FOLDER.length) : null);
