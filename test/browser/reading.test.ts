// A reader with the whole server: previews of each kind of file, a walk by keyboard alone, and paper.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Page } from 'playwright-core';
import { type Administered, startAdministered } from './support/administered.ts';
import { aBrowser, aPage, faultsOf, overflowOf, skip, wordsOf } from './support/chromium.ts';
import { FILES, furnish, LONG, OWNER, samples } from './support/gallery-records.ts';

let server: Administered;
before(async () => {
  if (skip !== false) return;
  server = await startAdministered();
  await furnish(server.url, server.key);
});
after(() => server?.stop());

const pathTo = (format: string): string => `/dataset/${FILES}/resource/${samples.find((sample) => sample.format === format)?.id}`;
const focused = (page: Page): Promise<string> => page.evaluate(() => document.activeElement?.textContent?.trim() ?? '');

/** Presses Tab until something with that text has the focus; what is out of reach is a fault. */
async function tabTo(page: Page, text: RegExp, most = 80): Promise<void> {
  for (let step = 0; step < most; step++) {
    await page.keyboard.press('Tab');
    if (text.test(await focused(page))) return;
  }
  assert.fail(`${text} is not reached by keyboard on ${page.url()}`);
}

for (const width of [1280, 320])
  test(`previews and long words are accessible and fit ${width} pixels, in light and dark`, { skip }, async () => {
    const page = await aPage({ at: server.url, width });
    for (const path of [
      ...samples.map(({ id }) => `/dataset/${FILES}/resource/${id}`),
      `/dataset/${FILES}`,
      `/dataset/${LONG}`,
      '/help/search',
    ])
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme });
        await page.goto(path);

        assert.deepEqual(await faultsOf(page), [], `${path}, ${colorScheme}`);
        assert.equal(await overflowOf(page), 0, path);
      }
  });

test('every kind of page is accessible on a dark screen', { skip }, async () => {
  const reader = await aPage({ at: server.url });
  const editor = await (await aBrowser()).newPage({
    baseURL: server.url,
    storageState: server.session,
    viewport: { width: 1280, height: 860 },
  });
  const paths = [
    [
      reader,
      [
        '/',
        '/dataset?q=river&res_format=CSV',
        '/dataset?q=zz&tags=no',
        '/dataset?q=title:(',
        '/organization',
        '/group',
        '/user/login',
        '/nosuch',
      ],
    ],
    [
      editor,
      ['/user', '/dataset/new', `/dataset/edit/${FILES}`, `/dataset/delete/${FILES}`, `/organization/bulk_process/${OWNER}`, '/ckan-admin'],
    ],
  ] as const;
  for (const [page, its] of paths) {
    await page.emulateMedia({ colorScheme: 'dark' });
    for (const path of its) {
      await page.goto(path);

      assert.deepEqual(await faultsOf(page), [], path);
    }
  }
});

test('each kind of file is shown in its own way', { skip }, async () => {
  const page = await aPage({ at: server.url, script: false });

  await page.goto(pathTo('CSV'));
  assert.equal(await page.getByRole('table', { name: /The first 50 rows, 5 columns/ }).count(), 1);
  assert.equal(await page.getByRole('columnheader', { name: 'Depth of snow (cm)' }).count(), 1);
  await page.goto(pathTo('JSON'));
  await page.locator('.json summary').nth(1).click();
  assert.equal(await page.locator('.json details').nth(1).getAttribute('open'), null, 'folded without a script');
  await page.goto(pathTo('PNG'));
  assert.ok(await page.locator('.preview-picture img').evaluate((picture) => (picture as HTMLImageElement).naturalWidth === 480));
  await page.goto(pathTo('TXT'));
  assert.match(await wordsOf(page, '.preview-box pre'), /<script>alert\("shown, not run"\)<\/script>/);
  await page.goto(pathTo('ZIP'));
  assert.match(await wordsOf(page, '.file-preview'), /cannot be shown here/);
});

test('by keyboard alone: from the front page to a filter, a record, a preview and its download', { skip }, async () => {
  const page = await aPage({ at: server.url });
  await page.goto('/');
  await tabTo(page, /^Menu$/);
  await page.keyboard.press('Tab');
  assert.equal(await page.evaluate(() => document.activeElement?.id), 'home-q');
  await page.keyboard.type('caseloads');
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/dataset\?q=caseloads/);
  for (let step = 0; (await page.evaluate(() => (document.activeElement as HTMLInputElement).name)) !== 'res_format'; step++) {
    assert.ok(step < 80, 'the boxes of formats are in reach');
    await page.keyboard.press('Tab');
  }
  await page.keyboard.press('Space');
  await page.waitForURL(/res_format=/);
  await tabTo(page, /^Children and Family Services Caseloads$/);
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/dataset\/children-and-family/);
  await tabTo(page, /^Caseloads by service delivery area/);
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/resource\//);
  await tabTo(page, /^Download/);
  for (let step = 0; (await page.evaluate(() => document.activeElement?.className)) !== 'preview-box'; step++) {
    assert.ok(step < 20, 'the table can be scrolled by keyboard');
    await page.keyboard.press('Tab');
  }
  const outline = await page.evaluate(() => getComputedStyle(document.activeElement ?? document.body).outlineStyle);
  assert.notEqual(outline, 'none', 'and one sees where one is');
});

