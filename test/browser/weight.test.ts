// What a first visit to each kind of page costs, as a browser counts it: compressed, without pictures.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { type Administered, startAdministered } from './support/administered.ts';
import { aBrowser, skip } from './support/chromium.ts';
import { FILES, furnish, OWNER, samples } from './support/gallery-records.ts';

const MOST = 100 * 1024;
const MOST_SCRIPT = 30 * 1024;
const MOST_REQUESTS = 12;

let server: Administered;
before(async () => {
  if (skip !== false) return;
  server = await startAdministered();
  await furnish(server.url, server.key);
});
after(() => server?.stop());

type Loaded = { readonly type: string; readonly name: string; readonly bytes: number; readonly coding: string };

/** Everything a page loads in a browser that has seen nothing of the site yet. */
async function load(path: string, signedIn = false): Promise<readonly Loaded[]> {
  const context = await (await aBrowser()).newContext({ baseURL: server.url, ...(signedIn && { storageState: server.session }) });
  const page = await context.newPage();
  const wire = await context.newCDPSession(page);
  await wire.send('Network.enable');
  const open = new Map<string, Omit<Loaded, 'bytes'>>();
  const loaded: Loaded[] = [];
  wire.on('Network.responseReceived', ({ requestId, type, response }) =>
    open.set(requestId, {
      type,
      name: response.url,
      coding: response.headers['Content-Encoding'] ?? response.headers['content-encoding'] ?? '',
    }),
  );
  wire.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    const one = open.get(requestId);
    if (one !== undefined) loaded.push({ ...one, bytes: encodedDataLength });
  });
  await page.goto(path, { waitUntil: 'networkidle' });
  await context.close();
  return loaded;
}

const bytesOf = (loaded: readonly Loaded[], fits: (one: Loaded) => boolean): number =>
  loaded.filter(fits).reduce((sum, { bytes }) => sum + bytes, 0);

const READING = [
  '/',
  '/dataset',
  '/dataset?q=river&res_format=CSV&organization=river-forecast-centre',
  '/dataset/children-and-family-services-caseloads',
  `/dataset/${FILES}`,
  ...samples.map(({ id }) => `/dataset/${FILES}/resource/${id}`),
  '/organization',
  '/organization/ministry-of-forests',
  '/group/water-and-snow',
  '/help/api/common-calls',
  '/about',
  '/user/login',
  '/nosuch',
];
const EDITING = [
  '/user',
  '/dataset/new',
  `/dataset/edit/${FILES}`,
  `/dataset/${FILES}/resource/new`,
  `/organization/edit/${OWNER}`,
  '/ckan-admin',
];

for (const [who, paths, signedIn] of [
  ['a reader', READING, false],
  ['an editor', EDITING, true],
] as const)
  test(`a first visit of ${who} costs 100 KB at most, of which 30 KB script, whatever the page`, { skip }, async () => {
    let heaviest = { path: '', bytes: 0 };
    for (const path of paths) {
      const loaded = await load(path, signedIn);
      const bytes = bytesOf(loaded, ({ type }) => type !== 'Image');
      if (bytes > heaviest.bytes) heaviest = { path, bytes };

      assert.ok(bytes <= MOST, `${path}: ${bytes} bytes: ${JSON.stringify(loaded)}`);
      assert.ok(bytesOf(loaded, ({ type }) => type === 'Script') <= MOST_SCRIPT, `script of ${path}`);
      assert.ok(loaded.length <= MOST_REQUESTS, `${path}: ${loaded.length} requests`);
      // The page with the account key is sent as it is, so that its size tells nothing.
      for (const { type, name, coding, bytes: size } of loaded)
        if (['Document', 'Stylesheet', 'Script'].includes(type) && size > 2048 && !name.endsWith('/user'))
          assert.match(coding, /^(?:br|gzip)$/, name);
    }
    console.log(`web: the heaviest page of ${who} is ${heaviest.path} with ${Math.round(heaviest.bytes / 1024)} KB`);
  });

test('an ordinary page loads two small fonts, one with letters of First Nations the piece that has them', { skip }, async () => {
  const fonts = async (path: string): Promise<string[]> =>
    (await load(path)).flatMap(({ type, name }) => (type === 'Font' ? [name.replace(/^.*\/|\.woff2$/g, '')] : [])).sort();

  assert.deepEqual(await fonts('/about'), ['BCSans-Bold-Latin', 'BCSans-Regular-Latin']);
  const json = `/dataset/${FILES}/resource/${samples.find(({ format }) => format === 'JSON')?.id}`;
  const withMarks = await fonts(json);
  assert.ok(withMarks.includes('BCSans-Regular-Nations'), withMarks.join());
  assert.deepEqual(
    withMarks.filter((name) => !/-(?:Latin|Nations)$/.test(name)),
    [],
    'never the whole font',
  );
});
