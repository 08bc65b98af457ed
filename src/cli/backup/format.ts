/**
 * What a backup is: a tar archive of a head, the secrets, the tables in pieces, the stored files,
 * and last a manifest with the digest of everything before it. Without its last entry it is not whole.
 */
import type { WholeTable } from '#store/whole-tables.ts';
import { Refusal } from '../refusal.ts';
import type { Part } from './archive-writer.ts';

/** Raised when an older Kokanee could not read the archive any more. */
export const FORMAT = 1;

export const HEAD = 'kokanee-backup.json';
export const SECRETS = 'secrets.json';
export const MANIFEST = 'manifest.json';
/** As `sha256sum` writes it. */
export const SEAL = 'manifest.sha256';

export type Head = {
  readonly format: number;
  /** Version of the Kokanee that made it. */
  readonly kokanee: string;
  readonly made: string;
  readonly postgresql: string;
  readonly site: string;
  readonly migrations: readonly string[];
};

/** `digest` is that of the rows, in whatever order they lie; see row-digest.ts. */
export type TableRecord = WholeTable & { readonly rows: number; readonly digest: string };

export type Manifest = {
  readonly format: number;
  readonly parts: readonly Part[];
  readonly tables: readonly TableRecord[];
  readonly files: { readonly count: number; readonly bytes: number; readonly digest: string; readonly missing: readonly string[] };
};

const TABLE_PART = /^tables\/([^/]+)\/\d{6}\.copy\.gz$/;
const FILE = /^files\/([0-9a-f-]{36})$/;

export const tablePart = (table: string, number: number): string => `tables/${table}/${String(number).padStart(6, '0')}.copy.gz`;
export const tableOfPart = (name: string): string | undefined => TABLE_PART.exec(name)?.[1];
export const fileEntry = (key: string): string => `files/${key}`;
export const keyOfEntry = (name: string): string | undefined => FILE.exec(name)?.[1];

/** What stands for one file in the digest of all. */
export const fileLine = (key: string, bytes: number, sha256: string): string => `${key} ${bytes} ${sha256}\n`;

export const jsonPart = (value: unknown): Buffer => Buffer.from(`${JSON.stringify(value, null, 2)}\n`);

/** The head, or a refusal of what this version cannot read. */
export function readHead(text: string, known: ReadonlySet<string>): Head {
  const head = parsed(text) as Partial<Head> | undefined;
  if (typeof head?.format !== 'number' || !Array.isArray(head.migrations)) throw new Refusal('This is no backup of Kokanee.');
  if (head.format > FORMAT)
    throw new Refusal(`The backup was made by a newer Kokanee (${head.kokanee}, format ${head.format}): restore it with that version.`);
  const foreign = head.migrations.filter((name) => !known.has(String(name)));
  if (foreign.length > 0)
    throw new Refusal(
      `The backup holds tables that this Kokanee does not know (${foreign.join(', ')}): it was made by a newer version (${head.kokanee}), or with an extension that is not listed here.`,
    );
  return head as Head;
}

export function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
