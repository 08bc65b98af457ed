/** The browser that is on the machine; without one, suites are skipped by name unless they are required. */
import { after } from 'node:test';
import AxeBuilder from 'axe-core';
import { type Browser, type Page, chromium } from 'playwright-core';
import { CHROMIUM_ARGS, chromiumPath } from './find-chromium.ts';

const required = (process.env.KOKANEE_REQUIRE ?? '').split(',').includes('browser');

/** For a test's `skip`: the reason, or false where there is a browser or one must be. */
export const skip: string | false = chromiumPath === undefined && !required ? 'no Chromium on this machine' : false;

let started: Promise<Browser> | undefined;

/** One for all tests of a file. */
export function aBrowser(): Promise<Browser> {
  started ??= chromium.launch({ executablePath: chromiumPath, args: [...CHROMIUM_ARGS] });
  return started;
}

after(async () => (await started)?.close());

export type Visitor = {
  readonly width?: number;
  readonly height?: number;
  readonly as?: string;
  readonly script?: boolean;
  readonly at: string;
};

/** A page of a visitor on his own, as someone where told. */
export async function aPage({ width = 1280, height = 860, as, script = true, at }: Visitor): Promise<Page> {
  const browser = await aBrowser();
  const context = await browser.newContext({ viewport: { width, height }, javaScriptEnabled: script, baseURL: at });
  if (as !== undefined) await context.addCookies([{ name: 'as', value: as, url: at }]);
  return context.newPage();
}

/** The text of the first element that fits. */
export const wordsOf = async (page: Page, selector: string): Promise<string> => (await page.locator(selector).first().textContent()) ?? '';

/** What axe finds wrong with a page, one line each. */
export async function faultsOf(page: Page): Promise<readonly string[]> {
  // Injected past the policy of the page, as the tests are no part of it.
  await page.evaluate(AxeBuilder.source);
  const found = await page.evaluate(async () => {
    const { axe } = globalThis as unknown as { axe: typeof AxeBuilder };
    const { violations } = await axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] });
    return violations.map(
      ({ id, nodes }) =>
        `${id}: ${nodes
          .map(({ html }) => html.slice(0, 160))
          .slice(0, 3)
          .join(' | ')}`,
    );
  });
  return found;
}

/** Points by which the page is wider than the window. */
export const overflowOf = (page: Page): Promise<number> =>
  page.evaluate(() => Math.max(0, document.documentElement.scrollWidth - innerWidth));
