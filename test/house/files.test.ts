import assert from 'node:assert/strict';
import { globSync } from 'node:fs';
import { test } from 'node:test';
import { roomOf, sources, textOf } from './rooms.ts';

const ROOMS = ['domain', 'schema', 'access', 'store', 'search', 'files', 'jobs', 'actions', 'http', 'web', 'cli', 'extensions'];
const DRAWERS = /(^|\/)(utils?|helpers?|common|core|shared|lib|misc|services?)(\/|\.tsx?$)/;
const CEILING = 400;
const lines = (file: string): number => textOf(file).split('\n').length - 1;

test('the house has twelve rooms', () => {
  const rooms = new Set(sources.map(roomOf).filter((room) => !['app', 'config', 'toolkit'].includes(room)));

  assert.deepEqual([...rooms].sort(), [...ROOMS].sort());
});

test('no drawer without a subject exists', () => {
  assert.deepEqual(
    globSync('{src,test,bench}/**/*').filter((file) => DRAWERS.test(file)),
    [],
  );
});

test('no file is longer than the ceiling', () => {
  const long = [...sources, ...globSync('{src,test}/**/*.test.ts')].filter((file) => lines(file) > CEILING);

  assert.deepEqual(
    long.map((file) => `${file}: ${lines(file)}`),
    [],
  );
});

test('half of the files are short, and nine in ten have under 200 lines', () => {
  const sizes = sources.map(lines).sort((a, b) => a - b);
  const at = (share: number): number => sizes[Math.floor(sizes.length * share)] ?? 0;
  console.log(`file size: median ${at(0.5)}, p90 ${at(0.9)}, largest ${sizes.at(-1)}`);

  assert.ok(at(0.5) <= 80, `median ${at(0.5)}`);
  assert.ok(at(0.9) <= 200, `p90 ${at(0.9)}`);
});

test('every file says first what it is', () => {
  const silent = sources.filter((file) => !/^(\/\*\*|\/\/ )/.test(textOf(file)));

  assert.deepEqual(silent, []);
});

test('names are kebab-case, except those of actions', () => {
  const wrong = sources.filter((file) => {
    const name = file.split('/').at(-1) ?? '';
    return !/^[a-z0-9]+(-[a-z0-9]+)*\.tsx?$/.test(name) && !/\/actions\/.*\/?[a-z]+(_[a-z]+)*\.ts$/.test(file) && !/^\d{4}-/.test(name);
  });

  assert.deepEqual(wrong, []);
});

test('nothing is exported by default or asserted away', () => {
  const wrong = sources.filter((file) => /^export default\b|@ts-(ignore|nocheck|expect-error)/m.test(textOf(file)));

  assert.deepEqual(wrong, []);
});
