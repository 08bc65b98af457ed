import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ValidationError } from '#domain/errors.ts';
import { Upload } from '#domain/upload.ts';
import { findPicture } from '#store/picture.ts';
import { aCatalogue } from '#support/catalogue.ts';

const PNG = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64');
const { app, run, aUser } = await aCatalogue();

async function anUpload(fileName: string, body: Buffer = PNG): Promise<Upload> {
  const { file, start } = await app.files.put(
    (async function* () {
      yield body;
    })(),
    { maxBytes: 1e6 },
  );
  return new Upload(fileName, 'image/png', file, start);
}

const isKept = async (upload: Upload): Promise<boolean> => (await app.files.stat(upload.file.key)) !== undefined;

test('a picture is offered under the time of its upload and its cleaned name', async () => {
  const upload = await anUpload('My Face.PNG');

  const group = await run<{ image_url: string; image_display_url: string }>('group_create', { name: 'faces', image_upload: upload });

  assert.match(group.image_url, /^\d{4}-\d\d-\d\d-\d{6}\.\d{6}My-Face\.png$/);
  assert.equal(group.image_display_url, `http://kokanee.test/uploads/group/${group.image_url}`);
  const found = await findPicture(app.store.pool, 'group', group.image_url);
  assert.deepEqual([found?.file.key, found?.contentType], [upload.file.key, 'image/png']);
  assert.equal(await isKept(upload), true);
});

test('the name ends as the bytes are, whatever their sender called them', async () => {
  for (const [n, [sent, kept]] of (
    [
      ['a.html', 'a__.png'],
      ['photo.gif', 'photo.png'],
      ['bare', 'bare.png'],
      ['two.tar.gz', 'two.tar.png'],
      ['right.png', 'right.png'],
    ] as const
  ).entries()) {
    const { image_url: name } = await run<{ image_url: string }>('group_create', { name: `ends-${n}`, image_upload: await anUpload(sent) });
    assert.ok(name.endsWith(`.${name.split('.')[1]?.slice(0, 6)}${kept}`), name);
  }
});

test('what is no picture is refused, whatever it is called, and its bytes are thrown away', async () => {
  const upload = await anUpload('fake.png', Buffer.from('just text'));

  await assert.rejects(run('group_create', { name: 'fake', image_upload: upload }), (error: ValidationError) => {
    assert.deepEqual(error.errors, { image_upload: ['Unsupported upload type: text/plain'] });
    return true;
  });
  await new Promise((done) => setTimeout(done, 50));
  assert.equal(await isKept(upload), false);
});

test('a newer picture takes the place of the old one, and an empty address takes it away', async () => {
  const ann = await aUser('ann');
  const [first, second] = [await anUpload('one.png'), await anUpload('two.png')];
  await run('user_patch', { id: 'ann', image_upload: first }, ann);

  const { image_url: name } = await run<{ image_url: string }>('user_patch', { id: 'ann', image_upload: second }, ann);
  await new Promise((done) => setTimeout(done, 50));
  assert.deepEqual([await isKept(first), await isKept(second)], [false, true]);

  const { image_url: none } = await run<{ image_url: string }>('user_patch', { id: 'ann', image_url: '' }, ann);
  await new Promise((done) => setTimeout(done, 50));
  assert.deepEqual([none, await isKept(second), await findPicture(app.store.pool, 'user', name)], ['', false, undefined]);
});

test('a picture stays when somebody else named it as his and lets it go again', async () => {
  const [owner, thief] = [await aUser('owner'), await aUser('thief')];
  const upload = await anUpload('mine.png');
  const { image_url: name } = await run<{ image_url: string }>('user_patch', { id: 'owner', image_upload: upload }, owner);
  await run('user_patch', { id: 'thief', image_url: name }, thief);

  await run('user_patch', { id: 'thief', image_url: '' }, thief);

  await new Promise((done) => setTimeout(done, 50));
  assert.equal(await isKept(upload), true);
});

test('the picture of a group goes when a newer one is in its place, and stays while the change is refused', async () => {
  const [first, second] = [await anUpload('one.png'), await anUpload('two.png')];
  const { id } = await run<{ id: string }>('organization_create', { name: 'pictured', image_upload: first });

  await assert.rejects(run('organization_patch', { id, name: 'faces', image_upload: await anUpload('three.png') }));
  assert.equal(await isKept(first), true);

  await run('organization_patch', { id, image_upload: second });
  await new Promise((done) => setTimeout(done, 50));
  assert.deepEqual([await isKept(first), await isKept(second)], [false, true]);
});
