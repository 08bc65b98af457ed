import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { test } from 'node:test';
import type { Catalogue } from '#actions/catalogue.ts';
import { prepareWeb } from '../../compile.ts';
import { pageRequest, testCatalogue } from '../../test-catalogue.ts';

const cache = mkdtempSync(join(tmpdir(), 'kokanee-web-'));
test.after(() => rmSync(cache, { recursive: true, force: true }));
await prepareWeb(cache);
const { makePages } = await import('#web/handler.tsx');

type File = { readonly bytes: string | Buffer; readonly size?: number; readonly seen?: boolean; readonly gone?: boolean };
type Shown = { readonly html: string; readonly read: readonly unknown[] };

/** The page of a resource with that file, and which parts of the file were read for it. */
async function shown(resource: Readonly<Record<string, unknown>>, { bytes, size, seen = true, gone = false }: File): Promise<Shown> {
  const whole = {
    id: 'r-1',
    name: 'Table',
    url_type: 'upload',
    url: 'https://data.example.org/dataset/d/resource/r-1/download/x',
    ...resource,
  };
  const read: unknown[] = [];
  const content = Buffer.from(bytes as string);
  const catalogue: Catalogue = {
    ...testCatalogue({ answers: { package_show: () => ({ id: 'd-1', name: 'd', title: 'D', state: 'active', resources: [whole] }) } }),
    fileOf: async () => (seen ? { key: 'k', sha256: '', size: size ?? content.length } : undefined),
    files: {
      open: async (_key: string, range: { start: number; end: number }) => {
        read.push(range);
        return gone ? undefined : Readable.from([content.subarray(range.start, range.end + 1)]);
      },
    } as unknown as Catalogue['files'],
  };
  const page = await makePages(catalogue)(pageRequest('/dataset/d/resource/r-1'));
  assert.equal(page?.status, 200);
  return { html: String(page?.body), read };
}

const previewIn = (html: string): string | undefined => /<section class="section file-preview".*?<\/section>(?=<section)/s.exec(html)?.[0];

test('a table has a caption, heads and rows, and only its beginning is read', async () => {
  const { html, read } = await shown({ format: 'CSV' }, { bytes: `a,b\n${'1,x\n'.repeat(30_000)}`, size: 120_004 });

  assert.deepEqual(read, [{ start: 0, end: 65_535 }]);
  const preview = previewIn(html) ?? '';
  assert.match(
    preview,
    /<p class="preview-about" id="preview-about">The first 50 rows, 2 columns .*commas, UTF-8.*<table aria-labelledby="preview-about">/s,
  );
  assert.match(preview, /<th scope="col" class="number">a<\/th><th scope="col">b<\/th>/);
  assert.equal(preview.match(/<tr>/g)?.length, 51);
  assert.match(preview, /Download the file for all of it/);
});

test('whatever a file holds stays text', async () => {
  const evil = '</td></table><script>alert(1)</script><img src=x onerror=alert(1)>';
  const files = [
    [{ format: 'CSV' }, `"${evil}",b\n${evil},1\n`],
    [{ format: 'JSON' }, JSON.stringify({ [evil]: evil, list: [evil] })],
    [{ format: 'JSON' }, `{"broken": ${evil}`],
    [{ format: 'TXT' }, evil],
    [{ format: 'HTML', mimetype: 'text/html' }, evil],
    [{ format: 'SVG', mimetype: 'image/svg+xml' }, `<svg onload="alert(1)">${evil}</svg>`],
    [{ format: 'PNG', mimetype: 'image/png' }, `<svg onload="alert(1)">${evil}</svg>`],
  ] as const;

  for (const [resource, bytes] of files) {
    const preview = previewIn((await shown(resource, { bytes })).html) ?? '';
    assert.match(preview, /&lt;script/, resource.format);
    assert.doesNotMatch(preview, /<script|<img|<svg|onload="alert/, resource.format);
  }
});

test('pictures are shown when name and bytes agree and they are not too large', async () => {
  const png = Buffer.from('\x89PNG\r\n\x1a\n and more', 'latin1');
  const picture = { format: 'PNG', mimetype: 'image/png' };

  assert.match(
    previewIn((await shown(picture, { bytes: png })).html) ?? '',
    /<img src="https:\/\/data.example.org\/dataset\/d\/[^"]*" alt="Picture: Table"/,
  );
  assert.match(previewIn((await shown(picture, { bytes: png, size: 90_000_000 })).html) ?? '', /too large/);
  assert.doesNotMatch(previewIn((await shown({ format: 'PNG', mimetype: 'text/plain' }, { bytes: png })).html) ?? '', /<img/);
});

test('large lists and deep nests of JSON end somewhere', async () => {
  const long = previewIn((await shown({ format: 'JSON' }, { bytes: JSON.stringify(Array(5000).fill('x')) })).html) ?? '';
  const deep = previewIn((await shown({ format: 'JSON' }, { bytes: `${'['.repeat(5000)}${']'.repeat(5000)}` })).html) ?? '';
  const wide = previewIn((await shown({ format: 'JSON' }, { bytes: JSON.stringify(Array(40).fill(Array(40).fill(1))) })).html) ?? '';

  assert.match(long, /… 4,950 more/);
  assert.ok((deep.match(/<details/g)?.length ?? 0) < 20);
  assert.ok((wide.match(/<li>/g)?.length ?? 0) < 500);
});

test('numbers of JSON keep the digits of the file', async () => {
  const bytes = '{"id": 12345678901234567890, "rate": 1.50, "far": 1e400, "text": "007", "list": [-0.10]}';
  const preview = previewIn((await shown({ format: 'JSON' }, { bytes })).html) ?? '';

  assert.deepEqual(
    [...preview.matchAll(/<span class="json-number">([^<]*)<\/span>/g)].map(([, digits]) => digits),
    ['12345678901234567890', '1.50', '1e400', '-0.10'],
  );
  assert.match(preview, /<span class="json-string">"007"|&quot;007&quot;/);
});

test('what cannot be shown is said, and nothing is said of what may not be seen', async () => {
  const said = async (resource: Readonly<Record<string, unknown>>, file: File): Promise<string | undefined> =>
    /<p class="nothing">([^<]*)/.exec(previewIn((await shown(resource, file)).html) ?? '')?.[1];

  assert.match((await said({ format: 'CSV' }, { bytes: '' })) ?? '', /empty/);
  assert.match((await said({ format: 'ZIP' }, { bytes: 'PK\x03\x04' })) ?? '', /cannot be shown/);
  assert.match((await said({ format: 'CSV' }, { bytes: Buffer.from([0, 1, 0, 0, 9, 0, 0, 0]) })) ?? '', /cannot be shown/);
  assert.match((await said({ format: 'CSV' }, { bytes: 'a,b', gone: true })) ?? '', /cannot be read/);
  assert.equal(previewIn((await shown({ format: 'CSV' }, { bytes: 'a,b', seen: false })).html), undefined);
  const link = await shown({ format: 'CSV', url_type: '', url: 'https://elsewhere.example/x.csv' }, { bytes: 'a,b' });
  assert.deepEqual([previewIn(link.html), link.read], [undefined, []]);
});
