// People and administration, with the whole server: the pages in their states, forms that lose nothing, two editors at once.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Page } from 'playwright-core';
import { type Administered, type Session, startAdministered } from './support/administered.ts';
import { aBrowser, faultsOf, overflowOf, skip, wordsOf } from './support/chromium.ts';
import { OWN_PASSWORD } from './support/first-log-in.ts';

let server: Administered;
let session: Session | undefined;
before(async () => {
  if (skip !== false) return;
  server = await startAdministered();
  session = server.session;
  await furnish();
});
after(() => server?.stop());

const call = <Result>(action: string, input: Readonly<Record<string, unknown>>): Promise<Result> => server.call<Result>(action, input);

const WORD = 'niederschlagsbeobachtungsstationsverzeichniseintragsnummernvergabestelle';
const PNG = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==', 'base64');

async function furnish(): Promise<void> {
  await call('user_create', {
    name: 'hana',
    fullname: 'Hana Steelhead',
    email: 'hana@example.org',
    password: 'eleven kokanee',
    about: 'Looks after **rivers**.',
  });
  await call('user_create', {
    name: WORD,
    fullname: `${WORD} ${WORD}`,
    email: 'long@example.org',
    password: 'eleven kokanee',
    about: WORD.repeat(3),
  });
  await call('user_create', { name: 'gone', email: 'gone@example.org', password: 'eleven kokanee' });
  await call('user_delete', { id: 'gone' });
  await call('organization_member_create', { id: 'ministry-of-forests', username: 'hana', role: 'admin' });
  await call('organization_member_create', { id: 'ministry-of-forests', username: server.name, role: 'editor' });
  for (const name of ['lost-lakes', 'lost-rivers', WORD])
    await call('package_create', { name, title: name === WORD ? WORD.repeat(2) : '', owner_org: 'ministry-of-forests' });
  for (const id of ['lost-lakes', WORD]) await call('package_delete', { id });
  for (const kind of ['organization', 'group']) {
    await call(`${kind}_create`, { name: `lost-${kind}`, title: `Lost ${kind}` });
    await call(`${kind}_delete`, { id: `lost-${kind}` });
  }
}

async function aPage(width: number, script = true, storageState: Session | undefined = session): Promise<Page> {
  const browser = await aBrowser();
  const options = { viewport: { width, height: 860 }, baseURL: server.url, javaScriptEnabled: script };
  return (await browser.newContext(storageState === undefined ? options : { ...options, storageState })).newPage();
}

const NOBODY = { cookies: [], origins: [] };

const PATHS = [
  '/users',
  '/users?q=zzzz',
  `/users?q=${WORD}`,
  '/user?done=profile',
  '/user/hana',
  '/user/hana/organizations',
  '/user/hana/groups',
  `/user/${WORD}`,
  '/user/gone',
  '/user/edit',
  '/user/edit/hana',
  `/user/edit/${WORD}`,
  '/user/delete/hana',
  '/user/register',
  '/dashboard/datasets',
  '/dashboard/datasets?state=draft',
  '/dashboard/datasets?q=rivers&sort=title',
  '/dashboard/organizations',
  '/dashboard/groups',
  '/ckan-admin',
  '/ckan-admin/config',
  '/ckan-admin/reset_config',
  '/ckan-admin/trash',
  '/ckan-admin/trash?name=all',
];

for (const width of [1280, 320]) {
  test(`pages of people and administration are accessible and fit ${width} pixels`, { skip, timeout: 300_000 }, async () => {
    const page = await aPage(width);
    const wrong: string[] = [];
    page.on('console', (message) => {
      if (/Content Security Policy|Refused/.test(message.text())) wrong.push(`${page.url()}: ${message.text()}`);
    });
    page.on('pageerror', (error) => wrong.push(`${page.url()}: ${error.message}`));
    const look = async (name: string): Promise<void> => {
      wrong.push(...(await faultsOf(page)).map((fault) => `${name} at ${width}: ${fault}`));
      const overflow = await overflowOf(page);
      if (overflow > 0) wrong.push(`${name} at ${width}: ${overflow} pixels too wide`);
    };
    for (const path of PATHS) {
      await page.goto(path);
      await look(path);
    }
    await page.goto('/user/edit/hana');
    await page.fill('#email', 'no address');
    await page.fill('#password1', 'short');
    await page.getByRole('button', { name: 'Save changes' }).click();
    await look('the form of an account with errors');
    await page.goto('/ckan-admin');
    await page.fill('#username', 'nobody-there');
    await page.getByRole('button', { name: 'Make system administrator' }).click();
    await look('administration with an error');
    await page.context().close();

    assert.deepEqual(wrong, []);
  });
}

