/** What a check finds, and what it must not take for a fault. */
import assert from 'node:assert/strict';
import { utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { contradictions } from '#store/bulk-check.ts';
import { anOpenedCatalogue } from '../test-opened.ts';
import { answerChecks } from './answer-checks.ts';
import { askServers } from './ask-servers.ts';
import { compareIndex } from './compare-index.ts';
import { keysInUse } from '#store/file-tables.ts';
import { faultyFiles, orphanFiles } from './files.ts';

const catalogue = await anOpenedCatalogue();
catalogue.aFile('files/55555555-5555-4555-8555-555555555555/a.txt', 'hello');
await catalogue.imports(
  [
    { name: 'org', is_organization: true },
    {
      name: 'one',
      type: 'dataset',
      owner_org: 'org',
      resources: [{ id: '55555555-5555-4555-8555-555555555555', url: 'a.txt', url_type: 'upload' }, { url: 'http://example.org' }],
    },
  ],
  { files: join(catalogue.folder, 'files') },
);
await catalogue.run('package_search', { rows: 0 });

test('a sound catalogue has no fault', async () => {
  assert.deepEqual(await compareIndex(catalogue.app), []);
  assert.deepEqual(await contradictions(catalogue.app.store.pool), []);
  assert.deepEqual(await faultyFiles(catalogue.app), { checked: 1, faults: [] });
});

test('a running server answers for its own index', async () => {
  const answering = answerChecks(catalogue, () => {});
  await new Promise((done) => setTimeout(done, 300));

  const { servers, faults } = await askServers(catalogue.place);
  answering.stop();

  assert.equal(servers.length, 1);
  assert.deepEqual(faults, []);
});

test('where no server runs, nobody answers', async () => {
  assert.deepEqual(await askServers(catalogue.place), { servers: [], faults: [] });
});

test('a dataset that the index has in another revision is a fault', async () => {
  const { pool } = catalogue.app.store;
  await pool.query("update dataset set rev = rev + 5 where name = 'one'");

  const faults = await compareIndex(catalogue.app);

  await pool.query("update dataset set rev = rev - 5 where name = 'one'");
  assert.match(faults.join(), /is indexed at revision 1 and stored at 6/);
});

test('rows that contradict each other are faults', async () => {
  const { pool } = catalogue.app.store;
  await pool.query("update dataset set num_resources = 7 where name = 'one'");
  await pool.query('update resource set position = 1');

  const faults = (await contradictions(pool)).join();

  assert.match(faults, /says 7 resources and has 2/);
  assert.match(faults, /two resources in position 1/);
});

test('files of pictures and of forms that are not sent yet are in use', async () => {
  const { app } = catalogue;
  const put = async (): Promise<string> => {
    const { file } = await app.files.put(
      (async function* () {
        yield Buffer.from('picture');
      })(),
      { maxBytes: 100 },
    );
    return file.key;
  };
  const [picture, unsent] = [await put(), await put()];
  const sha256 = await app.files.hash(picture);
  await app.store.pool.query(
    "insert into picture (name, kind, owner_id, file_key, sha256, size, content_type) values ('p.png', 'group', 'g', $1, $2, 7, 'image/png')",
    [picture, sha256],
  );
  await app.store.pool.query(
    "insert into held_upload (id, user_id, name, type, file_key, sha256, size, at) values ('h', 'u', 'a.csv', 'text/csv', $1, $2, 7, now())",
    [unsent, sha256],
  );

  const used = await keysInUse(app.store.pool, [picture, unsent]);
  const checked = await faultyFiles(app);
  await app.store.pool.query("with p as (delete from picture where name = 'p.png') delete from held_upload where id = 'h'");
  await app.files.remove(picture);
  await app.files.remove(unsent);

  assert.deepEqual([...used].sort(), [picture, unsent].sort());
  assert.deepEqual(checked, { checked: 3, faults: [] });
});

test('lost and altered bytes are faults; a file that nothing uses counts once it is old', async () => {
  const { app, folder } = catalogue;
  const { rows } = await app.store.pool.query<{ key: string }>('select file_key as key from resource where file_key is not null');
  const key = rows[0]?.key ?? '';
  const pathOf = (name: string): string => join(folder, 'data', 'files', name.slice(0, 2), name);
  const { file } = await app.files.put(
    (async function* () {
      yield Buffer.from('stray');
    })(),
    { maxBytes: 100 },
  );

  const young = await orphanFiles(app);
  const longAgo = new Date(Date.now() - 3_600_000);
  utimesSync(pathOf(file.key), longAgo, longAgo);
  const old = await orphanFiles(app);
  writeFileSync(pathOf(key), 'other');
  const altered = await faultyFiles(app);
  await app.files.remove(key);
  const lost = await faultyFiles(app);

  assert.deepEqual(
    [young, old],
    [
      { old: [], young: 1 },
      { old: [file.key], young: 0 },
    ],
  );
  assert.match(altered.faults.join(), /with hash/);
  assert.match(lost.faults.join(), /is missing/);
});
