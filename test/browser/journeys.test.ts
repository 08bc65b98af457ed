import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Page } from 'playwright-core';
import { aPage, faultsOf, skip } from './support/chromium.ts';
import { type PageServer, servePages } from './support/page-server.ts';

let server: PageServer;
before(async () => {
  if (skip === false) server = await servePages();
});
after(() => server?.close());

const focused = (page: Page): Promise<string> => page.evaluate(() => document.activeElement?.textContent?.trim() ?? '');

test('the menu is walked by keyboard: opened, gone through, closed, and the focus comes back', { skip }, async () => {
  const page = await aPage({ at: server.url, as: 'joe' });
  await page.goto('/dataset');
  await page.locator('.menu > summary').focus();
  await page.keyboard.press('Enter');
  const seen: string[] = [];
  for (let step = 0; step < 8; step++) {
    await page.keyboard.press('Tab');
    seen.push(await focused(page));
  }

  assert.deepEqual(seen, ['Account Settings', 'Your datasets', 'Datasets', 'Organizations', 'Groups', 'Documentation', 'About', 'Log out']);
  assert.deepEqual(await faultsOf(page), [], 'the open menu');
  await page.keyboard.press('Escape');
  assert.equal(await page.locator('.menu').getAttribute('open'), null);
  assert.equal(await focused(page), 'Menu');
  await page.keyboard.press('Enter');
  await page.locator('h1').click();
  assert.equal(await page.locator('.menu').getAttribute('open'), null);
});

test('the first key leads past the header', { skip }, async () => {
  const page = await aPage({ at: server.url });
  await page.goto('/organization');
  await page.keyboard.press('Tab');
  assert.equal(await focused(page), 'Skip to content');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');

  assert.equal(await page.evaluate(() => document.activeElement?.closest('main') !== null), true);
});

test('the account key is shown and copied', { skip }, async () => {
  const page = await aPage({ at: server.url, as: 'joe' });
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.goto('/user');
  const key = page.locator('#key-text');

  assert.equal(await key.isVisible(), false);
  await page.getByRole('button', { name: 'Copy your API key' }).click();
  assert.equal(await page.evaluate(() => navigator.clipboard.readText()), '11111111-2222-4333-8444-555555555555');
  await page.locator('.reveal summary').click();
  assert.equal(await key.isVisible(), true);
  assert.deepEqual(await faultsOf(page), [], 'with the key shown');
});

test('a filter is applied at once, and the focus stays on its box', { skip }, async () => {
  const page = await aPage({ at: server.url });
  await page.goto('/dataset?q=river');
  const before = await page.locator('.results-count strong').textContent();
  await page.getByRole('checkbox', { name: /River Forecast Centre/ }).check();
  await page.waitForURL(/organization=river-forecast-centre/);

  assert.notEqual(await page.locator('.results-count strong').textContent(), before);
  assert.equal(await page.evaluate(() => (document.activeElement as HTMLInputElement).value), 'river-forecast-centre');
  await page.getByRole('link', { name: /^Remove filter/ }).click();
  assert.equal(await page.locator('.results-count strong').textContent(), before);
});

for (const script of [true, false]) {
  const how = script ? 'with script' : 'without script';

  test(`everything works ${how}: search, filters, tree, key, token, log-in`, { skip }, async () => {
    const page = await aPage({ at: server.url, script });
    await page.goto('/');
    await page.fill('#home-q', 'river');
    await page.keyboard.press('Enter');
    await page.waitForURL(/dataset\?q=river/);
    if (!script) {
      await page.getByRole('checkbox', { name: /River Forecast Centre/ }).check();
      await page.getByRole('button', { name: 'Apply filters' }).click();
      await page.waitForURL(/organization=river-forecast-centre/);
    }
    await page.locator('.dataset-item a').first().click();
    await page.locator('.published-by a').click();
    assert.match(page.url(), /\/organization\/[a-z-]+$/);
    await page.goto('/organization');
    await page.locator('.tree summary').first().click();
    await page.locator('.tree details a').first().click();
    assert.match(page.url(), /\/organization\/information-management-cfd$/);
    await page.locator('.menu > summary').click();
    await page.locator('.menu-panel').getByRole('link', { name: 'Log in' }).click();
    await page.fill('#login', 'joe');
    await page.fill('#password', 'wrong-password');
    await page.locator('main').getByRole('button', { name: 'Log in' }).click();
    assert.equal(await page.locator('#errors').isVisible(), true);
    assert.deepEqual(script ? await faultsOf(page) : [], [], 'the failed log-in');
    await page.fill('#password', 'right-password');
    await page.locator('main').getByRole('button', { name: 'Log in' }).click();
    assert.match(page.url(), /\/organization\/information-management-cfd$/, 'back where one came from');
    await page.goto('/user');
    await page.locator('.reveal summary').click();
    assert.equal(await page.locator('#key-text').isVisible(), true);
    await page.fill('#name', 'night');
    await page.getByRole('button', { name: 'Create token' }).click();
    assert.match(await page.inputValue('#fresh-token'), /^eyJ/);
  });
}

test('filters on a phone stand behind a button and come away again', { skip }, async () => {
  const page = await aPage({ at: server.url, width: 360, height: 740, script: false });
  await page.goto('/dataset?res_format=CSV');

  assert.equal(await page.locator('#filters').isVisible(), false);
  await page.getByRole('link', { name: 'Filters (1)' }).click();
  assert.equal(await page.locator('#filters').isVisible(), true);
  await page.getByRole('link', { name: 'Close filters' }).click();
  assert.equal(await page.locator('#filters').isVisible(), false);
});

test('old anchors of the common calls lead to their recipes', { skip }, async () => {
  const page = await aPage({ at: server.url });
  for (const anchor of [
    'how-to-get-your-api-key',
    'how-to-get-you-organiation-guid',
    'how-to-get-the-resource-names-and-resource-ids-withing-a-package',
  ]) {
    await page.goto(`/help/api/common-calls#${anchor}`);
    const top = await page.evaluate((id) => document.getElementById(id)?.getBoundingClientRect().top, anchor);
    assert.ok(top !== undefined && top < 860, anchor);
  }
});
