import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { NotAuthorized, NotFound, SearchError, SearchQueryError } from '#domain/errors.ts';
import type { PageRequest, PageResponse } from '#domain/page.ts';
import { Spliced } from '#domain/spliced.ts';
import { prepareWeb } from '../compile.ts';
import { type Answers, type TestCatalogue, pageRequest, someone, testCatalogue } from '../test-catalogue.ts';

const cache = mkdtempSync(join(tmpdir(), 'kokanee-web-'));
test.after(() => rmSync(cache, { recursive: true, force: true }));
await prepareWeb(cache);
const { makeErrorPage, makePages } = await import('#web/handler.tsx');

const EVIL = `"><script>alert('x')</script>&amp;<img src=x onerror=alert(1)>`;
const evilResource = {
  id: 'r-1',
  name: EVIL,
  description: EVIL,
  url: 'javascript:alert(1)',
  format: EVIL,
  size: EVIL,
  mimetype: EVIL,
  [EVIL]: EVIL,
  last_modified: EVIL,
};
const evilOwner = { id: 'o-1', name: 'org', title: EVIL, description: EVIL };
const evilDataset = {
  id: 'd-1',
  name: 'evil',
  title: EVIL,
  notes: `${EVIL} [a](javascript:alert(1))`,
  state: 'active',
  private: false,
  type: 'dataset',
  url: 'javascript:alert(1)',
  version: EVIL,
  author: EVIL,
  author_email: EVIL,
  maintainer: EVIL,
  maintainer_email: 'x@example.org"onmouseover="alert(1)',
  license_id: EVIL,
  license_title: EVIL,
  license_url: 'javascript:alert(1)',
  metadata_created: EVIL,
  metadata_modified: EVIL,
  organization: evilOwner,
  groups: [evilOwner],
  tags: [{ name: EVIL, display_name: EVIL }],
  extras: [
    { key: EVIL, value: EVIL },
    { key: 'link', value: 'javascript:alert(1)' },
  ],
  resources: [evilResource],
};
const evilGroup = {
  ...evilOwner,
  package_count: 1,
  groups: [],
  extras: [
    { key: EVIL, value: EVIL },
    { key: 'url', value: 'javascript:alert(1)' },
  ],
};
const evilUser = { id: 'id-of-joe', name: 'joe', display_name: EVIL, fullname: EVIL, about: EVIL, email: EVIL, created: EVIL };
const items = [{ name: EVIL, display_name: EVIL, count: 1 }];
const evilAnswers: Answers = {
  package_show: () => new Spliced([Buffer.from(JSON.stringify(evilDataset))]),
  package_search: () => ({
    facets: { organization: { org: 1 }, groups: { org: 1 } },
    count: 1,
    results: [evilDataset],
    search_facets: { organization: { items }, groups: { items }, tags: { items }, res_format: { items }, license_id: { items } },
  }),
  organization_list: (input) => (input.all_fields === true ? [evilGroup] : ['org']),
  group_list: (input) => (input.all_fields === true ? [evilGroup] : ['org']),
  organization_show: () => evilGroup,
  group_show: () => evilGroup,
  user_show: () => evilUser,
  'page organizations of a user': () => [],
  'page groups of a user': () => [],
  api_token_list: () => [{ id: EVIL, name: EVIL, created_at: EVIL, last_access: EVIL }],
  api_token_create: () => ({ token: EVIL }),
};

async function ask(catalogue: TestCatalogue, url: string, more: Partial<PageRequest> = {}): Promise<PageResponse> {
  const answer = await makePages(testCatalogue(catalogue))(pageRequest(url, more));
  assert.ok(answer !== undefined, `no page at ${url}`);
  return answer;
}

const textOf = (answer: PageResponse): string => String(answer.body ?? '');

const PAGES = [
  '/',
  '/about',
  '/dataset',
  `/dataset?q=${encodeURIComponent(EVIL)}&tags=${encodeURIComponent(EVIL)}&sort=${encodeURIComponent(EVIL)}`,
  '/dataset/evil',
  '/dataset/evil/resource/r-1',
  '/organization',
  `/organization?q=${encodeURIComponent(EVIL)}`,
  '/organization/org',
  '/organization/about/org',
  '/group',
  '/group/org',
  '/group/about/org',
  '/user/joe',
  `/user/login?came_from=${encodeURIComponent(`/${EVIL}`)}`,
  '/user/logged_out_redirect',
  '/user/reset',
  '/help',
  '/help/api',
  '/help/search',
  '/help/api/common-calls',
  '/help/become-a-provider',
];
const OWN_PAGES = ['/user', '/user/joe/api-tokens', '/dashboard/password', '/dashboard/datasets', '/user/_logout'];

