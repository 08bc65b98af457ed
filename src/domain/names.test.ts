import assert from 'node:assert/strict';
import test from 'node:test';
import { mungeFilename, mungeImageName, mungeTitle, NAME_PATTERN, TAG_PATTERN } from './names.ts';

test('names are lower-case letters, digits, hyphens and underscores on one line', () => {
  for (const good of ['', 'a-b_9', '2024']) assert.ok(NAME_PATTERN.test(good));
  for (const bad of ['A', 'a b', 'a.b', 'ü', 'line\n']) assert.ok(!NAME_PATTERN.test(bad));
});

test('tags are letters and digits of any writing, blanks, hyphens, underscores and dots', () => {
  for (const good of ['ünï cödé', '日本 2', 'a.b-c_d']) assert.ok(TAG_PATTERN.test(good));
  for (const bad of ['a,b', 'a/b', 'new\nline', '👍', 'a\u00a0b']) assert.ok(!TAG_PATTERN.test(bad));
});

test('a title becomes a name', () => {
  assert.equal(mungeTitle('  Égouts & Rivières: été 2024 '), 'egouts-rivieres-ete-2024');
  assert.equal(mungeTitle('x'), 'x_');
  assert.equal(mungeTitle('l'.repeat(200)).length, 100);
});

test('names of uploaded files are cleaned as CKAN cleans them', () => {
  const cases: [string, string][] = [
    ['My Data File.CSV', 'my-data-file.csv'],
    ['Ünïcödé.csv', 'unicode.csv'],
    ['a b  c--d.csv', 'a-b-c-d.csv'],
    ['semi;colon,comma.csv', 'semicoloncomma.csv'],
    ['../../etc/passwd', 'passwd'],
    ['C:\\dir\\win.csv', 'cdirwin.csv'],
    ['x', 'x__'],
    ['.hidden', '.hidden'],
    ['日本.csv', '.csv'],
    ['name.averyveryveryverylongextension', 'name.averyveryveryverylon'],
    [`${'l'.repeat(120)}.csv`, `${'l'.repeat(96)}.csv`],
    ['100%.csv', '100.csv'],
  ];
  for (const [given, expected] of cases) assert.equal(mungeFilename(given), expected);
});

test('names of pictures keep their case, but for the ending', () => {
  assert.deepEqual([mungeImageName('Logo One.PNG'), mungeImageName('a b.png')], ['Logo-One.png', 'a-b.png']);
});
