// A provider with the whole server: a record from its first word to its publication, changed, put in order, met by another editor.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Page } from 'playwright-core';
import { type Administered, startAdministered } from './support/administered.ts';
import { aBrowser, faultsOf, overflowOf, skip, wordsOf } from './support/chromium.ts';

let server: Administered;
before(async () => {
  if (skip !== false) return;
  server = await startAdministered();
});
after(() => server?.stop());

type Dict = Readonly<Record<string, unknown>>;

const call = <Result = Dict>(action: string, input: Dict): Promise<Result> => server.call<Result>(action, input);

async function anEditor({ script = true, width = 1280 }: { script?: boolean; width?: number } = {}): Promise<Page> {
  const context = await (await aBrowser()).newContext({
    baseURL: server.url,
    storageState: server.session,
    javaScriptEnabled: script,
    viewport: { width, height: 860 },
  });
  return context.newPage();
}

const TABLE = { name: 'levels.csv', mimeType: 'text/csv', buffer: Buffer.from('station,level\nA,1\nB,2\n') };
const press = (page: Page, name: string): Promise<void> => page.locator('main').getByRole('button', { name, exact: true }).click();

for (const script of [true, false]) {
  const how = script ? 'with script' : 'without script';

  test(`a record is described, given a file and a link, reviewed and published ${how}`, { skip }, async () => {
    const page = await anEditor({ script });
    const title = `Levels of lakes ${how}`;
    const name = `levels-of-lakes-${how.replace(' ', '-')}`;
    const faults = async (): Promise<void> => {
      if (script) assert.deepEqual(await faultsOf(page), [], page.url());
    };
    await page.goto('/dataset/new');
    await faults();
    await page.fill('#title', title);
    if (script) assert.equal(await page.inputValue('#name'), name, 'made while the title is typed');
    await page.selectOption('#owner_org', { index: 1 });
    await page.fill('#author_email', 'no address');
    await page.fill('#tag_string', 'lakes, levels');
    await page.fill('#notes', '# Notes\n\nFirst line');
    await press(page, 'Save and add data');
    assert.match(await page.title(), /^Error: Step 1 of 3/);
    if (script) assert.equal(await page.evaluate(() => document.activeElement?.id), 'errors');
    await faults();
    assert.equal(await page.inputValue('#notes'), '# Notes\n\nFirst line');
    await page.fill('#author_email', 'lakes@example.org');
    await press(page, 'Save and add data');

    assert.match(page.url(), new RegExp(`/dataset/${name}/resource/new$`));
    await faults();
    await page.setInputFiles('#upload', TABLE);
    await page.fill('#name', 'Table of levels');
    await press(page, 'Save and add another');
    assert.match(await wordsOf(page, '[role=status]'), /added/);
    await page.getByRole('radio', { name: 'Link to an address' }).check();
    await page.fill('#url', 'https://example.org/map.geojson');
    await page.fill('#name', 'Map');
    await press(page, 'Save and review');

    assert.match(page.url(), new RegExp(`/dataset/review/${name}$`));
    assert.match(await wordsOf(page, '.preview'), /Table of levels/);
    assert.match(await wordsOf(page, '.notice-warning'), /A licence/);
    await faults();
    assert.equal((await fetch(`${server.url}/dataset/${name}`)).status, 404, 'a draft is not public');
    await press(page, 'Publish');
    assert.match(await wordsOf(page, '[role=status]'), /published/);
    await faults();

    const { state, resources } = await call<{ state: string; resources: Dict[] }>('package_show', { id: name });
    assert.equal(state, 'active');
    assert.deepEqual(
      resources.map((one) => [one.name, one.format, one.url_type]),
      [
        ['Table of levels', 'CSV', 'upload'],
        ['Map', 'GeoJSON', ''],
      ],
    );
    assert.equal(await (await fetch(String(resources[0]?.url))).text(), TABLE.buffer.toString());

    await page.getByRole('link', { name: 'Change the data and resources' }).click();
    await faults();
    await page.getByRole('button', { name: 'Up Map' }).click();
    assert.match(await wordsOf(page, '.order-list'), /Map.*Table of levels/s);
    await page.getByRole('link', { name: 'Delete Map' }).click();
    await faults();
    await press(page, 'Delete the resource');
    assert.doesNotMatch(await wordsOf(page, '.order-list'), /Map/);
    await page.getByRole('link', { name: 'Edit Table of levels' }).click();
    await faults();
    await page.getByRole('radio', { name: 'Upload another file' }).check();
    await page.setInputFiles('#upload', { ...TABLE, name: 'levels.json', buffer: Buffer.from('[]') });
    await press(page, 'Save changes');
    assert.match(await wordsOf(page, '.order-list'), /JSON/);

    await page.goto(`/dataset/delete/${name}`);
    await faults();
    await press(page, 'Delete the dataset');
    assert.match(await wordsOf(page, '.mark-deleted'), /Deleted/);
    await faults();
    await press(page, 'Restore the dataset');
    assert.match(await wordsOf(page, '[role=status]'), /restored/);
    await page.context().close();
  });

  test(`the second of two editors sees what the first changed and keeps his own words ${how}`, { skip }, async () => {
    const name = `met-${how.replace(' ', '-')}`;
    const organizations = await call<Dict[]>('organization_list', { all_fields: true, limit: 1 });
    await call('package_create', { name, title: 'Met', notes: 'Old', owner_org: organizations[0]?.id, version: '1' });
    const page = await anEditor({ script });
    await page.goto(`/dataset/edit/${name}`);
    await page.fill('#notes', 'My words');
    await page.fill('#title', 'My title');
    await call('package_patch', { id: name, notes: 'Words of another', version: '2' });
    await press(page, 'Save changes');

    assert.match(await wordsOf(page, '.conflict'), /Words of another/);
    assert.deepEqual([await page.inputValue('#notes'), await page.inputValue('#version')], ['My words', '2']);
    assert.equal(await page.locator('.draft-note').count(), 0, 'nothing older is offered beside it');
    if (script) assert.deepEqual(await faultsOf(page), []);
    await page.getByRole('radio', { name: 'Leave it as it is now' }).check();
    await press(page, 'Save changes');
    const { title, notes, version } = await call<Dict>('package_show', { id: name });
    assert.deepEqual([title, notes, version], ['My title', 'Words of another', '2']);
    await page.context().close();
  });
}

