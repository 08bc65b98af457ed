import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { aPage, faultsOf, skip, wordsOf } from './support/chromium.ts';
import { type WholeServer, startWholeServer } from './support/whole-server.ts';

let server: WholeServer;
before(async () => {
  if (skip === false) server = await startWholeServer();
});
after(() => server?.stop());

test('from the printed password to the key, the organization and its record, as the guide to the API says', { skip }, async () => {
  const page = await aPage({ at: server.url });
  await page.goto('/user/login');
  await page.fill('#login', server.name);
  await page.fill('#password', server.password);
  await page.locator('main').getByRole('button', { name: 'Log in' }).click();
  assert.match(await wordsOf(page, 'h1'), /Choose your own password/);
  await page.goto('/organization');
  assert.match(await wordsOf(page, 'h1'), /Choose your own password/, 'nothing comes before that');
  await page.fill('#old_password', server.password);
  await page.fill('#password1', 'eleven kokanee in a creek');
  await page.fill('#password2', 'eleven kokanee in a creek');
  await page.locator('main').getByRole('button', { name: 'Change password' }).click();

  await page.goto('/');
  await page.locator('.menu > summary').click();
  await page.locator('.menu-panel').getByRole('link', { name: 'Account Settings' }).click();
  const key = await page.locator('#key-text').textContent();
  assert.match(key ?? '', /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
  const place = await page.locator('.account-key').boundingBox();
  assert.ok(place !== null && place.x < 1280 / 3, 'on the left');
  assert.equal(await page.locator('.profile-card > :last-child').getAttribute('id'), 'account-key', 'at the bottom of the card');
  assert.deepEqual(await faultsOf(page), []);

  await page.goto('/organization');
  await page.locator('.tree-top', { hasText: 'Ministry of Children and Family Development' }).locator('summary').click();
  await page.getByRole('link', { name: 'Information Management' }).click();
  assert.match(page.url(), /\/organization\/information-management-cfd$/);
  assert.deepEqual(await faultsOf(page), []);
  await page.getByRole('link', { name: 'Children and Family Services Caseloads' }).click();
  assert.match(await wordsOf(page, '.published-by'), /Published by Information Management/);
  assert.deepEqual(await faultsOf(page), []);
  const file = await page.request.get((await page.locator('.resource-item .button').first().getAttribute('href')) ?? '');
  assert.equal(file.status(), 200);

  const answer = await page.request.fetch(`${server.url}/api/3/action/api_token_list?user=${server.name}`, {
    headers: { Authorization: key ?? '', Cookie: '' },
  });
  assert.equal(answer.status(), 200, 'the key acts as its owner');
});

test('after logging out nothing of one’s own is left on any page', { skip }, async () => {
  const page = await aPage({ at: server.url });
  await page.goto('/user/login');
  await page.fill('#login', server.name);
  await page.fill('#password', 'eleven kokanee in a creek');
  await page.locator('main').getByRole('button', { name: 'Log in' }).click();
  await page.waitForURL(/dashboard/);
  await page.locator('.menu > summary').click();
  await page.getByRole('button', { name: 'Log out' }).click();
  await page.waitForURL(/logged_out/);
  await page.goto('/user');

  assert.equal(await page.locator('#key-text').count(), 0);
  assert.match(await wordsOf(page, 'h1'), /Log in/);
});
