// PostgreSQL's programs as npm may leave them: without links, without execute
// bits, out of reach.

import assert from 'node:assert/strict';
import { chmodSync, cpSync, lstatSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { findNative } from './programs.ts';
import { aDataFolder, aMember, needsNobody, needsRoot, nobody } from './test-members.ts';

const house = aDataFolder();
const nativeDir = join(house.dir, 'package', 'native');
before(() => {
  cpSync(findNative(), nativeDir, { recursive: true, verbatimSymlinks: true });
  writeFileSync(join(house.dir, 'package', 'package.json'), '{ "version": "18.4-test" }');
});
after(house.remove);

test('programs installed without scripts and execute bits are mended where they lie', async () => {
  const folder = aDataFolder();
  undoInstallScript();

  const member = await aMember(folder.dir, { nativeDir });
  const answer = await member.ask('work');
  await member.ask('release');
  const links = readdirSync(join(nativeDir, 'lib')).filter(isLink);
  await folder.remove();

  assert.equal(answer.answer, 42);
  assert.equal(links.length, 14);
});

test('programs that can neither be used nor mended are copied once', { skip: needsNobody }, async () => {
  const folder = aDataFolder(0o711, nobody);
  undoInstallScript();

  const first = await aMember(folder.dir, { as: nobody, nativeDir });
  const answer = await first.ask('work');
  await first.ask('release');
  const copy = copiesIn(folder.dir);
  const second = await aMember(folder.dir, { as: nobody, nativeDir });
  await second.ask('release');
  const copyLater = copiesIn(folder.dir);
  await folder.remove();

  assert.equal(answer.answer, 42);
  assert.equal(copy.length, 1);
  assert.deepEqual(copyLater, copy);
});

test('programs below a private folder are copied for the user that runs them', {
  skip: needsRoot,
}, async () => {
  const folder = aDataFolder();
  chmodSync(house.dir, 0o700);

  const member = await aMember(folder.dir, { nativeDir });
  const answer = await member.ask('work');
  await member.ask('release');
  const copy = copiesIn(folder.dir);
  await folder.remove();
  chmodSync(house.dir, 0o755);

  assert.equal(answer.answer, 42);
  assert.equal(copy.length, 1);
});

function undoInstallScript(): void {
  const library = join(nativeDir, 'lib');
  for (const name of readdirSync(library).filter(isLink)) rmSync(join(library, name));
  for (const name of readdirSync(join(nativeDir, 'bin'))) chmodSync(join(nativeDir, 'bin', name), 0o644);
}

function isLink(name: string): boolean {
  return lstatSync(join(nativeDir, 'lib', name)).isSymbolicLink();
}

// Name and inode, so that a second copy would show.
function copiesIn(dataDir: string): string[] {
  const place = join(dataDir, 'database');
  const names = readdirSync(place).filter((name) => name.startsWith('postgresql-'));
  return names.map((name) => `${name} ${lstatSync(join(place, name)).ino}`);
}
