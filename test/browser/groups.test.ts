// Somebody who runs an organization, with the whole server: its pages in their states, and a day's work without a script.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Page } from 'playwright-core';
import { type Administered, type Session, startAdministered } from './support/administered.ts';
import { aBrowser, faultsOf, overflowOf, skip, wordsOf } from './support/chromium.ts';

let server: Administered;
before(async () => {
  if (skip !== false) return;
  server = await startAdministered();
  await furnish();
});
after(() => server?.stop());

const call = (action: string, input: Readonly<Record<string, unknown>>): Promise<unknown> => server.call(action, input);

const WORD = 'Niederschlagsbeobachtungsstationsverzeichniseintragsnummernvergabestelle';

async function furnish(): Promise<void> {
  await call('user_create', { name: 'hana', fullname: 'Hana Steelhead', email: 'hana@example.org', password: 'eleven kokanee' });
  await call('user_create', {
    name: WORD.toLowerCase(),
    fullname: `${WORD} ${WORD}`,
    email: 'long@example.org',
    password: 'eleven kokanee',
  });
  await call('organization_create', {
    name: 'long-words',
    title: WORD.repeat(2),
    description: `${WORD} `.repeat(20),
    groups: [{ name: 'ministry-of-forests' }],
    extras: [{ key: WORD, value: `https://example.org/${WORD.repeat(3)}` }],
    users: [{ name: WORD.toLowerCase(), capacity: 'editor' }],
    image_url: `${server.url}/assets/none.png`,
  });
  await call('organization_member_create', { id: 'ministry-of-forests', username: 'hana', role: 'admin' });
  await call('group_create', { name: 'nobody-yet', title: 'Nobody yet' });
  await call('group_member_delete', { id: 'nobody-yet', username: server.name });
  await call('group_create', { name: 'gone', title: 'Gone' });
  await call('group_delete', { id: 'gone' });
}

async function aPage(width: number, script = true, storageState: Session | undefined = server.session): Promise<Page> {
  const browser = await aBrowser();
  const options = { viewport: { width, height: 860 }, baseURL: server.url, javaScriptEnabled: script };
  return (await browser.newContext(storageState === undefined ? options : { ...options, storageState })).newPage();
}

const PATHS = [
  '/organization',
  '/organization?sort=title+desc',
  '/organization?sort=title+asc&q=zzz',
  '/group?sort=package_count+desc',
  '/group/gone',
  '/group/restore/gone',
  '/group/members/nobody-yet',
  '/group/new',
  '/organization/ministry-of-forests?done=saved',
  '/organization/ministry-of-forests?include_children=false',
  ...['', 'about/', 'members/', 'admins/', 'edit/', 'manage_members/', 'member_new/', 'bulk_process/', 'delete/'].map(
    (page) => `/organization/${page}long-words`,
  ),
  `/organization/member_new/long-words?user=${WORD.toLowerCase()}`,
  `/organization/member_delete/long-words?user=${WORD.toLowerCase()}`,
  '/organization/delete/ministry-of-forests',
  '/organization/bulk_process/ministry-of-forests?ticked=all&done=private&count=2',
  '/organization/bulk_process/ministry-of-forests?q=zzz',
];

const press = (page: Page, name: string): Promise<void> => page.locator('main').getByRole('button', { name, exact: true }).first().click();

/** States that come of sending a form. */
const STATES: Readonly<Record<string, (page: Page) => Promise<void>>> = {
  'a new organization with errors': async (page) => {
    await page.goto('/organization/new');
    await page.fill('#title', WORD.repeat(3));
    await page.fill('#name', 'Bad Name');
    await press(page, 'Create organization');
    assert.match(await page.title(), /^Error: /);
  },
  'a member nobody knows': async (page) => {
    await page.goto('/organization/member_new/long-words');
    await page.fill('#username', 'han');
    await press(page, 'Add the member');
    assert.match(await wordsOf(page, '.alike'), /hana/);
  },
  'the question before many datasets change': async (page) => {
    await page.goto('/organization/bulk_process/ministry-of-forests?ticked=all');
    await press(page, 'Delete');
    assert.match(await wordsOf(page, 'h1'), /Delete 9 datasets\?/);
  },
  'two editors at one form': async (page) => {
    await page.goto('/organization/edit/long-words');
    await page.fill('#description', 'Mine');
    await call('organization_patch', { id: 'long-words', description: `Theirs at ${Date.now()}` });
    await press(page, 'Save changes');
    assert.match(await wordsOf(page, '.conflict h2'), /Somebody else changed this/);
  },
};