for (const script of [false, true]) {
  test(`a chosen picture and everything typed survive an error, ${script ? 'with' : 'without'} a script`, { skip }, async () => {
    const page = await aPage(800, script);
    await page.goto('/user/edit/hana');
    await page.fill('#about', '  Odd "words" <b>& more</b>\n\nof her');
    await page.check('#image_upload_source-upload');
    await page.setInputFiles('#image_upload', { name: 'hana steelhead.png', mimeType: 'image/png', buffer: PNG });
    await page.fill('#email', 'no address');
    await page.fill('#old_password', OWN_PASSWORD);
    await page.getByRole('button', { name: 'Save changes' }).click();

    assert.match(await page.title(), /^Error: /);
    assert.match(await wordsOf(page, '#email-error'), /not a valid/);
    assert.equal(await page.inputValue('#about'), '  Odd "words" <b>& more</b>\n\nof her');
    assert.equal(await page.inputValue('#email'), 'no address');
    assert.match(await wordsOf(page, '.held-file'), /hana steelhead\.png .* is kept/);
    if (script) assert.equal(await page.evaluate(() => document.activeElement?.id), 'errors');

    await page.fill('#email', `hana${script ? 1 : 0}@example.org`);
    await page.fill('#old_password', OWN_PASSWORD);
    await page.getByRole('button', { name: 'Save changes' }).click();
    await page.waitForURL(/\/user\/hana\?done=saved/);

    const { image_display_url: address } = await call<{ image_display_url: string }>('user_show', { id: 'hana' });
    assert.match(address, /hanasteelhead\.png$|hana-steelhead\.png$/);
    assert.equal((await page.request.get(new URL(address).pathname)).status(), 200);
    await page.context().close();
  });
}

test('a form whose session ended is gone on with after logging in, without a script', { skip }, async () => {
  const page = await aPage(800, false);
  await page.goto('/ckan-admin/config');
  await page.fill('[id="ckan.site_intro_text"]', 'Typed for an **hour** & more');
  await page.context().clearCookies();
  await page.getByRole('button', { name: 'Save settings' }).click();

  assert.match(await wordsOf(page, 'main'), /Your text is kept: log in to go on saving it/);
  assert.match(await wordsOf(page, '.kept-text'), /Typed for an \*\*hour\*\* & more/);

  await page.fill('#login', server.name);
  await page.fill('#password', 'not it');
  await page.locator('main').getByRole('button', { name: 'Log in' }).click();
  assert.match(await wordsOf(page, '.kept-text'), /Typed for an/);

  await page.fill('#login', server.name);
  await page.fill('#password', OWN_PASSWORD);
  await page.locator('main').getByRole('button', { name: 'Log in' }).click();
  assert.equal(await wordsOf(page, 'h1'), 'Your text is kept');
  await page.getByRole('button', { name: 'Go on saving' }).click();
  await page.waitForURL(/done=saved/);

  assert.equal(await page.inputValue('[id="ckan.site_intro_text"]'), 'Typed for an **hour** & more');
  session = await page.context().storageState();
  await page.context().close();
});

test('two editors of one account: the second sees what the first changed and loses nothing', { skip }, async () => {
  const [first, second] = [await aPage(800), await aPage(800, false)];
  await Promise.all([first.goto('/user/edit/hana'), second.goto('/user/edit/hana')]);
  await first.fill('#fullname', 'Hana S.');
  await first.fill('#about', 'Her first text');
  await first.getByRole('button', { name: 'Save changes' }).click();
  await first.waitForURL(/done=saved/);
  await second.fill('#about', 'Her second text');
  await second.getByRole('button', { name: 'Save changes' }).click();

  assert.match(await wordsOf(second, '.conflict'), /Full name.*Hana S\./s);
  assert.match(await wordsOf(second, '.clash'), /Her first text.*Her second text/s);
  assert.equal(await second.inputValue('#fullname'), 'Hana S.');
  assert.equal(await second.inputValue('#about'), 'Her second text');

  await second.getByRole('button', { name: 'Save changes' }).click();
  await second.waitForURL(/done=saved/);
  const saved = await call<{ fullname: string; about: string }>('user_show', { id: 'hana' });
  assert.deepEqual([saved.fullname, saved.about], ['Hana S.', 'Her second text']);
  await Promise.all([first.context().close(), second.context().close()]);
});

