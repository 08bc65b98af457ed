import assert from 'node:assert/strict';
import { test } from 'node:test';
import { aCatalogue } from '#support/catalogue.ts';
import { resetCatalogue } from './bulk-reset.ts';
import { findPicture, insertPicture, type PictureKind } from './picture.ts';
import { changeSiteOptions, openSiteOptions } from './site-options.ts';

const { app, aUser } = await aCatalogue();
const { store } = app;
const change = (set: Record<string, string>, forgotten: string[] = []): Promise<unknown> =>
  store.commit([changeSiteOptions(set, forgotten)]);

test('options are there after a restart, and gone once they are forgotten', async () => {
  await change({ 'ckan.site_title': 'Kept', 'ckan.site_about': '' });

  const again = await openSiteOptions(store.pool);
  assert.deepEqual([again.get('ckan.site_title'), again.get('ckan.site_about')], ['Kept', '']);

  await change({}, ['ckan.site_title']);
  await again.reload();
  assert.deepEqual([again.get('ckan.site_title'), again.get('ckan.site_about')], [undefined, '']);
});

test('changes at once are all kept', async () => {
  await Promise.all(Array.from({ length: 20 }, (_, n) => change({ [`option-${n % 5}`]: `${n}`, [`own-${n}`]: 'x' })));

  assert.equal(Array.from({ length: 20 }, (_, n) => store.options.get(`own-${n}`)).filter((value) => value === 'x').length, 20);
  const stored = await openSiteOptions(store.pool);
  for (let n = 0; n < 5; n++) assert.equal(store.options.get(`option-${n}`), stored.get(`option-${n}`));
});

test('emptying the catalogue leaves the settings of the site, its logo and the pictures of sysadmins', async () => {
  const boss = await aUser('boss', { sysadmin: true });
  const ann = await aUser('ann');
  await change({ 'ckan.site_logo': '/uploads/admin/logo.png' });
  const picture = (name: string, kind: PictureKind, ownerId: string): Promise<unknown> =>
    store.commit([insertPicture({ name, kind, ownerId, file: { key: `key of ${name}`, sha256: '', size: 1 }, contentType: 'image/png' })]);
  await picture('logo.png', 'admin', 'site');
  await picture('boss.png', 'user', boss.id);
  await picture('ann.png', 'user', ann.id);
  await picture('lakes.png', 'group', 'some-group');

  const { files } = await resetCatalogue(store.pool);

  assert.deepEqual([...files].sort(), ['key of ann.png', 'key of lakes.png']);
  assert.notEqual(await findPicture(store.pool, 'admin', 'logo.png'), undefined);
  assert.notEqual(await findPicture(store.pool, 'user', 'boss.png'), undefined);
  assert.equal((await openSiteOptions(store.pool)).get('ckan.site_logo'), '/uploads/admin/logo.png');
});
