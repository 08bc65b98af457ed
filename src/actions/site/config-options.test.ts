import assert from 'node:assert/strict';
import { test } from 'node:test';
import { anonymous } from '#domain/actor.ts';
import { NotAuthorized, type ValidationError } from '#domain/errors.ts';
import { Upload } from '#domain/upload.ts';
import { aCatalogue } from '#support/catalogue.ts';

const { app, run, aUser } = await aCatalogue({ settings: { 'ckan.site_title': 'Configured' } });
const boss = await aUser('boss', { sysadmin: true });
const eve = await aUser('eve');
const PNG = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex');

type Options = Readonly<Record<string, string>>;
const update = (input: Record<string, unknown>): Promise<Options> => run<Options>('config_option_update', input, boss);
const show = (key: string): Promise<string | null> => run<string | null>('config_option_show', { key }, boss);
const errorsOf = async (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => undefined,
    (error: ValidationError) => error.errors,
  );
async function picture(name: string, bytes = PNG): Promise<Upload> {
  const chunks = async function* (): AsyncGenerator<Buffer> {
    yield bytes;
  };
  const { file, start } = await app.files.put(chunks(), { maxBytes: 1e6 });
  return new Upload(name, 'image/png', file, start);
}
const pictureFile = (logo: string): Promise<unknown> => app.pictureOf('admin', logo.slice('/uploads/admin/'.length));

test('a changed setting counts at once, before what is configured, and null brings that back', async () => {
  assert.deepEqual(await update({ 'ckan.site_title': ' New title ' }), { 'ckan.site_title': 'New title' });
  assert.deepEqual([await show('ckan.site_title'), app.site.settings['ckan.site_title']], ['New title', 'New title']);
  assert.equal((await run<{ site_title: string }>('status_show', {}, anonymous)).site_title, 'New title');

  assert.deepEqual(await update({ 'ckan.site_title': null }), { 'ckan.site_title': 'Configured' });
  assert.equal(await show('ckan.site_title'), 'Configured');
});

test('a name that JavaScript gives a meaning is an unknown option like any other', async () => {
  assert.deepEqual(await errorsOf(update(JSON.parse('{"__proto__": {"ckan.site_title": "x"}}'))), {
    message: "Configuration option(s) '__proto__' can not be updated",
  });
});

test('a change made by another process is seen when the log is read, and stays', async () => {
  const { pool, follower } = app.store;
  await pool.query(
    "with o as (insert into site_option values ('ckan.site_description', 'From elsewhere')) insert into change (kind, id, rev) values ('option', '', 0)",
  );

  await follower.catchUp();

  assert.equal(app.site.settings['ckan.site_description'], 'From elsewhere');
});

test('only sysadmins read and change settings', async () => {
  for (const actor of [eve, anonymous] as (typeof eve)[]) {
    await assert.rejects(run('config_option_list', {}, actor), NotAuthorized);
    await assert.rejects(run('config_option_show', { key: 'ckan.site_title' }, actor), NotAuthorized);
    await assert.rejects(run('config_option_update', { 'ckan.site_title': 'mine' }, actor), NotAuthorized);
  }
});

test('every option that is listed can be shown, and nothing else can', async () => {
  for (const key of await run<string[]>('config_option_list', {}, boss)) await show(key);

  for (const key of ['SECRET_KEY', 'ckan.site_url', 'constructor', ''])
    assert.deepEqual(await errorsOf(show(key)), { message: `Configuration option '${key}' can not be shown` });
});

test('one wrong value spoils the whole call, and all are told', async () => {
  const wrong = {
    'ckan.site_title': ' ',
    'ckan.site_description': 'two\nlines',
    'ckan.site_about': ['x'],
    'ckan.site_logo': 'javascript:alert(1)',
    'ckan.site_custom_css': 'x'.repeat(100_001),
    'ckan.site_intro_text': 'fine',
  };

  assert.deepEqual(await errorsOf(update(wrong)), {
    'ckan.site_title': ['Missing value'],
    'ckan.site_description': ['Must be a single line'],
    'ckan.site_about': ['Must be a string'],
    'ckan.site_logo': ['Must begin with http://, https:// or a single slash'],
    'ckan.site_custom_css': ['Must be at most 100000 characters long'],
  });
  assert.equal(await show('ckan.site_intro_text'), '');
  for (const logo of ['//evil.example/x.png', '/\\evil.example', 'x.png', 'http://', '/a b'])
    assert.notEqual(await errorsOf(update({ 'ckan.site_logo': logo })), undefined, logo);
});

test('a logo that is uploaded replaces the one before, whose file goes', async () => {
  const first = (await update({ logo_upload: await picture('Our Logo.png') }))['ckan.site_logo'] ?? '';
  assert.match(first, /^\/uploads\/admin\/\d{4}-\d\d-\d\d-\d{6}\.\d{6}Our-Logo\.png$/);
  assert.notEqual(await pictureFile(first), undefined);

  const second = (await update({ logo_upload: await picture('b.png') }))['ckan.site_logo'] ?? '';
  assert.deepEqual([await pictureFile(first), (await pictureFile(second)) !== undefined], [undefined, true]);

  await update({ 'ckan.site_logo': second });
  assert.notEqual(await pictureFile(second), undefined);
  assert.deepEqual(await update({ clear_logo_upload: 'true' }), { 'ckan.site_logo': '' });
  assert.equal(await pictureFile(second), undefined);
});

test('what is no picture is refused under the name of its field, and thrown away', async () => {
  const upload = await picture('a.png', Buffer.from('<svg onload=alert(1)>'));

  assert.deepEqual(await errorsOf(update({ logo_upload: upload })), { logo_upload: ['Unsupported upload type: image/svg+xml'] });
  assert.equal(await app.files.stat(upload.file.key), undefined);
});
