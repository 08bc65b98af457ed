/**
 * Which stored files the tables speak of. A table that uses files has a column `file_key`, and
 * beside it the size and SHA-256 of the bytes; this is all that anybody needs to know of it.
 */
import pg from 'pg';
import type { StoredFile } from '#domain/dataset.ts';

type Queried = Pick<pg.ClientBase, 'query'>;
type FileTable = { readonly name: string; readonly id: string; readonly sha256: string | null; readonly size: string | null };

/** A file in use, and by what, in words. */
export type FileInUse = StoredFile & { readonly user: string };

const FILE_TABLES = `select c.relname::text as name,
    coalesce((select a.attname::text from pg_index i join pg_attribute a on a.attrelid = c.oid and a.attnum = i.indkey[0] where i.indrelid = c.oid and i.indisprimary), 'file_key') as id,
    (select a.attname::text from pg_attribute a where a.attrelid = c.oid and a.attname in ('file_sha256', 'sha256')) as sha256,
    (select a.attname::text from pg_attribute a where a.attrelid = c.oid and a.attname in ('file_size', 'size')) as size
  from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_attribute k on k.attrelid = c.oid and k.attname = 'file_key' and not k.attisdropped
  where n.nspname = current_schema() and c.relkind = 'r' order by c.relname`;

async function fileTables(db: Queried): Promise<FileTable[]> {
  return (await db.query<FileTable>(FILE_TABLES)).rows;
}

const PAGE = 1_000;

/** Every stored file that some row uses, a page after another. */
export async function* filesInUse(db: Queried): AsyncGenerator<FileInUse> {
  for (const { name, id, sha256, size } of await fileTables(db)) {
    const key = pg.escapeIdentifier(id);
    const text = `select ${key}::text as at, file_key as key, ${sha256 === null ? "''" : `coalesce(${pg.escapeIdentifier(sha256)}, '')`} as sha256,
      ${size === null ? '0' : `coalesce(${pg.escapeIdentifier(size)}, 0)`} as size from ${pg.escapeIdentifier(name)}
      where file_key is not null and ${key}::text > $1 order by ${key}::text limit ${PAGE}`;
    for (let after = ''; ; ) {
      const { rows } = await db.query<StoredFile & { at: string }>(text, [after]);
      const last = rows.at(-1);
      if (last === undefined) break;
      for (const { at, ...file } of rows) yield { ...file, user: `${name} ${at}` };
      after = last.at;
    }
  }
}

/** All keys that some row uses now. */
export async function allKeysInUse(db: Queried): Promise<string[]> {
  const parts = (await fileTables(db)).map(
    ({ name }) => `select file_key as key from ${pg.escapeIdentifier(name)} where file_key is not null`,
  );
  if (parts.length === 0) return [];
  return (await db.query<{ key: string }>(parts.join(' union '))).rows.map(({ key }) => key);
}

/** Those of the keys that some row uses now. */
export async function keysInUse(db: Queried, keys: readonly string[]): Promise<Set<string>> {
  const parts = (await fileTables(db)).map(
    ({ name }) => `select file_key as key from ${pg.escapeIdentifier(name)} where file_key = any($1::text[])`,
  );
  if (parts.length === 0) return new Set();
  const { rows } = await db.query<{ key: string }>(parts.join(' union '), [keys]);
  return new Set(rows.map(({ key }) => key));
}
