/**
 * What can be shown of an uploaded file from its first bytes: a table, JSON, text or a picture.
 * Links are never followed, and nothing of the file becomes markup.
 */
import type { StoredFile } from '#domain/dataset.ts';
import { guessMediaType } from '#domain/media-types.ts';
import type { Visit } from '../page.ts';
import { readTable, type Table } from '../text/table.ts';
import { decodeText } from '../text/decode.ts';
import { WrittenNumber } from '../text/written-number.ts';
import type { ResourceDict } from './dataset.ts';
import { plain } from './fields.ts';

export type Preview =
  | { readonly kind: 'table'; readonly table: Table; readonly encoding: string }
  | { readonly kind: 'json'; readonly value: unknown; readonly encoding: string }
  | { readonly kind: 'text'; readonly lines: readonly string[]; readonly cut: boolean; readonly encoding: string }
  | { readonly kind: 'image' }
  | { readonly kind: 'none'; readonly why: 'empty' | 'unknown' | 'large picture' | 'missing' };

const FIRST_BYTES = 64 * 1024;
/** JSON can be shown only whole. */
const FIRST_BYTES_OF_JSON = 256 * 1024;
const LARGEST_PICTURE = 8 * 1024 * 1024;
const TABLE = { rows: 50, columns: 40, letters: 40_000 };
const TEXT = { lines: 200, line: 1000, letters: 40_000 };

type Kind = 'table' | 'json' | 'image' | 'other';

/** Undefined for a link, and for a file that the visitor may not see. */
export async function previewOf(visit: Visit, resource: ResourceDict): Promise<Preview | undefined> {
  if (resource.url_type !== 'upload') return undefined;
  const stored = await visit.catalogue.fileOf(resource.id, visit.request.actor);
  if (stored === undefined) return undefined;
  if (stored.size === 0) return { kind: 'none', why: 'empty' };
  const kind = kindOf(resource);
  const bytes = await firstBytes(visit, stored, kind === 'json' ? FIRST_BYTES_OF_JSON : FIRST_BYTES);
  return bytes === undefined ? { kind: 'none', why: 'missing' } : shown(kind, bytes, stored.size);
}

function kindOf(resource: ResourceDict): Kind {
  const format = plain(resource.format).toLowerCase().replace(/^\./, '');
  const type = mediaTypeOf(resource);
  if (/^image\/(?:png|jpeg|gif|webp)$/.test(type)) return 'image';
  if (/^(?:geo|topo)?json$/.test(format) || /^application\/(?:[\w.-]+\+)?json$/.test(type)) return 'json';
  return /^(?:csv|tsv|tab)$/.test(format) || /^text\/(?:csv|tab-separated-values)$/.test(type) ? 'table' : 'other';
}

/** As the download names it: a browser shows a picture under no other type. */
const mediaTypeOf = (resource: ResourceDict): string =>
  (plain(resource.mimetype) || guessMediaType(plain(resource.url).split('/').at(-1) ?? '') || '').split(';', 1)[0]?.trim().toLowerCase() ??
  '';

async function firstBytes({ catalogue }: Visit, { key, size }: StoredFile, most: number): Promise<Buffer | undefined> {
  const stream = await catalogue.files.open(key, { start: 0, end: Math.min(size, most) - 1 });
  if (stream === undefined) return undefined;
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

function shown(kind: Kind, bytes: Buffer, size: number): Preview {
  if (kind === 'image' && isPicture(bytes)) return size > LARGEST_PICTURE ? { kind: 'none', why: 'large picture' } : { kind: 'image' };
  const whole = bytes.length >= size;
  const decoded = isOther(bytes) ? undefined : decodeText(bytes, whole);
  if (decoded === undefined) return { kind: 'none', why: 'unknown' };
  const { text, encoding } = decoded;
  const table = kind === 'table' ? readTable(text, TABLE, whole) : undefined;
  if (table !== undefined && table.heads.length > 1) return { kind: 'table', table, encoding };
  const json = kind === 'json' && whole ? parsed(text) : undefined;
  if (json !== undefined) return { kind: 'json', value: json.value, encoding };
  return { kind: 'text', ...linesOf(text, whole), encoding };
}

/** Numbers as the file writes them: a long one would lose digits otherwise. */
const withSource = (_key: string, value: unknown, ...[context]: readonly ({ readonly source?: string } | undefined)[]): unknown =>
  typeof value === 'number' ? new WrittenNumber(context?.source ?? String(value)) : value;

function parsed(text: string): { readonly value: unknown } | undefined {
  try {
    return { value: JSON.parse(text, withSource) as unknown };
  } catch {
    return undefined;
  }
}

function linesOf(text: string, whole: boolean): { lines: readonly string[]; cut: boolean } {
  const all = text.slice(0, TEXT.letters).replace(/\n$/, '').split('\n');
  const lines = all.slice(0, TEXT.lines).map((line) => (line.length > TEXT.line ? `${line.slice(0, TEXT.line)} …` : line));
  return { lines, cut: !whole || text.length > TEXT.letters || all.length > TEXT.lines };
}

const startsWith = (bytes: Buffer, mark: string, at = 0): boolean => bytes.toString('latin1', at, at + mark.length) === mark;

/** A picture that its own first bytes say it is; drawings of SVG are programs and no pictures here. */
const isPicture = (bytes: Buffer): boolean =>
  startsWith(bytes, '\x89PNG\r\n\x1a\n') ||
  startsWith(bytes, '\xff\xd8\xff') ||
  /^GIF8[79]a/.test(bytes.toString('latin1', 0, 6)) ||
  (startsWith(bytes, 'RIFF') && startsWith(bytes, 'WEBP', 8));

/** Kinds that begin like text and are none. */
const isOther = (bytes: Buffer): boolean => startsWith(bytes, '%PDF-') || startsWith(bytes, 'PK\x03\x04') || startsWith(bytes, '{\\rtf');
