import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { aPage, faultsOf, overflowOf, skip } from './support/chromium.ts';
import { type PageServer, servePages } from './support/page-server.ts';
import { empty, longWords } from './support/worlds.ts';

const RECORD = '/dataset/children-and-family-services-caseloads';
const LISTS = ['/', '/dataset', '/organization', '/group'];
const THINGS = [
  RECORD,
  `${RECORD}/resource/93d7edc6-eb06-488b-8ade-7c7f8642c953`,
  '/organization/ministry-of-forests',
  '/organization/about/ministry-of-forests',
  '/group/water-and-snow',
  '/group/about/water-and-snow',
  '/organization?sort=title+asc',
  '/organization/members/ministry-of-forests',
  '/organization/admins/ministry-of-forests',
  '/group/members/water-and-snow',
];
const SEARCHES = [
  '/dataset?q=river&res_format=CSV&res_format=JSON&organization=river-forecast-centre',
  '/dataset?q=zzzz&tags=nosuch',
  '/dataset?q=title:(',
  '/dataset?page=3',
  '/dataset?page=9999',
  '/organization?q=river',
];
const TEXTS = ['/about', '/help', '/help/search', '/help/api', '/help/api/common-calls', '/help/become-a-provider'];
const DOORS = ['/user/login', '/user/_logout', '/user/logged_out_redirect', '/user/reset', '/user/joe'];
const TROUBLES = ['/nosuch', '/dataset?page=0', '/user/joe/api-tokens', '/user/register'];
const OWN = ['/user', '/user/joe/api-tokens', '/dashboard/password', '/dashboard/datasets', RECORD, '/user?done=key', '/user/login'];

let many: PageServer;
let none: PageServer;
let long: PageServer;
before(async () => {
  if (skip === false) [many, none, long] = await Promise.all([servePages(), servePages(empty), servePages(longWords)]);
});
after(() => Promise.all([many, none, long].map((server) => server?.close())));

type Look = { readonly server: () => PageServer; readonly paths: readonly string[]; readonly as?: string };

/** Each page as it comes: nothing for axe to find, nothing to scroll sideways, no word from the console about script or style. */
async function look({ server, paths, as }: Look, width: number): Promise<string[]> {
  const page = await aPage({ at: server().url, width, as });
  const wrong: string[] = [];
  page.on('console', (message) => {
    if (/Content Security Policy|Refused/.test(message.text())) wrong.push(`${page.url()}: ${message.text()}`);
  });
  page.on('pageerror', (error) => wrong.push(`${page.url()}: ${error.message}`));
  for (const path of paths) {
    await page.goto(path);
    wrong.push(...(await faultsOf(page)).map((fault) => `${path} at ${width}: ${fault}`));
    const overflow = await overflowOf(page);
    if (overflow > 0) wrong.push(`${path} at ${width}: ${overflow} pixels too wide`);
  }
  await page.context().close();
  return wrong;
}

const everything = [...LISTS, ...THINGS, ...SEARCHES, ...TEXTS, ...DOORS, ...TROUBLES];
const looks: Readonly<Record<string, Look>> = {
  'full of records': { server: () => many, paths: everything },
  'for one who is logged in': { server: () => many, paths: OWN, as: 'joe' },
  'with nothing in them': { server: () => none, paths: [...LISTS, '/dataset?q=x', '/user/joe', '/organization?sort=title+asc'] },
  'with words that have no end': { server: () => long, paths: [...LISTS, ...THINGS, '/dataset?tags=nosuch'] },
  'for one who must change his password': { server: () => many, paths: ['/dashboard/password'], as: 'new' },
};

for (const [name, one] of Object.entries(looks)) {
  for (const width of [1280, 320]) {
    test(`pages ${name} are accessible and fit ${width} pixels`, { skip }, async () => {
      assert.deepEqual(await look(one, width), []);
    });
  }
}

test('pages fit at twice the size of text', { skip }, async () => {
  const page = await aPage({ at: many.url, width: 640 });
  for (const path of ['/', '/dataset', RECORD, '/organization', '/user/login']) {
    await page.goto(path);
    await page.evaluate(() => document.documentElement.style.setProperty('font-size', '200%'));
    assert.equal(await overflowOf(page), 0, path);
  }
});

test('pages fit when a reader sets letters, words and lines further apart', { skip }, async () => {
  const page = await aPage({ at: many.url, width: 320 });
  for (const path of ['/', '/dataset?q=river&res_format=CSV', RECORD, '/organization', '/help/search', '/user/login']) {
    await page.goto(path);
    await page.evaluate(() => {
      const { style } = document.documentElement;
      for (const [name, value] of [
        ['letter-spacing', '.12em'],
        ['word-spacing', '.16em'],
        ['line-height', '1.5'],
      ] as const)
        style.setProperty(name, value);
    });
    assert.equal(await overflowOf(page), 0, path);
  }
});