for (const width of [1280, 320]) {
  test(`pages of organizations and groups are accessible and fit ${width} pixels`, { skip }, async () => {
    const page = await aPage(width);
    const wrong: string[] = [];
    const look = async (name: string): Promise<void> => {
      wrong.push(...(await faultsOf(page)).map((fault) => `${name}: ${fault}`));
      const overflow = await overflowOf(page);
      if (overflow > 0) wrong.push(`${name}: ${overflow} pixels too wide`);
    };
    for (const path of PATHS) {
      const answer = await page.goto(path);
      if (answer?.status() !== 200) wrong.push(`${path}: ${answer?.status()}`);
      await look(path);
    }
    for (const [name, reach] of Object.entries(STATES)) {
      await reach(page);
      await look(name);
    }
    await page.context().close();

    assert.deepEqual(wrong, []);
  });
}

test('without a script: an organization is made, somebody joins it, its datasets become private, it is renamed', { skip }, async () => {
  const page = await aPage(1280, false);
  const manage = page.getByRole('navigation', { name: 'Manage the organization' });
  await page.goto('/organization');
  await page.getByRole('link', { name: 'New organization' }).click();
  await page.fill('#title', 'Office of Creeks');
  await page.selectOption('#groups__0__name', 'ministry-of-forests');
  await page.getByLabel('Name', { exact: true }).first().fill('url');
  await page.getByLabel('Value').first().fill('https://example.org/creeks');
  await press(page, 'Add further field');
  assert.equal(await page.inputValue('#title'), 'Office of Creeks', 'another row costs nothing that was typed');
  await press(page, 'Create organization');
  assert.match(page.url(), /\/organization\/office-of-creeks\?done=created$/);
  assert.match(await wordsOf(page, '.published-by'), /Part of Ministry of Forests/);
  assert.match(await wordsOf(page, '.group-facts'), /1 member/);

  await page.getByRole('link', { name: 'Manage' }).click();
  await manage.getByRole('link', { name: 'Members' }).click();
  await page.getByRole('link', { name: 'Add a member' }).click();
  await page.fill('#username', 'hana');
  await page.getByLabel('Editor').check();
  await press(page, 'Add the member');
  assert.match(await wordsOf(page, '.notice-success'), /The role is given/);
  assert.match(await wordsOf(page, '.list-table'), /Hana Steelhead.*Editor/s);
  const csv = await page.request.get(`${server.url}/organization/member_dump/office-of-creeks`);
  assert.match(await csv.text(), /hana,hana@example\.org,Hana Steelhead,Editor/);

  for (const n of [1, 2, 3]) await call('package_create', { name: `creek-${n}`, title: `Creek ${n}`, owner_org: 'office-of-creeks' });
  await manage.getByRole('link', { name: 'Datasets' }).click();
  await page.getByRole('checkbox', { name: 'Tick Creek 1' }).check();
  await page.getByRole('checkbox', { name: 'Tick Creek 3' }).check();
  await press(page, 'Make private');
  assert.match(await wordsOf(page, 'h1'), /Make 2 datasets private\?/);
  await press(page, 'Make private: 2 datasets');
  assert.match(await wordsOf(page, '.notice-success'), /2 datasets: private now/);
  assert.equal(await page.locator('.bulk-table .mark-private').count(), 2);

  await manage.getByRole('link', { name: 'Delete' }).click();
  assert.match(await wordsOf(page, 'h1'), /cannot be deleted yet/);
  await manage.getByRole('link', { name: 'Description' }).click();
  await page.fill('#name', 'creeks-office');
  await press(page, 'Save changes');
  assert.match(page.url(), /\/organization\/creeks-office\?done=saved$/);
  await page.goto('/organization/members/office-of-creeks?q=hana');
  assert.match(page.url(), /\/organization\/members\/creeks-office\?q=hana$/);
});

test('a user’s name is completed while it is typed', { skip }, async () => {
  const page = await aPage(1280);
  await page.goto('/organization/member_new/ministry-of-forests');
  await page.locator('#username').pressSequentially('han', { delay: 30 });
  await page.waitForFunction(() => document.querySelector('datalist option[value="hana"]') !== null);

  assert.ok(await page.locator('#username').getAttribute('list'));
});