test('a draft of this browser, put back after others changed the record, undoes nothing of theirs', { skip }, async () => {
  const organizations = await call<Dict[]>('organization_list', { all_fields: true, limit: 1 });
  await call('package_create', { name: 'left-behind', title: 'Left', notes: 'Old', owner_org: organizations[0]?.id, version: '1' });
  const page = await anEditor();
  await page.goto('/dataset/edit/left-behind');
  await page.fill('#notes', 'Typed before the crash');
  await page.locator('.draft-state', { hasText: 'kept' }).waitFor();
  page.on('dialog', (dialog) => dialog.accept());
  await page.goto('/');
  await call('package_patch', { id: 'left-behind', version: '2' });
  await page.goto('/dataset/edit/left-behind');
  await page.getByRole('button', { name: 'Put it into the form' }).click();
  assert.equal(await page.inputValue('#notes'), 'Typed before the crash');
  await press(page, 'Save changes');
  assert.match(await wordsOf(page, '.conflict'), /Version/);
  await press(page, 'Save changes');

  const { notes, version } = await call<Dict>('package_show', { id: 'left-behind' });
  assert.deepEqual([notes, version], ['Typed before the crash', '2']);
  await page.context().close();
});

const WORD = 'Niederschlagsbeobachtungsstationsverzeichniseintragsnummernvergabestelle';

test('the pages of editors are accessible and fit a phone and any words', { skip }, async () => {
  const organizations = await call<Dict[]>('organization_list', { all_fields: true, limit: 1 });
  const extras = [{ key: WORD, value: `${WORD} `.repeat(6) }];
  const resources = [1, 2].map((n) => ({
    name: `${WORD}${n}`,
    url: `https://example.org/${WORD}/${WORD}.csv`,
    description: `${WORD} `.repeat(9),
  }));
  const long = { title: `${WORD} ${WORD}`, owner_org: organizations[0]?.id, notes: WORD, extras, resources };
  await call('package_create', { ...long, name: 'long-words', tags: [{ name: WORD }] });
  const draft = await call<{ resources: { id: string }[] }>('package_create', { ...long, name: 'long-draft', state: 'draft' });
  const resource = draft.resources[0]?.id;
  const paths = [
    '/dataset/new',
    ...['edit', 'delete', 'resources', 'groups'].flatMap((page) => [`/dataset/${page}/long-words`, `/dataset/${page}/long-draft`]),
    '/dataset/review/long-draft',
    '/dataset/long-words/resource/new',
    '/dataset/long-draft/resource/new',
    `/dataset/long-draft/resource/${resource}/edit`,
    `/dataset/long-draft/resource/${resource}/delete`,
    `/dataset/long-draft/resource/${resource}`,
    '/dataset/long-draft',
  ];
  const wrong: string[] = [];
  for (const width of [1280, 320]) {
    const page = await anEditor({ width });
    for (const path of paths) {
      await page.goto(path);
      wrong.push(...(await faultsOf(page)).map((fault) => `${path} at ${width}: ${fault}`));
      const overflow = await overflowOf(page);
      if (overflow > 0) wrong.push(`${path} at ${width}: ${overflow} pixels too wide`);
    }
    await page.context().close();
  }

  assert.deepEqual(wrong, []);
});
