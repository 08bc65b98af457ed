/** Uploaded pictures of groups, users and the site, found by the name under which they are offered. */
import type pg from 'pg';
import type { StoredFile } from '#domain/dataset.ts';
import type { Write } from './commit.ts';

/** `admin`: the site's logo. */
export type PictureKind = 'group' | 'user' | 'admin';

export type Picture = {
  /** Time of upload and cleaned file name; what `image_url` of its owner holds. */
  readonly name: string;
  readonly kind: PictureKind;
  /** The group or user it was uploaded for; `site` for the logo. */
  readonly ownerId: string;
  readonly file: StoredFile;
  readonly contentType: string;
};

type Row = { name: string; kind: PictureKind; owner_id: string; file_key: string; sha256: string; size: number; content_type: string };

export async function findPicture(pool: pg.Pool, kind: PictureKind, name: string): Promise<Picture | undefined> {
  const { rows } = await pool.query<Row>({
    name: 'picture',
    text: 'select name, kind, owner_id, file_key, sha256, size, content_type from picture where kind = $1 and name = $2',
    values: [kind, name],
  });
  const row = rows[0];
  return (
    row && {
      name: row.name,
      kind: row.kind,
      ownerId: row.owner_id,
      file: { key: row.file_key, sha256: row.sha256, size: row.size },
      contentType: row.content_type,
    }
  );
}

/** Keys of all files uploaded as pictures of one group or user. */
export async function filesOfPictures(pool: pg.Pool, kind: PictureKind, ownerId: string): Promise<string[]> {
  const { rows } = await pool.query<{ key: string }>('select file_key as key from picture where kind = $1 and owner_id = $2', [
    kind,
    ownerId,
  ]);
  return rows.map(({ key }) => key);
}

export function insertPicture({ name, kind, ownerId, file, contentType }: Picture): Write {
  return {
    parts: {
      picture:
        'insert into picture (name, kind, owner_id, file_key, sha256, size, content_type) values ($1, $2, $3, $4, $5, $6, $7) returning name',
    },
    values: [name, kind, ownerId, file.key, file.sha256, file.size, contentType],
    expects: 'picture',
    touches: [],
  };
}

export function removePicture(name: string): Write {
  return { parts: { picture: 'delete from picture where name = $1 returning name' }, values: [name], touches: [] };
}
