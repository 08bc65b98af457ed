import assert from 'node:assert/strict';
import { test } from 'node:test';
import { localPath, mailAddress, path, safeAddress, withQuery } from './addresses.ts';
import { readableDate } from './dates.ts';
import { excerpt, renderMarkdown } from './markdown.ts';
import { labelOf, valueInWords } from './known-fields.ts';
import { counted, readableSize } from './sizes.ts';

test('only addresses of the web are linked', () => {
  const linked = ['https://example.org/a?b=c', ' http://example.org ', 'ftp://files.example.org/x', 'HTTPS://EXAMPLE.ORG/'];
  const not = [
    'javascript:alert(1)',
    'java\nscript:alert(1)',
    'JaVaScRiPt://x/%0aalert(1)',
    'data:text/html,x',
    'vbscript:x',
    '//example.org',
    '/path',
    'example.org',
    'https://',
    'file:///etc/passwd',
    null,
    5,
    {},
  ];

  assert.deepEqual(
    linked.map((one) => safeAddress(one) !== undefined),
    linked.map(() => true),
  );
  assert.deepEqual(
    not.filter((one) => safeAddress(one) !== undefined),
    [],
  );
});

test('an e-mail address brings nothing along', () => {
  assert.equal(mailAddress('data@example.org'), 'mailto:data@example.org');
  assert.deepEqual(['a@b', 'a@b.c?bcc=x@y.z', 'a@b.c,d@e.f', 'x', null, '"><script>@b.c'].map(mailAddress), Array(6).fill(undefined));
});

test('one comes back to pages of this site only', () => {
  const good = ['/dataset?q=a%20b#c', '/', '/fr/user'];
  const bad = [
    '//evil.example',
    '/\\evil.example',
    'https://evil.example',
    'javascript:alert(1)',
    '/a\r\nSet-Cookie: x',
    '',
    '/a\tb',
    '\\/evil.example',
    '/x\\y',
  ];

  assert.deepEqual(
    good.map((one) => localPath(one, 'no')),
    good,
  );
  assert.deepEqual(
    bad.map((one) => localPath(one, 'no')),
    bad.map(() => 'no'),
  );
});

test('parts of paths and queries are encoded', () => {
  assert.equal(path('dataset', 'a/b?c'), '/dataset/a%2Fb%3Fc');
  assert.equal(
    withQuery('/dataset', [
      ['q', 'a b&c'],
      ['sort', ''],
      ['tags', 'é'],
    ]),
    '/dataset?q=a+b%26c&tags=%C3%A9',
  );
});

test('Markdown is shown without what could do harm', () => {
  const html = renderMarkdown(
    '**bold** <script>alert(1)</script> [x](javascript:alert(1)) [y](https://example.org "t") ![p](http://example.org/p.png) ![s](https://example.org/s.png)\n\n<img src=x onerror=alert(1)>',
  );

  assert.match(html, /<strong>bold<\/strong>/);
  assert.match(html, /<a href="https:\/\/example.org" title="t" rel="nofollow noopener">y<\/a>/);
  assert.match(html, /&lt;script&gt;/);
  assert.doesNotMatch(html, /<script|href="javascript|<img[^>]*(onerror|http:)/);
  assert.match(html, /<img src="https:\/\/example.org\/s.png"[^>]*loading="lazy"/);
});

test('headings of a text follow those of the page and leave no level out', () => {
  const levels = (text: string, top?: number): string[] => [...renderMarkdown(text, top).matchAll(/<(h\d)>/g)].map(([, tag = '']) => tag);

  assert.deepEqual(levels('### a\n\n##### b\n\n### c\n\n# d\n\n###### e'), ['h2', 'h3', 'h2', 'h2', 'h3']);
  assert.deepEqual(levels('# a\n\n## b', 3), ['h3', 'h4']);
});

test('an excerpt is words without marks, cut between two of them', () => {
  assert.equal(
    excerpt('# Title\n\nSome **bold** text with a [link](https://x.example) and `code`.', 200),
    'Title: Some bold text with a link and code.',
  );
  assert.equal(excerpt('one two three four', 9), 'one two…');
  assert.equal(excerpt('snake_case_name stays', 200), 'snake_case_name stays');
  assert.equal(excerpt('See [x](javascript:alert(1)) and ![y](a(b)c) now', 200), 'See x and y now');
});

test('dates and sizes are shown as people read them', () => {
  assert.deepEqual(readableDate('2026-06-11T22:59:49.703909'), { machine: '2026-06-11T22:59:49.703909', text: 'June 11, 2026' });
  assert.deepEqual(
    ['2016-05-04', '2016', 'soon', '2016-99-99', null].map((one) => readableDate(one)?.text),
    ['May 4, 2016', undefined, undefined, undefined, undefined],
  );
  assert.deepEqual([999, 1, 4213, '225037', 1_500_000_000, 0, -1, null, 'big'].map(readableSize), [
    '999 bytes',
    '1 byte',
    '4.2 KB',
    '225 KB',
    '1.5 GB',
    '0 bytes',
    undefined,
    undefined,
    undefined,
  ]);
  assert.deepEqual([counted(1, 'dataset'), counted(2300, 'dataset')], ['1 dataset', '2,300 datasets']);
});

test('fields that are known are named in words, all others as their record writes them', () => {
  assert.deepEqual(['record_publish_date', 'hash', 'k2', 'myKey', 'sampling_depth', 'constructor', ''].map(labelOf), [
    'Record publish date',
    'Checksum',
    'k2',
    'myKey',
    'sampling_depth',
    'constructor',
    '',
  ]);
  assert.deepEqual(
    [
      valueInWords('resource_status', 'onGoing'),
      valueInWords('resource_update_cycle', 'asNeeded'),
      valueInWords('security_class', 'PUBLIC'),
      valueInWords('security_class', 'constructor'),
      valueInWords('k2', 'onGoing'),
    ],
    ['Ongoing', 'As needed', 'Public', 'constructor', 'onGoing'],
  );
});
