// Feeds: whose, how paged, and safe to parse.

import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import type { Input } from '#actions/action.ts';
import { SearchError } from '#domain/errors.ts';
import { type House, aHouse, answering, ANNS_TOKEN, showing } from './test-catalogue.ts';
import type { InjectedAnswer } from './server.ts';

const dataset = {
  id: 'd1',
  name: 'one',
  title: 'First <b>&',
  notes: 'Some \u0001 *notes*',
  metadata_modified: '2024-05-06T07:08:09.123456',
  metadata_created: '2024-01-01T00:00:00',
  tags: [{ name: 'a "b"' }],
  author: 'Ann',
  author_email: 'ann@example.org',
};
const group = (name: string) => ({ [name]: { id: `${name}-id`, name, title: `The ${name}` } });

let house: House;
let asked: { input: Input; by: string }[] = [];
before(async () => {
  const search = answering('package_search', (input, actor) => {
    asked.push({ input, by: actor.kind });
    if (input['q'] === '(') throw new SearchError('Search error: broken');
    return { count: 45, results: [dataset] };
  });
  house = await aHouse({
    settings: { 'ckan.site_title': 'Data & more', 'ckan.feeds.limit': '20' },
    actions: [search, showing('organization_show', group('org')), showing('group_show', group('grp'))],
  });
});
beforeEach(() => {
  asked = [];
});
after(() => house.remove());

const get = (url: string): Promise<InjectedAnswer> => house.server.inject({ url, headers: { authorization: ANNS_TOKEN } });

test('the feed of all datasets shows the newest, as anybody sees them', async () => {
  const answer = await get('/feeds/dataset.atom');

  assert.deepEqual([answer.status, answer.headers['content-type']], [200, 'application/atom+xml']);
  assert.deepEqual(asked, [{ by: 'anonymous', input: { sort: 'metadata_modified desc', rows: 20, start: 0 } }]);
  assert.match(answer.text, /<title>Data &amp; more<\/title>/);
  assert.match(
    answer.text,
    /<entry><id>http:\/\/data\.example\.org\/dataset\/d1<\/id>\n<title>First &lt;b&gt;&amp;<\/title>\n<updated>2024-05-06T07:08:09\.123456Z<\/updated>/,
  );
});

test('what XML does not know is left out, and marks are escaped', async () => {
  const { text } = await get('/feeds/dataset.atom');

  assert.equal(text.includes('\u0001'), false);
  assert.match(text, /<summary>Some {2}\*notes\*<\/summary>/);
  assert.match(text, /<category term="a &quot;b&quot;"\/>/);
});

test('pages of a feed link to each other', async () => {
  const { text } = await get('/feeds/custom.atom?q=a%22b&page=2');

  assert.equal(asked[0]?.input['start'], 20);
  for (const [rel, page] of [
    ['self', 2],
    ['first', 1],
    ['last', 3],
    ['previous', 1],
    ['next', 3],
  ] as const)
    assert.ok(text.includes(`<link rel="${rel}" href="http://data.example.org/feeds/custom.atom?q=a%22b&amp;page=${page}"`), rel);
});

test('a page that is no number from 1 on is refused', async () => {
  for (const page of ['0', 'x', '-1', '1.5', '', '99999999999'])
    assert.equal((await get(`/feeds/dataset.atom?page=${page}`)).status, 400, page);
});

test('organizations, groups and tags have feeds', async () => {
  assert.match((await get('/feeds/organization/org.atom')).text, /<title>Data &amp; more - Organization: &quot;The org&quot;<\/title>/);
  assert.match((await get('/feeds/group/grp.atom')).text, /Group: &quot;The grp&quot;/);
  assert.match((await get('/feeds/tag/a%20%22b.atom')).text, /Tag: &quot;a &quot;b&quot;/);

  assert.deepEqual(
    asked.map(({ input }) => input['fq']),
    ['owner_org:"org-id"', 'groups:"grp"', 'tags:"a \\"b"'],
  );
});

test('a custom feed turns its parameters into filters', async () => {
  await get('/feeds/custom.atom?q=water&tags=a%22b&_x=1&sort=name+asc&empty=&res_format=CSV&res_format=XLS');

  assert.deepEqual(asked[0]?.input, {
    q: 'water',
    sort: 'name asc',
    fq: 'tags:"a\\"b" res_format:"CSV" res_format:"XLS"',
    rows: 20,
    start: 0,
  });
});

test('a query that cannot be read is the reader’s mistake', async () => {
  assert.equal((await get('/feeds/custom.atom?q=(')).status, 400);
});

test('what is not there is 404', async () => {
  for (const url of [
    '/feeds/organization/grp.atom',
    '/feeds/group/org.atom',
    '/feeds/organization/org',
    '/feeds/organization/.atom',
    '/feeds/dataset',
    '/feeds/dataset.rss',
    '/feeds',
    '/feeds/nosuch.atom',
  ])
    assert.equal((await get(url)).status, 404, url);
});
