import assert from 'node:assert/strict';
import { test } from 'node:test';
import { csvOf } from './csv.ts';

test('a table opens in a spreadsheet as it is: marked, quoted, and with no formula in it', () => {
  const csv = csvOf([
    ['Name', 'Role'],
    ['Ann "the river" O, B', 'admin'],
    ['=HYPERLINK("http://evil.example")', '+1'],
    ['-2', '@SUM(A1)'],
    ['two\nlines', ' padded '],
    ['a=b', ''],
  ]);

  assert.equal(
    csv,
    [
      '\uFEFFName,Role',
      '"Ann ""the river"" O, B",admin',
      `"'=HYPERLINK(""http://evil.example"")",'+1`,
      "'-2,'@SUM(A1)",
      '"two\nlines"," padded "',
      'a=b,',
      '',
    ].join('\r\n'),
  );
});
