/** What a backup holds, and that it comes back as it was or not at all. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { openApp } from '#app';
import { Upload } from '#domain/upload.ts';
import { diskStore } from '#files/disk.ts';
import { contradictions } from '#store/bulk-check.ts';
import type { Migration } from '#store/migration.ts';
import { coreMigrations } from '#store/migrations/index.ts';
import { connectAlone } from '#store/whole-tables.ts';
import { aDatabase } from '#support/database.ts';
import { faultyFiles } from '../check/files.ts';
import { exportFolder } from '../export/export-folder.ts';
import { anOpenedCatalogue } from '../test-opened.ts';
import { openArchive } from './archive-reader.ts';
import { createArchive } from './archive-writer.ts';
import { HEAD, jsonPart, MANIFEST, SEAL, SECRETS } from './format.ts';
import { verifyBackup } from './read-backup.ts';
import { restoreBackup } from './restore-backup.ts';
import { backupPath, writeBackup } from './write-backup.ts';
import { hash } from 'node:crypto';

const catalogue = await anOpenedCatalogue();
const { app, folder, place, run } = catalogue;
const names = coreMigrations.map(({ name }) => name);
const secrets = { SECRET_KEY: 'a secret for tests', 'api_token.jwt.encode.secret': '', 'api_token.jwt.decode.secret': '' };
const source = { place, files: app.files, secrets, site: 'http://kokanee.test', version: '0' };

const anUpload = async (text: string): Promise<Upload> => {
  const { file, start } = await app.files.put(
    (async function* () {
      yield Buffer.from(text);
    })(),
    { maxBytes: 1e6 },
  );
  return new Upload('data.csv', 'text/csv', file, start);
};

await run('user_create', { name: 'ann', email: 'ann@example.org', password: 'correct-horse-9', sysadmin: true });
await run('organization_create', { name: 'org', title: 'Tab\there, new\nline, back\\slash, é, \u{1F41F}' });
for (const name of ['one', 'two']) {
  await run('package_create', { name, owner_org: 'org', notes: '\\N \\. \\t', tags: [{ name: 'fish' }] });
  await run('resource_create', { package_id: name, name: 'file', upload: await anUpload(`${name},1\n`) });
}
const token = String((await run('api_token_create', { user: 'ann', name: 'mine' })).token);

type Target = { readonly files: string; readonly place: typeof place; readonly drop: () => Promise<void> };

async function aTarget(name: string): Promise<Target> {
  const database = await aDatabase();
  after(() => database.drop());
  return { ...database, files: join(folder, name) };
}

async function restoreTo(target: Target, path: string, migrations: readonly Migration[] = coreMigrations): Promise<string[]> {
  const archive = await openArchive(path);
  const client = await connectAlone(target.place);
  try {
    const backup = await verifyBackup(archive, new Set(migrations.map(({ name }) => name)));
    const restored = await restoreBackup(archive, backup, { client, files: diskStore(join(target.files, 'files')), migrations }, () => {});
    return [...restored.newer];
  } finally {
    await client.end();
    await archive.close();
  }
}

async function opened<Result>(target: Target, work: (there: typeof catalogue) => Promise<Result>): Promise<Result> {
  const there = await openApp({
    settings: app.site.settings,
    place: target.place,
    dataDir: target.files,
    extensions: [],
    serving: false,
    log: () => {},
  });
  try {
    return await work({ ...catalogue, app: there, place: target.place });
  } finally {
    await there.stop();
  }
}

/** Every file below a folder with its bytes. */
const contentOf = (path: string): Record<string, string> =>
  Object.fromEntries(
    readdirSync(path, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => [join(entry.parentPath, entry.name).slice(path.length), readFileSync(join(entry.parentPath, entry.name), 'latin1')]),
  );

