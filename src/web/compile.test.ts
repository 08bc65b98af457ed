import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { build } from './build.ts';
import { keep, recall } from './build-cache.ts';
import { prepareWeb } from './compile.ts';
import { assetUrl, findAsset } from './prepared.ts';
import { findSources } from './sources.ts';
import { settleTokens } from './styles/settle-tokens.ts';

const folder = mkdtempSync(join(tmpdir(), 'kokanee-web-'));
test.after(() => rmSync(folder, { recursive: true, force: true }));

test('everything compiles, within the weight that pages may have', async () => {
  const sources = findSources();
  const started = performance.now();
  const built = await build(sources);
  const took = Math.round(performance.now() - started);
  console.log(
    `web: ${sources.modules.length} modules in ${took} ms, script ${built.script.length} bytes, styles ${built.style.length} bytes`,
  );

  assert.deepEqual(Object.keys(built.modules).sort(), [...sources.modules].sort());
  const [script, style] = [built.script, built.style].map((text) => gzipSync(text).length);
  assert.ok(Number(script) <= 30 * 1024, `script of ${script} bytes compressed`);
  assert.ok(Number(style) <= 20 * 1024, `styles of ${style} bytes compressed`);
});

test('what was compiled is kept whole, by whoever comes first', async () => {
  const sources = findSources();
  const built = await build(sources);
  keep(folder, sources.hash, built);
  keep(folder, sources.hash, built);

  assert.deepEqual(readdirSync(folder), [`web-${sources.hash}`]);
  assert.deepEqual(recall(folder, sources.hash), built);
  writeFileSync(join(folder, `web-${sources.hash}`, 'web.json'), '{ torn');
  assert.equal(recall(folder, sources.hash), undefined);
  keep(folder, sources.hash, built);
  assert.deepEqual(recall(folder, sources.hash), built);
});

test('a cache that cannot be written stops nobody', async () => {
  const file = join(folder, 'no-folder');
  writeFileSync(file, '');
  await prepareWeb(join(file, 'cache'));
  const { makePages } = await import('#web/handler.tsx');

  assert.equal(typeof makePages, 'function');
  assert.equal(readFileSync(file, 'utf8'), '');
  assert.match(Buffer.from(findAsset(assetUrl('site.css'))?.bytes() ?? []).toString(), /site-header/);
  assert.equal(findAsset('/assets/other/site.css'), undefined);
  assert.equal(findAsset(`${assetUrl('site.css')}/../x`), undefined);
});

test('tokens are settled where they are used, and a missing one is named', () => {
  assert.equal(
    settleTokens(':root{--a:#fff;--b:var(--c);--c:1px;--d:var(--a)}p{margin:var(--b);color:var(--a)}'),
    'p{margin:1px;color:#fff}',
  );
  assert.equal(
    settleTokens(':root{--a:#fff;--b:var(--a)}p{color:var(--b);margin:0}@media screen and (prefers-color-scheme:dark){:root{--a:#000}}'),
    ':root{color-scheme:light dark;--t0:#fff}@media screen and (prefers-color-scheme:dark){:root{--t0:#000}}p{color:var(--t0);margin:0}',
    'what is another colour in the dark stays to be looked up',
  );
  assert.throws(() => settleTokens('p{margin:var(--nosuch)}'), /--nosuch/);
});

test('the pieces of BC Sans are cut from the version in use', () => {
  const whole = new URL('../../node_modules/@bcgov/bc-sans/fonts/', import.meta.url);
  const lines = readFileSync(new URL('./fonts/made-from.sha256', import.meta.url), 'utf8')
    .trim()
    .split('\n');

  assert.equal(lines.length, 4);
  for (const [hash, name = ''] of lines.map((line) => line.split('  ')))
    assert.equal(
      createHash('sha256')
        .update(readFileSync(new URL(name, whole)))
        .digest('hex'),
      hash,
      `${name}: run src/web/fonts/make.sh`,
    );
});
