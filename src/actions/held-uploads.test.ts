import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Actor, anonymous } from '#domain/actor.ts';
import { ValidationError } from '#domain/errors.ts';
import { Upload } from '#domain/upload.ts';
import { faultyFiles, orphanFiles } from '../cli/check/files.ts';
import { aCatalogue } from '#support/catalogue.ts';
import { endHeldUploads } from './held-uploads.ts';

const PNG = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64');
const { app, run, aUser } = await aCatalogue();
const ann = await aUser('ann');

async function anUpload(fileName = 'face.png', body: Buffer = PNG): Promise<Upload> {
  const { file, start } = await app.files.put(
    (async function* () {
      yield body;
    })(),
    { maxBytes: 1e6 },
  );
  return new Upload(fileName, 'image/png', file, start);
}

const aHeld = async (actor: Actor = ann, fileName?: string): Promise<Upload> => app.holdUpload(await anUpload(fileName), actor);
const soon = (): Promise<void> => new Promise((done) => setTimeout(done, 50));
const isThere = async (upload: Upload): Promise<boolean> => (await app.files.stat(upload.file.key)) !== undefined;

test('a held file outlives the action that refuses it, whole, and the next one takes it', async () => {
  const held = await aHeld();
  await assert.rejects(run('user_patch', { id: 'ann', email: 'no address', image_upload: held }, ann), ValidationError);
  await soon();

  const again = await app.heldUpload(held.held ?? '', ann);
  assert.deepEqual([again?.fileName, again?.contentType, again?.file], ['face.png', 'image/png', held.file]);
  assert.deepEqual(Buffer.from(again?.start ?? []), PNG);

  const { image_url: name } = await run<{ image_url: string }>('user_patch', { id: 'ann', image_upload: again }, ann);
  assert.match(name, /face\.png$/);
  assert.equal(await app.heldUpload(held.held ?? '', ann), undefined);
  assert.equal(await isThere(held), true);
});

test('only its sender gets a held file back', async () => {
  const held = await aHeld();
  const id = held.held ?? '';

  for (const other of [await aUser('eve'), await aUser('root', { sysadmin: true }), anonymous])
    assert.equal(await app.heldUpload(id, other), undefined);
  for (const wrong of ['', 'nosuch', '\0', "' or true --"]) assert.equal(await app.heldUpload(wrong, ann), undefined);
});

test('of two forms that send the same held file only one gets it', async () => {
  const held = await aHeld();
  const [one, two] = [await app.heldUpload(held.held ?? '', ann), await app.heldUpload(held.held ?? '', ann)];

  const results = await Promise.allSettled([
    run('group_create', { name: 'first-taker', image_upload: one }, ann),
    run('group_create', { name: 'second-taker', image_upload: two }, ann),
  ]);

  const refused = results.flatMap((result) => (result.status === 'rejected' ? [result.reason as unknown] : []));
  assert.equal(refused.length, 1);
  assert.ok(refused[0] instanceof ValidationError);
  assert.match(String(refused[0].errors.image_upload), /used already/);
  assert.equal(await isThere(held), true);
});

test('a file of somebody without an account is not held', async () => {
  const upload = await aHeld(anonymous);

  assert.equal(upload.held, undefined);
});

test('a check takes held files for files in use', async () => {
  const held = await aHeld();

  assert.deepEqual((await faultyFiles(app)).faults, []);
  const { old, young } = await orphanFiles(app);
  assert.ok(!old.includes(held.file.key));
  assert.equal(young, 1);
});

test('of many held files of one user the oldest go', async () => {
  const bob = await aUser('bob');
  const held: Upload[] = [];
  for (let at = 0; at < 22; at++) held.push(await aHeld(bob, `${at}.png`));

  const there = await Promise.all(held.map(isThere));
  assert.deepEqual([there.filter(Boolean).length, there[0], there[1], there[2]], [20, false, false, true]);
});

test('what nobody comes back for goes after a day, with its bytes', async () => {
  const [old, fresh] = [await aHeld(ann, 'old.png'), await aHeld(ann, 'fresh.png')];
  await app.store.pool.query("update held_upload set at = at - interval '25 hours' where id = $1", [old.held]);

  await endHeldUploads(app.files).run(app.store);

  assert.deepEqual([await isThere(old), await isThere(fresh)], [false, true]);
  assert.equal(await app.heldUpload(old.held ?? '', ann), undefined);
});