test('what is typed is kept in the browser and offered back, until it is saved', { skip }, async () => {
  const page = await aPage(800);
  page.on('dialog', (dialog) => void dialog.accept());
  await page.goto('/user/edit/hana');
  await page.fill('#about', 'Typed before the crash');
  await page.waitForSelector('.draft-state:not(:empty)');
  await page.reload();
  assert.notEqual(await page.inputValue('#about'), 'Typed before the crash');
  await page.getByRole('button', { name: 'Put it into the form' }).click();
  assert.equal(await page.inputValue('#about'), 'Typed before the crash');
  await page.getByRole('button', { name: 'Save changes' }).click();
  await page.waitForURL(/done=saved/);
  await page.goto('/user/edit/hana');

  assert.equal(await page.locator('.draft-note').count(), 0);
  assert.deepEqual(await page.evaluate(() => Object.keys(localStorage).filter((name) => name.startsWith('kokanee-draft'))), []);
  await page.context().close();
});

test('what was deleted is brought back or removed for good, without a script', { skip }, async () => {
  const page = await aPage(800, false);
  await page.goto('/ckan-admin/trash');
  await page.getByRole('button', { name: 'Restore lost-lakes' }).click();
  assert.equal((await call<{ state: string }>('package_show', { id: 'lost-lakes' })).state, 'active');
  await page.getByRole('link', { name: 'Remove everything for good' }).click();
  await page.getByRole('button', { name: 'Remove for good' }).click();

  assert.match(await wordsOf(page, 'main'), /removed for good.*The trash is empty/s);
  assert.equal((await page.request.get('/group/lost-group')).status(), 404);
  await page.context().close();
});

test('a new user has to choose a password, and nobody but sysadmins sees the administration', { skip }, async () => {
  const page = await aPage(800, false);
  await page.goto('/user/register');
  await page.fill('#name', 'newcomer');
  await page.fill('#email', 'newcomer@example.org');
  await page.fill('#password1', 'a first password');
  await page.fill('#password2', 'a first password');
  await page.getByRole('button', { name: 'Add the user' }).click();
  assert.equal(new URL(page.url()).pathname, '/user/newcomer');
  await page.context().close();

  const own = await aPage(800, false, NOBODY);
  assert.equal((await own.goto('/ckan-admin'))?.status(), 403);
  await own.goto('/user/login');
  await own.fill('#login', 'newcomer');
  await own.fill('#password', 'a first password');
  await own.locator('main').getByRole('button', { name: 'Log in' }).click();
  assert.equal(new URL(own.url()).pathname, '/dashboard/password');
  await own.context().close();
});

test('with a script rows are added and removed at once, a name is made from the title, and names are completed', { skip }, async () => {
  const page = await aPage(800);
  page.on('dialog', (dialog) => void dialog.accept());
  await page.goto('/group/new');
  await page.fill('#title', 'Café & Lakes: 2026');
  assert.equal(await page.inputValue('#name'), 'cafe-lakes-2026');
  await page.fill('#extras__0__key', 'first');
  await page.getByRole('button', { name: 'Add further field' }).click();
  assert.equal(await page.evaluate(() => document.activeElement?.id), 'extras__1__key');
  await page.keyboard.type('second');
  await page.waitForSelector('.draft-state:not(:empty)');
  assert.deepEqual(await faultsOf(page), []);
  await page.reload();
  await page.getByRole('button', { name: 'Put it into the form' }).click();
  assert.deepEqual([await page.inputValue('#extras__0__key'), await page.inputValue('#extras__1__key')], ['first', 'second']);
  await page.getByRole('button', { name: 'Remove Further field 1' }).click();
  assert.deepEqual(
    await page.locator('[name$="__key"]').evaluateAll((fields) => fields.map((field) => (field as HTMLInputElement).value)),
    ['second'],
  );

  await page.goto('/ckan-admin');
  await page.locator('#username').pressSequentially('han');
  await page.waitForSelector('#username-suggestions option[value="hana"]', { state: 'attached' });
  await page.context().close();
});

test('without a script rows are added and removed by the form itself, which saves nothing yet', { skip }, async () => {
  const page = await aPage(800, false);
  await page.goto('/group/new');
  await page.fill('#title', 'Typed');
  await page.fill('#extras__0__key', 'first');
  await page.getByRole('button', { name: 'Add further field' }).click();
  await page.fill('#extras__1__key', 'second');
  await page.getByRole('button', { name: 'Remove Further field 1' }).click();

  assert.deepEqual([await page.inputValue('#title'), await page.inputValue('#extras__0__key')], ['Typed', 'second']);
  assert.equal((await page.request.get('/group/typed')).status(), 404);
  await page.context().close();
});
