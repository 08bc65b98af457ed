/** The administrator's first steps: in with the printed password, and one of his own at once. */
import type { Page } from 'playwright-core';
import type { WholeServer } from './whole-server.ts';

export const OWN_PASSWORD = 'eleven kokanee in a creek';

export async function logInFirst(page: Page, { name, password }: WholeServer): Promise<void> {
  await page.goto('/user/login');
  await page.fill('#login', name);
  await page.fill('#password', password);
  await page.locator('main').getByRole('button', { name: 'Log in' }).click();
  await page.fill('#old_password', password);
  await page.fill('#password1', OWN_PASSWORD);
  await page.fill('#password2', OWN_PASSWORD);
  await page.locator('main').getByRole('button', { name: 'Change password' }).click();
  await page.waitForURL((url) => !url.pathname.endsWith('/password') || url.search !== '');
}

/** The key of whoever is logged in. */
export async function keyOf(page: Page): Promise<string> {
  await page.goto('/user');
  return (await page.locator('#key-text').textContent()) ?? '';
}
