import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sniffedType } from './type.ts';

const bytes = (...parts: readonly (number | string)[]): Uint8Array =>
  Buffer.concat(parts.map((part) => (typeof part === 'number' ? Buffer.from([part]) : Buffer.from(part, 'utf8'))));

const CASES: readonly (readonly [type: string, start: Uint8Array])[] = [
  ['image/png', bytes(0x89, 'PNG\r\n', 0x1a, '\n', 0, 0)],
  ['image/gif', bytes('GIF89a', 1, 0)],
  ['image/jpeg', bytes(0xff, 0xd8, 0xff, 0xe0)],
  ['image/webp', bytes('RIFF', 1, 2, 3, 4, 'WEBPVP8 ')],
  ['image/svg+xml', bytes('<svg xmlns="http://www.w3.org/2000/svg"/>')],
  ['image/svg+xml', bytes('<?xml version="1.0"?>\n<!-- drawn -->\n<svg>')],
  ['text/html', bytes('\n<!doctype html><title>x</title>')],
  ['text/xml', bytes('<?xml version="1.0"?><rss/>')],
  ['text/plain', bytes('just text, with é')],
  ['text/plain', bytes()],
  ['application/pdf', bytes('%PDF-1.7')],
  ['application/octet-stream', bytes(0, 1, 2, 3)],
];

for (const [type, start] of CASES) {
  test(`${JSON.stringify(Buffer.from(start).toString('latin1').slice(0, 20))} is ${type}`, () => {
    assert.equal(sniffedType(start), type);
  });
}
