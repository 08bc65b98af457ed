// What the script does for every form: weighs files before they are sent, proposes names, dates its drafts as the site does.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { aBrowser, faultsOf, skip, wordsOf } from './support/chromium.ts';
import { logInFirst } from './support/first-log-in.ts';
import { type WholeServer, startWholeServer } from './support/whole-server.ts';

let server: WholeServer;
let session: BrowserContextOptions['storageState'];
before(async () => {
  if (skip !== false) return;
  server = await startWholeServer();
  const page = await (await aBrowser()).newPage({ baseURL: server.url });
  await logInFirst(page, server);
  session = await page.context().storageState();
  await page.context().close();
});
after(() => server?.stop());

const aPage = async (): Promise<Page> => {
  const context = await (await aBrowser()).newContext({ baseURL: server.url, storageState: session });
  return context.newPage();
};
const press = (page: Page, name: string): Promise<void> => page.locator('main').getByRole('button', { name, exact: true }).click();

test('a file that is too large is told at its field and above the form, and nothing is sent', { skip }, async () => {
  const page = await aPage();
  await page.goto('/group/new');
  await page.fill('#title', 'With a picture');
  await page.getByRole('radio', { name: 'Upload a file' }).check();
  await page.setInputFiles('#image_upload', { name: 'a.png', mimeType: 'image/png', buffer: Buffer.alloc(3 * 1024 * 1024) });
  assert.match(await wordsOf(page, '#image_upload-too-large'), /larger than 2 MB/);
  await press(page, 'Create group');

  assert.match(await wordsOf(page, '#image_upload-summary'), /There is a problem.*File: This file is larger than 2 MB/s);
  assert.equal(await page.evaluate('document.activeElement.id'), 'image_upload-summary');
  assert.equal(await page.getAttribute('#image_upload', 'aria-invalid'), 'true');
  assert.deepEqual(await faultsOf(page), []);
  await page.setInputFiles('#image_upload', []);
  assert.equal(await page.locator('#image_upload-summary, #image_upload-too-large').count(), 0);
  await page.getByRole('radio', { name: 'None' }).check();
  await press(page, 'Create group');
  assert.match(page.url(), /\/group\/with-a-picture\?done=created$/);
  await page.context().close();
});

test('a name that the script proposes gives way to one that is free', { skip }, async () => {
  const page = await aPage();
  for (const name of ['same-title', 'same-title-2']) {
    await page.goto('/group/new');
    await page.fill('#title', 'Same title');
    assert.equal(await page.inputValue('#name'), 'same-title');
    await press(page, 'Create group');
    assert.match(page.url(), new RegExp(`/group/${name}\\?done=created$`));
  }
  await page.context().close();
});

test('a draft is dated as the site writes dates', { skip }, async () => {
  const page = await aPage();
  page.on('dialog', (dialog) => void dialog.accept());
  await page.goto('/group/new');
  await page.fill('#title', 'Not saved');
  await page.locator('.draft-state', { hasText: 'kept' }).waitFor();
  await page.goto('/group/new');

  assert.match(await wordsOf(page, '.draft-note'), /a draft of [A-Z][a-z]+ \d{1,2}, \d{4} at \d{1,2}:\d\d/);
  await page.context().close();
});
