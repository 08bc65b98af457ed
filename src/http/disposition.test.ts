// What a browser is told to do with a file, whatever its uploader said.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { dispositionOf, isShown, mediaTypeFrom, SAFETY } from './disposition.ts';

test('a plain name stands without quotes, one with blanks in quotes', () => {
  assert.equal(dispositionOf('text/csv', 'table-one.csv'), 'inline; filename=table-one.csv');
  assert.equal(dispositionOf('text/csv', 'table one.csv'), 'inline; filename="table one.csv"');
});

test('a name beyond ASCII is given in both forms', () => {
  assert.equal(
    dispositionOf('text/csv', "Größe (1)'.csv"),
    `inline; filename="Gr__e (1)'.csv"; filename*=UTF-8''Gr%C3%B6%C3%9Fe%20%281%29%27.csv`,
  );
});

test('a hostile name can neither end the header nor leave its folder', () => {
  assert.equal(dispositionOf('text/csv', 'a\r\nSet-Cookie: x=1'), 'inline; filename="aSet-Cookie: x=1"');
  assert.equal(
    dispositionOf('text/csv', 'a"; filename=b.exe'),
    'inline; filename="a_; filename=b.exe"; filename*=UTF-8\'\'a%22%3B%20filename%3Db.exe',
  );
  assert.equal(dispositionOf('text/csv', '../..\\x'), 'inline; filename=....x');
  assert.equal(dispositionOf('text/csv', 'gpj\u202Eexe.txt'), 'inline; filename=gpjexe.txt');
  assert.equal(dispositionOf('text/csv', '\ud800'), 'inline; filename="_"; filename*=UTF-8\'\'%EF%BF%BD');
  assert.equal(dispositionOf('text/csv', '\0'), 'inline');
});

test('what could run is never shown', () => {
  for (const type of [
    'text/html',
    'image/svg+xml',
    'application/xml',
    'text/xml',
    'application/xhtml+xml',
    'text/javascript',
    'application/javascript',
    'application/octet-stream',
    'application/pdf',
    'text/css',
    'multipart/x-mixed-replace',
    'x/y',
  ]) {
    assert.equal(isShown(type), false, type);
    assert.equal(dispositionOf(type, 'x'), 'attachment; filename=x');
  }
});

test('whatever is sent acts in a sandbox and is never taken for another type', () => {
  assert.match(SAFETY.join(), /nosniff.*default-src 'none'.*sandbox/);
});

test('a name of any length makes a header that every client takes', () => {
  for (const name of ['x'.repeat(10_000), '\u{1F41F}'.repeat(10_000), '"'.repeat(10_000)])
    assert.ok(dispositionOf('text/csv', name).length < 4_000);
});

test('a type that is none becomes bytes', () => {
  for (const text of ['', null, undefined, 'csv', 'text/html\r\nX: y', 'text/', '/x', 'a b/c', 'text/<b>'])
    assert.equal(mediaTypeFrom(text), 'application/octet-stream', String(text));
  assert.equal(mediaTypeFrom('Text/CSV; charset=utf-8'), 'text/csv');
});
