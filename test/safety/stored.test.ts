/** Hostile texts in every field of everything: no page lets them run, no feed and no answer lets them out of their place. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { EVERY_TEXT, LINES } from './hostile.ts';
import { livePartsOf } from './live-parts.ts';
import { type Caller, addressOf, aWorld } from './world.ts';

const world = await aWorld();
const planted = await world.plant(EVERY_TEXT);
const CALLERS: readonly Caller[] = ['anonymous', 'sysadmin'];
const pages = world.pages.filter(({ methods }) => methods.includes('GET')).map(({ path }) => path);

for (const path of pages) {
  test(`nothing that is stored comes alive on ${path}`, async () => {
    const addresses = new Set(planted.map((things) => addressOf(path, things)));
    const wrong: string[] = [];
    for (const url of addresses)
      for (const caller of CALLERS) {
        const { status, text, headers } = await world.ask({ url }, caller);
        if (status >= 500) wrong.push(`${url} as ${caller}: ${status}`);
        if (status < 400 && status >= 300) continue;
        if (!String(headers['content-type']).startsWith('text/html')) continue;
        wrong.push(...livePartsOf(text).map((part) => `${url} as ${caller}: ${part}`));
        if (!isStrict(String(headers['content-security-policy']))) wrong.push(`${url}: its policy lets pages run inline script`);
      }

    assert.deepEqual(wrong.slice(0, 10), []);
  });
}

const isStrict = (policy: string): boolean =>
  /default-src 'none'/.test(policy) &&
  /script-src 'self'(?:;|$)/.test(policy) &&
  /style-src 'self'(?:;|$)/.test(policy) &&
  !/unsafe/.test(policy);

test('a feed stays well-formed around hostile texts', async () => {
  const addresses = [
    '/feeds/dataset.atom',
    '/feeds/custom.atom?q=record',
    `/feeds/organization/${planted[0]?.organization}.atom`,
    `/feeds/group/${planted[0]?.group}.atom`,
    '/feeds/tag/tag.atom',
  ];
  for (const page of [1, 2])
    for (const url of addresses) {
      const { status, text } = await world.ask({ url: `${url}${url.includes('?') ? '&' : '?'}page=${page}` }, 'anonymous');

      assert.equal(status, 200, url);
      assert.doesNotMatch(
        text,
        /<(?!\/?(?:feed|title|subtitle|link|updated|published|id|entry|summary|author|name|email|uri|category|content|generator)\b|\?xml)/,
        url,
      );
      assert.doesNotMatch(text, /&(?!(?:amp|lt|gt|quot|apos|#\d+|#x[\da-f]+);)/i, url);
    }
});

test('an answer of the API is JSON that no browser takes for a page', async () => {
  for (const { dataset, organization } of planted)
    for (const url of [
      `/api/3/action/package_show?id=${dataset}`,
      `/api/3/action/organization_show?id=${organization}&include_extras=true`,
    ]) {
      const { status, headers, text } = await world.ask({ url }, 'anonymous');

      assert.equal(status, 200);
      assert.equal(headers['content-type'], 'application/json;charset=utf-8');
      assert.ok(JSON.parse(text));
    }
});

test('a link that was stored leads nowhere but to where it says, and never into the headers', async () => {
  for (const { dataset, resource } of planted) {
    const { status, headers } = await world.ask({ url: `/dataset/${dataset}/resource/${resource}/download/x` }, 'anonymous');

    assert.ok([302, 404].includes(status), `${status}`);
    assert.equal(headers['x-injected'], undefined);
    if (status === 302) assert.match(String(headers.location), /^(?:https?|ftp):\/\/[\x21-\x7e]+$/);
  }
});

test('hostile names of uploaded files become plain names, and the file is never shown as a page', async () => {
  const { run } = world.catalogue;
  const { token } = await run<{ token: string }>('api_token_create', { user: 'root', name: 'uploads' });
  const names = [
    ...EVERY_TEXT,
    ...LINES,
    '../../../etc/passwd',
    '..\\..\\x.html',
    'a'.repeat(5_000),
    '.htaccess',
    'CON',
    'x.html',
    'x.svg',
    '\u202egnp.exe',
    'a/b/c.csv',
  ];
  for (const name of names) {
    const quoted = name.replaceAll(/["\r\n]/g, (one) => encodeURIComponent(one));
    const body = [
      ['package_id', planted[0]?.dataset ?? ''],
      ['name', 'file'],
    ]
      .map(([key, value]) => `--edge\r\nContent-Disposition: form-data; name="${key}"\r\n\r\n${value}\r\n`)
      .join('');
    const file = `--edge\r\nContent-Disposition: form-data; name="upload"; filename="${quoted}"\r\nContent-Type: text/html\r\n\r\n<script>xq7()</script>\r\n--edge--\r\n`;
    const made = await world.ask(
      {
        method: 'POST',
        url: '/api/3/action/resource_create',
        headers: { authorization: token, 'content-type': 'multipart/form-data; boundary=edge' },
        body: body + file,
      },
      'anonymous',
    );
    assert.equal(made.status, 200, `${JSON.stringify(name).slice(0, 80)}: ${made.text.slice(0, 300)}`);
    const { url } = (JSON.parse(made.text) as { result: { url: string } }).result;
    const path = new URL(url).pathname;
    assert.match(path, /^\/dataset\/[\w-]+\/resource\/[\w-]+\/download\/[\w.%-]{1,255}$/);

    const { status, headers } = await world.ask({ url: path }, 'anonymous');

    assert.equal(status, 200, path);
    assert.match(
      `${headers['content-disposition']} ${headers['content-type']}`,
      /^attachment\b|^inline; filename=[\w.-]+ text\/(?:csv|plain)(?:;|$)/,
    );
    assert.equal(headers['x-content-type-options'], 'nosniff');
    assert.equal(headers['x-injected'], undefined);
  }
});
