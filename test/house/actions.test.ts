import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { test } from 'node:test';
import { coreActions } from '#actions/index.ts';
import { extensions } from '#extensions-in-use';

type Recorded = { readonly name: string; readonly getAllowed: boolean; readonly parameters: readonly string[] };
const ckan = JSON.parse(readFileSync('test/contract/ckan-actions.json', 'utf8')) as readonly Recorded[];
const byName = new Map(ckan.map((action) => [action.name, action]));
/** Of CKAN 2.12, of extensions to come, or no name but a remark. */
const NOT_OURS = /^metadata_modified$|^datastore_active$|[^\w.]/;
const files = globSync('src/actions/*/*.ts')
  .map((file) => basename(file, '.ts'))
  .filter((name) => name.includes('_'));

test('the table of contents lists every action file, and nothing else', () => {
  assert.deepEqual(coreActions.map(({ name }) => name).sort(), [...files].sort());
});

test("every core action is one of CKAN's, and can be called by GET exactly where CKAN allows it", () => {
  for (const { name, effect } of coreActions) assert.equal(effect === 'read', byName.get(name)?.getAllowed, name);
});

test('every parameter of a CKAN action is described', () => {
  const missing = coreActions.flatMap((action) =>
    (byName.get(action.name)?.parameters ?? [])
      .filter((parameter) => !NOT_OURS.test(parameter) && !(parameter in action.input))
      .map((parameter) => `${action.name}.${parameter}`),
  );

  assert.deepEqual(missing, []);
});

test('every action says what it does', () => {
  const all = [...coreActions, ...extensions.flatMap((extension) => extension.actions ?? [])];
  for (const { name, about } of all) assert.match(about, /^[A-Z].{15,}\.$/s, name);
});
