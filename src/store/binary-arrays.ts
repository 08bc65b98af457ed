/**
 * Lists of texts in PostgreSQL's binary form. In its text form every quote and backslash of a
 * JSON document is escaped here and read back there, which costs more than storing it.
 */
import type { Write } from './commit.ts';

const TEXT_OID = 25;
const HEADER = 20;

/** The same piece with each `$n::text[]` value as bytes. */
export function withBinaryTexts(write: Write): Write {
  const sql = Object.values(write.parts).join('\n');
  const binary = new Set([...sql.matchAll(/\$(\d+)::text\[\]/g)].map(([, digits]) => Number(digits) - 1));
  return {
    ...write,
    values: write.values.map((value, index) => (binary.has(index) && Array.isArray(value) ? textArray(value as (string | null)[]) : value)),
  };
}

/**
 *     | dimensions | has nulls | type | length | lower bound |  then per text: | bytes | utf-8 … |
 *     |    4 bytes, big-endian, each                         |                 |   -1 for null   |
 */
export function textArray(texts: readonly (string | null)[]): Buffer {
  // A UTF-16 unit becomes three bytes at most; counting exactly would cost a pass of its own.
  const room = texts.reduce((sum, text) => sum + 4 + (text === null ? 0 : text.length * 3), HEADER);
  const bytes = Buffer.allocUnsafe(room);
  bytes.writeInt32BE(texts.length === 0 ? 0 : 1, 0);
  bytes.writeInt32BE(texts.includes(null) ? 1 : 0, 4);
  bytes.writeInt32BE(TEXT_OID, 8);
  if (texts.length === 0) return bytes.subarray(0, 12);
  bytes.writeInt32BE(texts.length, 12);
  bytes.writeInt32BE(1, 16);
  let at = HEADER;
  for (const text of texts) {
    const length = text === null ? -1 : bytes.write(text, at + 4, 'utf8');
    bytes.writeInt32BE(length, at);
    at += 4 + Math.max(0, length);
  }
  return bytes.subarray(0, at);
}
