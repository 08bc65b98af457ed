/** Lines of a file: their numbers, and letters that fall on the edge of a chunk. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { linesOf } from './lines.ts';
import { reasonOfErrors } from './reason.ts';

const folder = mkdtempSync(join(tmpdir(), 'kokanee-lines-'));
after(() => rmSync(folder, { recursive: true }));

async function linesIn(content: string | Buffer): Promise<[number, string][]> {
  const file = join(folder, 'lines');
  writeFileSync(file, content);
  const lines: [number, string][] = [];
  for await (const { number, text } of linesOf(file)) lines.push([number, text]);
  return lines;
}

test('lines are numbered, empty ones and a byte order mark left out, the last needs no end', async () => {
  assert.deepEqual(await linesIn('\uFEFFa\r\n\n b \nc'), [
    [1, 'a'],
    [3, 'b'],
    [4, 'c'],
  ]);
  assert.deepEqual(await linesIn(''), []);
});

test('a letter of several bytes and a line of several chunks stay whole', async () => {
  const long = 'ǝ🐟'.repeat(100_000);

  assert.deepEqual(await linesIn(`x\n${long}\n${long}`), [
    [1, 'x'],
    [2, long],
    [3, long],
  ]);
});

test('reasons name the field, however deep', () => {
  assert.equal(
    reasonOfErrors({ name: ['Missing value'], resources: [{}, { url: ['Bad', 'Worse'] }], tags: ['odd'], message: 'no' }),
    'name: Missing value; resources[1].url: Bad; resources[1].url: Worse; tags: odd; message: no',
  );
});