test('a restored catalogue exports the same bytes, and its tokens and passwords work', async () => {
  const path = join(folder, 'round.tar');
  const target = await aTarget('round');
  await exportFolder(catalogue, join(folder, 'before'), true);

  await writeBackup(source, path);
  await restoreTo(target, path);

  await opened(target, async (there) => {
    await exportFolder(there, join(folder, 'after'), true);
    assert.equal((await there.app.actorOf(token))?.kind, 'user');
    assert.notEqual(await there.app.logIn('ann', 'correct-horse-9'), undefined);
    assert.deepEqual(await faultyFiles(there.app), { checked: 2, faults: [] });
  });
  assert.deepEqual(contentOf(join(folder, 'after')), contentOf(join(folder, 'before')));
  assert.equal(statSync(path).mode & 0o777, 0o600);
});

test('a restored catalogue can be backed up again with the same rows', async () => {
  const path = join(folder, 'again.tar');
  const target = await aTarget('again');

  const first = await writeBackup(source, path);
  await restoreTo(target, path);
  const second = await writeBackup({ ...source, place: target.place, files: diskStore(join(target.files, 'files')) }, `${path}.2`);

  // The mark of the restore is a fact more.
  const digests = ({ tables }: typeof first): Record<string, string> =>
    Object.fromEntries(tables.filter(({ name }) => name !== 'fact').map(({ name, digest }) => [name, digest]));
  assert.deepEqual(digests(second), digests(first));
  assert.equal(second.files.digest, first.files.digest);
});

test('what is written and replaced meanwhile is in it wholly or not at all', async () => {
  const target = await aTarget('busy');
  let going = true;
  const write = async (name: string): Promise<void> => {
    const { id } = await run('package_create', { name, owner_org: 'org' });
    const resource = await run('resource_create', { package_id: id, name: 'r', upload: await anUpload(name) });
    for (let count = 0; going; count++) {
      await run('resource_patch', { id: resource.id, upload: await anUpload(`${name} ${count}`) });
      await run('package_create', { name: `${name}-${count}`, owner_org: 'org', resources: [{ url: 'http://example.org' }] });
    }
  };
  const writers = ['busy-a', 'busy-b', 'busy-c'].map(write);

  const written = [];
  for (const count of [1, 2, 3]) written.push(await writeBackup(source, join(folder, `busy-${count}.tar`)));
  going = false;
  await Promise.all(writers);
  await restoreTo(target, join(folder, 'busy-3.tar'));

  assert.deepEqual(
    written.map(({ files }) => files.missing),
    [[], [], []],
  );
  await opened(target, async (there) => {
    assert.deepEqual(await contradictions(there.app.store.pool), []);
    assert.deepEqual((await faultyFiles(there.app)).faults, []);
  });
  assert.deepEqual(
    readdirSync(join(folder, 'data', 'files', 'unfinished')).filter((name) => name.startsWith('held-')),
    [],
  );
});

test('a file that is missing is told of, and the rest is kept', async () => {
  const broken = await anUpload('lost');
  const { id } = await run('resource_create', { package_id: 'two', name: 'lost', upload: broken });
  await app.files.remove(broken.file.key);

  const { files } = await writeBackup(source, join(folder, 'lost.tar'));
  await run('resource_delete', { id });

  assert.deepEqual(files.missing, [broken.file.key]);
});