const TAG = /<([a-z][a-z0-9]*)((?:\s+[^\s"'>=/]+(?:="[^"]*")?)*)\s*\/?>/gi;
const ATTRIBUTE = /([^\s"'>=/]+)(?:="([^"]*)")?/g;

/** What no page may contain, wherever a stranger's text stands: script, handlers, styles, addresses that run. */
function assertHarmless(html: string, where: string): void {
  assert.equal([...html.matchAll(TAG)].length, [...html.matchAll(/<[a-z]/gi)].length, `${where}: every tag is well formed`);
  for (const [, tag = '', attributes = ''] of html.matchAll(TAG)) {
    const values = new Map([...attributes.matchAll(ATTRIBUTE)].map(([, name = '', value = '']) => [name.toLowerCase(), value]));
    const names = [...values.keys()];
    assert.deepEqual(
      names.filter((name) => name.startsWith('on') || name === 'style'),
      [],
      `${where}: ${tag}`,
    );
    for (const name of ['href', 'src', 'action'])
      assert.doesNotMatch(values.get(name) ?? '', /^\s*(javascript|data|vbscript):|^x$/i, `${where}: ${tag}`);
    if (tag === 'script')
      assert.ok(
        values.get('src')?.startsWith('/assets/') === true || values.get('type') === 'application/ld+json',
        `${where}: a script in the page`,
      );
  }
}

test('texts of strangers do no harm on any page', async () => {
  for (const url of PAGES) assertHarmless(textOf(await ask({ answers: evilAnswers }, url)), url);
  for (const url of OWN_PAGES)
    assertHarmless(textOf(await ask({ answers: evilAnswers, mayRun: () => true }, url, { actor: someone() })), url);
});

test('JSON-LD cannot be ended by a text in it, and says what it holds', async () => {
  const html = textOf(await ask({ answers: evilAnswers }, '/dataset/evil'));
  const json = /<script type="application\/ld\+json">(.*?)<\/script>/s.exec(html)?.[1] ?? '';

  assert.equal((JSON.parse(json) as { name: string }).name, EVIL);
  assert.equal((JSON.parse(json) as { distribution: { contentUrl?: string }[] }).distribution[0]?.contentUrl, undefined);
});

test('every page has the frame: a title, one h1, the menu, a way past it', async () => {
  for (const url of PAGES) {
    const html = textOf(await ask({ answers: evilAnswers }, url));
    assert.match(html, /^<!DOCTYPE html><html lang="en">/, url);
    assert.equal(html.split('<h1').length, 2, `${url}: one h1`);
    for (const part of [
      '<title>',
      'class="skip-link" href="#content"',
      '<main id="content"',
      'data-menu',
      '>Log in</a>',
      '>Documentation</a>',
      '>About</a>',
    ])
      assert.ok(html.includes(part), `${url}: ${part}`);
    assert.doesNotMatch(html, /Account Settings<\/a><\/li><li><a href="\/dashboard/, `${url}: nothing of one's own for anonymous visitors`);
  }
});

test('whoever is logged in has his own menu, with a way out that no link can take', async () => {
  const html = textOf(await ask({ answers: evilAnswers }, '/dataset', { actor: someone() }));

  assert.match(html, /Logged in as <strong>joe<\/strong>/);
  assert.match(html, /<a href="\/user">Account Settings<\/a>/);
  assert.match(html, /<form[^>]*action="\/user\/_logout" method="post">.*?name="_csrf_token" value="test-csrf"/s);
});

test('what may not be read looks as if it were not there, unless the site tells', async () => {
  const answers: Answers = {
    package_show: () => {
      throw new NotAuthorized('User joe not authorized');
    },
  };

  assert.equal((await ask({ answers }, '/dataset/secret')).status, 404);
  assert.equal((await ask({ answers }, '/dataset/secret/resource/r')).status, 404);
  assert.equal((await ask({ answers, settings: { 'ckan.auth.reveal_private_datasets': 'true' } }, '/dataset/secret')).status, 403);
  assert.doesNotMatch(textOf(await ask({ answers }, '/dataset/secret')), /not authorized/);
});

test('statuses are those of the portals people come from', async () => {
  const missing: Answers = {
    ...evilAnswers,
    package_show: () => {
      throw new NotFound();
    },
  };
  const status = async (url: string, more?: Partial<PageRequest>, answers: Answers = evilAnswers): Promise<unknown> => {
    const answer = await ask({ answers }, url, more);
    return answer.redirect ?? answer.status;
  };

  assert.equal(await status('/dataset/nosuch', {}, missing), 404);
  assert.equal(await status('/dataset/evil/resource/nosuch'), 404);
  assert.equal(await status('/nosuch'), 404);
  assert.equal(await status('/dataset?page=0'), 400);
  assert.equal(await status('/organization?page=0'), 400);
  assert.equal(await status('/dataset?page=9999'), 200);
  assert.equal(
    await status(
      '/dataset?sort=nosuch',
      {},
      {
        package_search: () => {
          throw new SearchQueryError('no such field');
        },
      },
    ),
    400,
  );
  assert.equal(
    await status(
      '/dataset?q=title:(',
      {},
      {
        package_search: () => {
          throw new SearchError('a bracket is open');
        },
      },
    ),
    400,
  );
  assert.equal(await status('/dataset/d-1'), '/dataset/evil');
  assert.equal(await status('/organization/o-1?q=x'), '/organization/org?q=x');
  assert.equal(await status('/group/o-1'), '/group/org');
  assert.equal(await status('/user/me'), '/dashboard/datasets');
  assert.equal(await status('/dashboard'), '/user/login');
  assert.equal(await status('/user'), 200);
  assert.equal(await status('/user/joe/api-tokens'), 403);
  assert.equal(await status('/user/register'), 403);
  assert.equal(await status('/dataset', { form: {} }), 405);
  assert.equal(await makePages(testCatalogue({ answers: {} }))(pageRequest('/nosuch', { form: {} })), undefined);
});

test('faults of ours are not dressed up as pages', async () => {
  await assert.rejects(
    ask(
      {
        answers: {
          package_search: () => {
            throw new TypeError('a bug');
          },
        },
      },
      '/dataset',
    ),
    /a bug/,
  );
  const page = await makeErrorPage(testCatalogue({ answers: {} }))(
    { status: 500, title: 'Internal Server Error', detail: 'Something', requestId: 'ref-1' },
    pageRequest('/x'),
  );

  assert.equal(page.status, 500);
  assert.match(textOf(page), /ref-1/);
});

test('several values of a facet widen the search, each facet is counted as if it were free', async () => {
  const inputs: Record<string, unknown>[] = [];
  const answers: Answers = {
    package_search: (input) => {
      inputs.push(input);
      return { count: 0, results: [], search_facets: {} };
    },
  };
  const html = textOf(await ask({ answers }, '/dataset?tags=a&tags=b%22c&res_format=CSV&q=water&page=2'));

  assert.deepEqual(
    inputs.slice(0, 3).map((input) => input.fq_list),
    [
      ['dataset_type:dataset', 'tags:("a" OR "b\\"c")', 'res_format:("CSV")'],
      ['dataset_type:dataset', 'res_format:("CSV")'],
      ['dataset_type:dataset', 'tags:("a" OR "b\\"c")'],
    ],
  );
  assert.equal(inputs[0]?.start, 20);
  assert.match(html, /Remove filter Tags: b&quot;c/);
  assert.match(html, /href="\/dataset\?q=water&amp;tags=a&amp;res_format=CSV"/);
});

test('a search that finds nothing names the wider ones that find something', async () => {
  const answers: Answers = {
    package_search: ({ q, fq_list: filters, rows }) => ({
      count: rows === 0 && (q === 'text:(silver OR creek)' || !String(filters).includes('author')) ? 7 : 0,
      results: [],
      search_facets: {},
    }),
  };
  const html = textOf(await ask({ answers }, '/dataset?tags=a&author=Ann&q=silver+creek&utm_source=mail'));

  const offered = [...html.matchAll(/<a href="([^"]*)">(Search [^<]*)<\/a>/g)].map(([, href = '', text = '']) => [
    text,
    href.replaceAll('&amp;', '&'),
  ]);
  assert.deepEqual(offered, [
    ['Search without the filter Author', '/dataset?q=silver+creek&tags=a'],
    ['Search without filters', '/dataset?q=silver+creek'],
    ['Search for any of the words', '/dataset?q=text%3A(silver+OR+creek)&tags=a&author=Ann'],
    ['Search for any of the words, without filters', '/dataset?q=text%3A(silver+OR+creek)'],
  ]);
});

test('a search is offered to programs as it stands: JSON always, a feed where it can say the same', async () => {
  const offered = async (url: string): Promise<unknown> =>
    [...textOf(await ask({ answers: evilAnswers }, url)).matchAll(/href="(\/(?:api\/3\/action\/package_search|feeds)[^"]*)"/g)].map(
      ([, href]) => decodeURIComponent(String(href)).replaceAll('&amp;', '&').replaceAll('+', ' '),
    );

  assert.deepEqual(await offered('/dataset?q=a b&tags=x&page=3'), [
    '/api/3/action/package_search?q=a b&fq=dataset_type:dataset AND tags:("x")&rows=20&start=40',
    '/feeds/custom.atom?q=a b&tags=x',
  ]);
  assert.deepEqual(await offered('/dataset?tags=x&tags=y'), [
    '/api/3/action/package_search?fq=dataset_type:dataset AND tags:("x" OR "y")&sort=metadata_modified desc&rows=20',
  ]);
});

test('buttons and refusals share one rule', async () => {
  const shown = async (actor: PageRequest['actor'], may: boolean): Promise<boolean> =>
    textOf(
      await ask({ answers: evilAnswers, mayRun: (action) => may && action === 'package_update' }, '/dataset/evil', { actor }),
    ).includes('Manage this dataset');

  assert.deepEqual(
    [await shown(someone(), true), await shown(someone(), false), await shown({ kind: 'anonymous' }, true)],
    [true, false, false],
  );
});
