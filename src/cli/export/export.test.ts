/** What leaves by an export comes back by an import, byte for byte. */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { importFile } from '../import/import-file.ts';
import { anOpenedCatalogue, type TestOpened } from '../test-opened.ts';
import { exportFolder } from './export-folder.ts';

const SAMPLE = new URL('../../../sample/', import.meta.url).pathname;
const KINDS = ['users', 'organizations', 'groups', 'vocabularies', 'datasets'];

async function load(catalogue: TestOpened, folder: string, kinds: readonly string[]): Promise<string[]> {
  const said: string[] = [];
  for (const kind of kinds)
    await importFile(catalogue, {
      file: join(folder, `${kind}.jsonl`),
      files: join(folder, 'files'),
      onMessage: (message) => said.push(message),
    });
  return said;
}

/** Each file below a folder with the hash of its bytes. */
function contents(folder: string): Record<string, string> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
  return Object.fromEntries(
    files.sort().map((file) => [file.slice(folder.length), createHash('sha256').update(readFileSync(file)).digest('hex')]),
  );
}

test('export, import into an empty catalogue and export again give the same bytes', async () => {
  const [first, second] = [await anOpenedCatalogue(), await anOpenedCatalogue()];
  await load(first, SAMPLE, ['organizations', 'groups', 'datasets']);
  await first.run('user_create', { name: 'carol', email: 'carol@example.org', password: 'correct-horse-9' });
  await first.imports([{ name: 'with-carol', is_organization: true, users: [{ name: 'carol', capacity: 'editor' }] }]);
  await first.run('organization_patch', { id: 'with-carol', name: 'carols-own' });
  const { id: vocabulary } = await first.run('vocabulary_create', { name: 'places', tags: [{ name: 'north' }, { name: 'unused' }] });
  await first.run('package_create', {
    name: 'made-here',
    owner_org: 'with-carol',
    notes: 'Öffnung "x" \\ y',
    tags: [
      { name: 'b' + 'b' },
      { name: 'aa' },
      { name: 'north', vocabulary_id: vocabulary },
      { name: 'only here', vocabulary_id: vocabulary },
    ],
    extras: [{ key: 'k', value: 'v' }],
    resources: [{ url: 'example.org/a', own_key: { deep: [1, 2] } }],
  });
  await first.run('package_patch', { id: 'made-here', name: 'made-here-too' });
  const [out, again] = [join(first.folder, 'out'), join(second.folder, 'out')];

  const exported = await exportFolder(first, out, true);
  const said = await load(second, out, KINDS);
  await exportFolder(second, again, true);

  assert.deepEqual([exported.organizations, exported.datasets, exported.files, exported.missing], [19, 104, 10, []]);
  assert.deepEqual(said, []);
  assert.equal(second.app.store.directory.find('with-carol')?.name, 'carols-own');
  assert.equal((await second.run('package_show', { id: 'made-here' }))['name'], 'made-here-too');
  assert.deepEqual(await second.run('vocabulary_show', { id: 'places' }), await first.run('vocabulary_show', { id: 'places' }));
  assert.deepEqual(contents(again), contents(out));
});

test('hashes of passwords stay at home unless asked for', async () => {
  const catalogue = await anOpenedCatalogue();
  await catalogue.run('user_create', { name: 'dora', email: 'dora@example.org', password: 'correct-horse-9' });

  await exportFolder(catalogue, join(catalogue.folder, 'out'), false);

  const text = readFileSync(join(catalogue.folder, 'out', 'users.jsonl'), 'utf8');
  assert.match(text, /"name":"dora"/);
  assert.doesNotMatch(text, /password|scrypt/);
});