test('back and back again, the ticked boxes are those of the results shown', { skip }, async () => {
  const page = await aPage({ at: server.url });
  const tickedBoxes = (): Promise<readonly string[]> =>
    page.locator('.facet-value input:checked').evaluateAll((boxes) => boxes.map((box) => (box as HTMLInputElement).value).toSorted());
  const tick = async (format: string): Promise<void> => {
    await page.locator(`.facet-value input[name="res_format"][value="${format}"]`).check();
    await page.waitForURL(new RegExp(`res_format=${format}`));
  };
  await page.goto('/dataset?q=fire');
  await tick('CSV');
  await tick('XLSX');
  assert.deepEqual(await tickedBoxes(), ['CSV', 'XLSX']);
  for (const boxes of [['CSV'], []]) {
    await page.goBack();
    await page.waitForFunction((count) => document.querySelectorAll('.facet-value input:checked').length === count, boxes.length, {
      timeout: 5000,
    });
    assert.deepEqual(await tickedBoxes(), boxes, page.url());
  }
  await tick('XLSX');
  assert.equal(new URL(page.url()).searchParams.getAll('res_format').join(), 'XLSX');
  // Browsers that keep the whole page show it again as it was left.
  await page.evaluate(() => {
    for (const box of document.querySelectorAll<HTMLInputElement>('.facet-value input')) box.checked = box.value === 'CSV';
    dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }));
  });
  assert.deepEqual(await tickedBoxes(), ['XLSX']);
});

test('on a phone the words about a table stay while the table is scrolled', { skip }, async () => {
  const page = await aPage({ at: server.url, width: 320 });
  await page.goto(pathTo('CSV'));
  const about = page.locator('.preview-about');
  await page.locator('.preview-box').evaluate((box) => {
    box.scrollLeft = 400;
  });
  const place = await about.boundingBox();

  assert.ok(place !== null && place.x >= 0 && place.x + place.width <= 320, JSON.stringify(place));
  assert.equal(await about.evaluate((line) => line.scrollWidth <= line.clientWidth), true);
});

test('a title that turns its direction turns nothing but itself', { skip }, async () => {
  const page = await aPage({ at: server.url });
  await page.goto('/dataset');
  const [plain, turned] = await page.evaluate(() => {
    const heading = document.querySelector<HTMLElement>('.dataset-item h2');
    const link = heading?.querySelector('a');
    if (!heading || !link) return [];
    return ['Title', 'Ti\u202Etle'].map((title) => {
      link.textContent = title;
      const mark = document.createElement('span');
      mark.textContent = 'Private';
      heading.replaceChildren(link, ' ', mark);
      return mark.getBoundingClientRect().left >= link.getBoundingClientRect().right;
    });
  });

  assert.deepEqual([plain, turned], [true, true]);
});

test('the changes of a record are accessible and fit small screens', { skip }, async () => {
  for (const width of [1280, 320]) {
    const page = await aPage({ at: server.url, width });
    await page.goto(`/dataset/activity/${FILES}`);

    assert.deepEqual(await faultsOf(page), [], String(width));
    assert.equal(await overflowOf(page), 0);
    assert.ok((await page.locator('.changes > li').count()) > 0);
  }
});

test('on paper there are no ways through the site, but addresses, all of the record, and where it is from', { skip }, async () => {
  const page = await aPage({ at: server.url });
  await page.goto('/dataset/children-and-family-services-caseloads');
  await page.emulateMedia({ media: 'print' });

  for (const gone of ['.site-header', '.breadcrumbs', '.site-footer', '.skip-link'])
    assert.equal(await page.locator(gone).isVisible(), false, gone);
  assert.match(await wordsOf(page, '.printed-from'), /Kokanee, http:\/\/localhost:\d+\/dataset\/children-and-family-services-caseloads, /);
  assert.equal(await page.locator('.printed-from').isVisible(), true);
  const address = await page
    .locator('.resource-item .button')
    .first()
    .evaluate((link) => getComputedStyle(link, '::after').content);
  assert.match(address, /\/download\//);
  await page.goto('/dataset?q=river');
  assert.equal(await page.locator('.filters').isVisible(), false);
  assert.equal(await page.locator('.dataset-item').first().isVisible(), true);
});
