/** Uploads that wait for their form to be sent again. */
import type pg from 'pg';
import type { StoredFile } from '#domain/dataset.ts';
import type { Write } from './commit.ts';

export type HeldUpload = {
  readonly id: string;
  readonly userId: string;
  readonly name: string;
  readonly type: string;
  readonly file: StoredFile;
};

/** Holds it, and lets go of the oldest of this user beyond so many; their keys come back. */
export async function insertHeld(pool: pg.Pool, { id, userId, name, type, file }: HeldUpload, most: number): Promise<string[]> {
  const { rows } = await pool.query<{ key: string }>(
    `with held as (insert into held_upload (id, user_id, name, type, file_key, sha256, size, at)
       values ($1, $2, $3, $4, $5, $6, $7, now() at time zone 'utc'))
     delete from held_upload where id in (select id from held_upload where user_id = $2 order by at desc offset $8 - 1) returning file_key as key`,
    [id, userId, name, type, file.key, file.sha256, file.size, most],
  );
  return rows.map(({ key }) => key);
}

type Row = { id: string; user_id: string; name: string; type: string; file_key: string; sha256: string; size: number };

/** Only for the one who sent it. */
export async function findHeld(pool: pg.Pool, id: string, userId: string): Promise<HeldUpload | undefined> {
  const { rows } = await pool.query<Row>({
    name: 'held-upload',
    text: 'select id, user_id, name, type, file_key, sha256, size from held_upload where id = $1 and user_id = $2',
    values: [id, userId],
  });
  const row = rows[0];
  return (
    row && {
      id: row.id,
      userId: row.user_id,
      name: row.name,
      type: row.type,
      file: { key: row.file_key, sha256: row.sha256, size: row.size },
    }
  );
}

/** Part of the write that puts the file to use: of two at once only one gets it. */
export const releaseHeld = (id: string): Write => ({
  parts: { released: 'delete from held_upload where id = $1 returning id' },
  values: [id],
  expects: 'released',
  touches: [],
});

export async function isHeld(pool: pg.Pool, id: string): Promise<boolean> {
  const { rowCount } = await pool.query('select 1 from held_upload where id = $1', [id]);
  return rowCount === 1;
}

/** Lets go of what nobody came back for; the keys of the files, which are now nobody's. */
export async function expireHeld(pool: pg.Pool, hours: number): Promise<string[]> {
  const { rows } = await pool.query<{ key: string }>(
    "delete from held_upload where at < now() at time zone 'utc' - make_interval(hours => $1) returning file_key as key",
    [hours],
  );
  return rows.map(({ key }) => key);
}
