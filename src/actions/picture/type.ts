/** The media type of an upload by its first bytes; what its sender calls it is not asked. */

const ASCII = (text: string): readonly number[] => [...text].map((letter) => letter.charCodeAt(0));

const MARKS: readonly (readonly [type: string, bytes: readonly number[], at?: number])[] = [
  ['image/png', [0x89, ...ASCII('PNG\r\n'), 0x1a, 0x0a]],
  ['image/gif', ASCII('GIF87a')],
  ['image/gif', ASCII('GIF89a')],
  ['image/jpeg', [0xff, 0xd8, 0xff]],
  ['image/webp', ASCII('WEBP'), 8],
  ['image/avif', ASCII('ftypavif'), 4],
  ['image/bmp', ASCII('BM')],
  ['application/pdf', ASCII('%PDF-')],
  ['application/zip', [...ASCII('PK'), 3, 4]],
  ['application/gzip', [0x1f, 0x8b]],
];

export function sniffedType(start: Uint8Array): string {
  const mark = MARKS.find(([, bytes, at = 0]) => bytes.every((byte, i) => start[at + i] === byte));
  if (mark !== undefined) return mark[0];
  if (start.some(isControl)) return 'application/octet-stream';
  const text = new TextDecoder().decode(start).trimStart();
  if (/^(?:<\?xml[^>]*>\s*)?(?:<!--[\s\S]*?-->\s*)*(?:<!DOCTYPE svg[^>]*>\s*)?<svg[\s>]/i.test(text)) return 'image/svg+xml';
  if (/^(?:<!DOCTYPE html|<html|<head|<body|<script)/i.test(text)) return 'text/html';
  return text.startsWith('<?xml') ? 'text/xml' : 'text/plain';
}

/** Bytes that no text holds; tabs, line ends and escapes are none. */
const isControl = (byte: number): boolean => byte < 0x20 && !(byte >= 0x07 && byte <= 0x0d) && byte !== 0x1b;
