// Which part of a file is asked for, and whether it is asked for at all.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isKnown, rangeOf } from './range.ts';

const version = { etag: '"abc"', modified: new Date('2024-05-06T07:08:09.500Z') };
const range = (text: string, size = 10, more: Record<string, string> = {}): unknown => rangeOf({ range: text, ...more }, size, version);

test('a range is given by its ends, its start or its length from the end', () => {
  assert.deepEqual(range('bytes=0-2'), { start: 0, end: 2 });
  assert.deepEqual(range('bytes=7-'), { start: 7, end: 9 });
  assert.deepEqual(range('bytes=-3'), { start: 7, end: 9 });
  assert.deepEqual(range('bytes=-30'), { start: 0, end: 9 });
  assert.deepEqual(range('bytes=5-500'), { start: 5, end: 9 });
});

test('a range beyond the end cannot be answered', () => {
  for (const text of ['bytes=10-', 'bytes=10-12', 'bytes=-0']) assert.equal(range(text), 'unsatisfiable', text);
  for (const text of ['bytes=0-', 'bytes=-5']) assert.equal(range(text, 0), 'unsatisfiable', text);
});

test('anything else means the whole file', () => {
  for (const text of ['bytes=', 'bytes=-', 'bytes=2-1', 'bytes=0-1,3-4', 'lines=0-1', 'bytes=a-b', 'bytes=1.5-2'])
    assert.equal(range(text), undefined, text);
});

test('a part is sent only of the version that the reader has', () => {
  assert.deepEqual(range('bytes=0-2', 10, { 'if-range': '"abc"' }), { start: 0, end: 2 });
  assert.deepEqual(range('bytes=0-2', 10, { 'if-range': 'Mon, 06 May 2024 07:08:09 GMT' }), { start: 0, end: 2 });
  for (const condition of ['"old"', 'W/"abc"', 'Mon, 06 May 2024 07:08:08 GMT', ''])
    assert.equal(range('bytes=0-2', 10, { 'if-range': condition }), undefined, condition);
});

test('a reader who has this version already is told so', () => {
  assert.equal(isKnown({ 'if-none-match': '"x", W/"abc"' }, version), true);
  assert.equal(isKnown({ 'if-none-match': '*' }, version), true);
  assert.equal(isKnown({ 'if-modified-since': 'Mon, 06 May 2024 07:08:09 GMT' }, version), true);
});

test('a reader who has another one, or none, is not', () => {
  assert.equal(isKnown({}, version), false);
  assert.equal(isKnown({ 'if-modified-since': 'Mon, 06 May 2024 07:08:08 GMT' }, version), false);
  assert.equal(isKnown({ 'if-modified-since': 'nonsense' }, version), false);
  assert.equal(isKnown({ 'if-none-match': '"x"', 'if-modified-since': 'Mon, 06 May 2030 07:08:09 GMT' }, version), false);
});
