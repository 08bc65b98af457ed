import assert from 'node:assert/strict';
import { test } from 'node:test';
import { aCatalogue } from '#support/catalogue.ts';

const { app, run } = await aCatalogue();
const door = await app.door();
const EVIL = '</title></style><script>alert(1)</script>"><img src=x onerror=alert(1)>';
const update = (input: Record<string, unknown>): Promise<unknown> => run('config_option_update', input);
const page = async (url: string): Promise<string> => (await door.inject({ url })).text;

test('title, description, texts and logo stand on the pages from the moment they are set', async () => {
  await update({
    'ckan.site_title': 'Maps of the north',
    'ckan.site_description': 'Everything above the 55th',
    'ckan.site_intro_text': 'Begin with **rivers**.',
    'ckan.site_about': '## Who we are\n\nPeople with maps.',
    'ckan.site_logo': 'https://example.org/logo.png',
  });

  const [home, about] = [await page('/'), await page('/about')];
  assert.match(home, /<title>Maps of the north<\/title>/);
  assert.match(home, /Everything above the 55th/);
  assert.match(home, /Begin with <strong>rivers<\/strong>\./);
  assert.match(home, /src="https:\/\/example\.org\/logo\.png"/);
  assert.match(about, /<h2>Who we are<\/h2>\s*<p>People with maps\.<\/p>/);
  assert.match(await page('/feeds/dataset.atom'), /<title>Maps of the north<\/title>/);

  await update({ 'ckan.site_intro_text': null, 'ckan.site_about': null, 'ckan.site_logo': null });
  assert.doesNotMatch(await page('/'), /rivers|example\.org\/logo/);
  assert.match(await page('/about'), /For programs/);
});

test('none of the texts can bring a script along', async () => {
  await update({
    'ckan.site_title': EVIL,
    'ckan.site_description': EVIL,
    'ckan.site_intro_text': `${EVIL} [x](javascript:alert(1))`,
    'ckan.site_about': EVIL,
    'ckan.site_logo': '/x"onerror="alert(1)',
    'ckan.site_custom_css': EVIL,
  });

  for (const url of ['/', '/about', '/dataset'])
    assert.doesNotMatch(await page(url), /<script>alert|<img src=x|href="javascript|"onerror="|<style/, url);
});

test('style rules are a sheet of their own, kept by browsers until they change', async () => {
  assert.equal((await door.inject({ url: '/site-custom.css' })).status, 200);
  await update({ 'ckan.site_custom_css': '.brand { color: teal }' });
  const address = /href="(\/site-custom\.css\?v=[\w-]+)"/.exec(await page('/'))?.[1] ?? '';

  const sheet = await door.inject({ url: address });
  assert.deepEqual(
    [sheet.status, sheet.headers['content-type'], sheet.headers['cache-control'], sheet.text],
    [200, 'text/css; charset=utf-8', 'public, max-age=31536000, immutable', '.brand { color: teal }'],
  );
  assert.equal((await door.inject({ url: '/site-custom.css?v=old' })).headers['cache-control'], 'no-cache');
  const known = { 'if-none-match': String(sheet.headers['etag']) };
  assert.equal((await door.inject({ url: '/site-custom.css', headers: known })).status, 304);

  await update({ 'ckan.site_custom_css': '.brand { color: navy }' });
  assert.notEqual(/href="(\/site-custom\.css[^"]*)"/.exec(await page('/'))?.[1], address);
  await update({ 'ckan.site_custom_css': '' });
  assert.doesNotMatch(await page('/'), /site-custom/);
  assert.equal((await door.inject({ url: '/site-custom.css' })).status, 404);
});
