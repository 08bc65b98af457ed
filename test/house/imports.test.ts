import assert from 'node:assert/strict';
import { test } from 'node:test';
import { importsOf, roomOf, sources } from './rooms.ts';

/** Who may import whom, type imports counted too. Every room may import itself. */
const ALLOWED: Readonly<Record<string, readonly string[]>> = {
  domain: [],
  config: [],
  schema: ['domain'],
  access: ['domain'],
  files: ['domain'],
  store: ['domain', 'schema'],
  search: ['domain', 'schema'],
  jobs: ['domain', 'store'],
  actions: ['domain', 'config', 'schema', 'access', 'files', 'store', 'search', 'jobs'],
  http: ['domain', 'config', 'schema', 'actions', 'files'],
  web: ['domain', 'config', 'schema', 'actions'],
  cli: ['domain', 'config', 'schema', 'actions', 'store', 'search', 'jobs', 'files', 'app'],
};

const all = sources.flatMap(importsOf);
const extensionOf = (file: string): string | undefined => /^src\/extensions\/([^/]+)\//.exec(file)?.[1];

test('a room imports only the rooms it may', () => {
  const wrong = all.filter(({ from, to }) => {
    const [room, target] = [roomOf(from), roomOf(to)];
    return room !== target && room in ALLOWED && !ALLOWED[room]?.includes(target) && !(room === 'cli' && to === 'kokanee.config.ts');
  });

  assert.deepEqual(
    wrong.map(({ from, to }) => `${from} -> ${to}`),
    [],
  );
});

test('an extension imports only the toolkit and its own files', () => {
  const wrong = all.filter(({ from, to }) => {
    const extension = extensionOf(from);
    if (extension === undefined) return false;
    return to !== 'src/toolkit.ts' && extensionOf(to) !== extension;
  });

  assert.deepEqual(
    wrong.map(({ from, to }) => `${from} -> ${to}`),
    [],
  );
});

test('nothing but the operators door imports the assembly', () => {
  const wrong = all.filter(({ from, to }) => to === 'src/app.ts' && roomOf(from) !== 'cli');

  assert.deepEqual(
    wrong.map(({ from }) => from),
    [],
  );
});

test('only the assembly, and an extension for its pages, imports at run time', () => {
  const wrong = all.filter(
    ({ from, dynamic }) => dynamic && from !== 'src/app.ts' && !/^src\/extensions\/[^/]+\/extension\.ts$/.test(from),
  );

  assert.deepEqual(
    wrong.map(({ from, to }) => `${from} -> ${to}`),
    [],
  );
});

test('no files import each other in a circle', () => {
  const edges = new Map(sources.map((file) => [file, importsOf(file).map(({ to }) => to)]));
  const state = new Map<string, 'open' | 'done'>();
  const circles: string[] = [];
  const visit = (file: string, path: readonly string[]): void => {
    if (state.get(file) === 'done') return;
    if (state.get(file) === 'open') {
      circles.push([...path.slice(path.indexOf(file)), file].join(' -> '));
      return;
    }
    state.set(file, 'open');
    for (const next of edges.get(file) ?? []) visit(next, [...path, file]);
    state.set(file, 'done');
  };
  for (const file of sources) visit(file, []);

  assert.deepEqual(circles, []);
});
