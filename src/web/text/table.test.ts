import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decodeText } from './decode.ts';
import { readTable, type Table } from './table.ts';

const BOUNDS = { rows: 50, columns: 20, letters: 10_000 };
const table = (text: string, whole = true): Table => {
  const read = readTable(text, BOUNDS, whole);
  assert.ok(read !== undefined);
  return read;
};

test('the separator is told by how the lines look', () => {
  assert.equal(table('a,b\n1,2\n').separator, ',');
  assert.equal(table('a;b;c\n1,5;2,5;3,5\n4,5;5,5;6,5').separator, ';');
  assert.equal(table('name\tplace, street\nx\ta, b, c\n').separator, '\t');
  assert.equal(table('a|b|c\n1|2|3').separator, '|');
  assert.deepEqual(table('sep=;\na,b;c,d\n').heads, ['a,b', 'c,d']);
});

test('marks, doubled marks, separators and lines in quotation marks belong to the value', () => {
  const { heads, rows } = table('id,text\n1,"one, two"\n2,"say ""hi"""\n3,"two\nlines"\n4,"odd"end\n');

  assert.deepEqual(heads, ['id', 'text']);
  assert.deepEqual(rows, [
    ['1', 'one, two'],
    ['2', 'say "hi"'],
    ['3', 'two\nlines'],
    ['4', 'oddend'],
  ]);
});

test('what is broken is shown as far as it goes', () => {
  assert.deepEqual(table('a,b,c\n1,2\n3,4,5,6\n').uneven, true);
  assert.deepEqual(table('a,b\n"never ended,1\n2,3\n').rows, [
    ['"never ended', '1'],
    ['2', '3'],
  ]);
  assert.deepEqual(table(`a,b\n"never ended${'\n1,2'.repeat(200)}`).rows.length, 50);
  assert.deepEqual(table('a,b\n\n\n1,2').rows, [['1', '2']]);
  assert.equal(readTable('', BOUNDS), undefined);
  assert.equal(readTable('\n\n', BOUNDS), undefined);
});

test('a title above the heads is no part of the table', () => {
  const { above, heads, rows } = table('Report of 2026,,,\n\nA,B,C,D\n1,2,3,4\n5,6,7,8\n');

  assert.deepEqual([above, heads, rows.length], [['Report of 2026'], ['A', 'B', 'C', 'D'], 2]);
});

test('the last row of a text that was cut off is left out, and bounds hold', () => {
  assert.deepEqual(table('a,b\n1,2\n3,', false).rows, [['1', '2']]);
  const wide = table(`${'x,'.repeat(100)}\n${'1,'.repeat(100)}\n`);
  assert.deepEqual([wide.heads.length, wide.rows[0]?.length, wide.cut], [20, 20, true]);
  const heavy = table(`a,b\n${`${'y'.repeat(3000)},z\n`.repeat(40)}`);
  assert.deepEqual([heavy.rows.length, heavy.cut], [3, true]);
  const long = table(`a,b\n${'1,2\n'.repeat(100)}`);
  assert.deepEqual([long.rows.length, long.cut], [50, true]);
});

test('no letters keep it from ending', () => {
  for (const piece of ['"', '",', '"\n', ',', '\n', '""', 'a"b,', ';|\t,"']) {
    const text = piece.repeat(65_536 / piece.length);
    const read = readTable(text, BOUNDS, false);
    assert.ok((read?.rows.length ?? 0) <= 50, JSON.stringify(piece));
  }
});

test('encodings are told by their marks, or by how the bytes look', () => {
  const utf16 = (text: string, mark: boolean): Buffer => Buffer.from(`${mark ? '\ufeff' : ''}${text}`, 'utf16le');
  const swapped = utf16('a,é\r\n', true).swap16();

  assert.deepEqual(decodeText(Buffer.from('\ufeffa,é')), { text: 'a,é', encoding: 'UTF-8' });
  assert.deepEqual(decodeText(Buffer.from('a,é')), { text: 'a,é', encoding: 'UTF-8' });
  assert.deepEqual(decodeText(utf16('a,é\r\n', true)), { text: 'a,é\n', encoding: 'UTF-16' });
  assert.deepEqual(decodeText(swapped), { text: 'a,é\n', encoding: 'UTF-16' });
  assert.deepEqual(decodeText(utf16('a,b and more', false)), { text: 'a,b and more', encoding: 'UTF-16' });
  assert.deepEqual(decodeText(Buffer.from('caf\xe9 \x96 \x80', 'latin1')), { text: 'café – €', encoding: 'Windows-1252 (Latin)' });
});

test('half a letter at the cut is no other encoding, and bytes of no text are none', () => {
  const bytes = Buffer.from('schön é');
  assert.deepEqual(decodeText(bytes.subarray(0, -1), false), { text: 'schön ', encoding: 'UTF-8' });
  assert.equal(decodeText(Buffer.from([0, 1, 2, 3, 0, 0, 5, 9, 0, 0, 200, 3])), undefined);
  assert.equal(decodeText(Buffer.from(Array.from({ length: 300 }, (_, index) => index % 32))), undefined);
  assert.deepEqual(decodeText(Buffer.from(`${'a'.repeat(200)}\u202eb\u0007`))?.text.slice(200), '\ufffdb\ufffd');
});