test('what was altered, cut off or added is refused before anything is touched', async () => {
  const path = join(folder, 'sound.tar');
  await writeBackup(source, path);
  const sound = readFileSync(path);
  const verify = async (bytes: Buffer): Promise<string> => {
    writeFileSync(join(folder, 'altered.tar'), bytes);
    const archive = await openArchive(join(folder, 'altered.tar'));
    return verifyBackup(archive, new Set(names))
      .then(
        () => 'fine',
        (error: Error) => error.message,
      )
      .finally(() => archive.close());
  };
  const flipped = (text: string, offset = 0): Buffer => {
    const bytes = Buffer.from(sound);
    const at = bytes.indexOf(text) + offset;
    bytes[at] = (bytes[at] ?? 0) ^ 1;
    return bytes;
  };

  const withManifest = async (text: string): Promise<Buffer> => {
    const archive = await createArchive(join(folder, 'foreign.tar'));
    await archive.add(HEAD, jsonPart({ format: 1, migrations: [] }));
    await archive.add(SECRETS, jsonPart(secrets));
    const { sha256 } = await archive.add(MANIFEST, Buffer.from(text));
    await archive.add(SEAL, Buffer.from(`${sha256}  ${MANIFEST}\n`));
    await archive.finish();
    return readFileSync(join(folder, 'foreign.tar'));
  };

  assert.equal(await verify(sound), 'fine');
  assert.match(await verify(flipped('one,1')), /stored files in it are not those/);
  assert.match(await verify(flipped('tables/dataset/', 512 + 100)), /tables\/dataset\/000001\.copy\.gz was altered/);
  assert.match(await verify(flipped('a secret for tests')), /secrets\.json was altered/);
  assert.match(await verify(flipped('"digest"', 20)), /manifest was altered/);
  assert.match(await verify(await withManifest('{}')), /cannot be used: it is damaged/);
  assert.match(await verify(flipped(MANIFEST, 3)), /damaged/);
  for (const length of [sound.length - 1024 - 1024, sound.length >> 1, 1500, 700])
    assert.match(await verify(sound.subarray(0, length)), /not whole|ends too early/);
  assert.match(await verify(Buffer.from('PK\x03\x04'.padEnd(4096, 'x'))), /no backup of Kokanee/);
  assert.match(await verify(Buffer.alloc(0)), /no backup of Kokanee/);
  assert.match(await verify(Buffer.alloc(10_240)), /no backup|not whole/);
});

test('an older backup is brought to the present; one that knows more is refused', async () => {
  const path = join(folder, 'older.tar');
  const target = await aTarget('older');
  await writeBackup(source, path);
  const later: Migration = {
    name: '2099-01-01-later',
    sql: "create table later (id text primary key); insert into later select name from dataset where name = 'one'",
  };

  const newer = await restoreTo(target, path, [...coreMigrations, later]);
  const client = await connectAlone(target.place);
  const { rows } = await client.query('select id from later');
  await client.end();
  await writeBackup({ ...source, place: target.place, files: diskStore(join(target.files, 'files')) }, join(folder, 'newer.tar'));

  assert.deepEqual([newer, rows], [['2099-01-01-later'], [{ id: 'one' }]]);
  await assert.rejects(restoreTo(target, join(folder, 'newer.tar')), /tables that this Kokanee does not know \(2099-01-01-later\)/);
});

test('a restore that fails leaves rows and files as they were', async () => {
  const path = join(folder, 'fails.tar');
  const target = await aTarget('fails');
  await writeBackup(source, path);
  await restoreTo(target, path);
  const before = contentOf(join(target.files, 'files'));
  await run('package_create', { name: 'three', owner_org: 'org' });
  await run('resource_create', { package_id: 'three', upload: await anUpload('three') });
  await writeBackup(source, `${path}.2`);
  const breaking: Migration = { name: '2099-01-01-breaking', sql: 'select 1 / 0' };

  await assert.rejects(restoreTo(target, `${path}.2`, [...coreMigrations, breaking]), /division by zero/);

  await opened(target, async (there) => {
    const { rows } = await there.app.store.pool.query("select name from dataset where name = 'three'");
    assert.deepEqual(rows, []);
    assert.deepEqual((await faultyFiles(there.app)).faults, []);
  });
  assert.deepEqual(contentOf(join(target.files, 'files')), before);
});

test('a folder gets a file named by the time, and nothing is written over', async () => {
  const path = backupPath(folder, new Date('2026-01-02T03:04:05.678Z'));
  writeFileSync(path, 'mine');

  assert.equal(path, join(folder, 'kokanee-20260102T030405Z.tar'));
  await assert.rejects(writeBackup(source, path), /There is a file .* already/);
  assert.equal(readFileSync(path, 'utf8'), 'mine');
});

test('the seal of the manifest is what sha256sum would say', async () => {
  const path = join(folder, 'seal.tar');
  await writeBackup(source, path);

  const archive = await openArchive(path);
  const contents = new Map<string, Buffer>();
  for await (const entry of archive.entries()) contents.set(entry.name, await entry.whole());
  await archive.close();

  assert.equal(contents.get('manifest.sha256')?.toString(), `${hash('sha256', contents.get(MANIFEST) ?? '')}  manifest.json\n`);
});
