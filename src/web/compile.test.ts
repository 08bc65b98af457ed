import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
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
  assert.ok(built.script.length <= 5 * 1024, `script of ${built.script.length} bytes`);
  assert.ok(built.style.length <= 30 * 1024, `styles of ${built.style.length} bytes`);
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
  assert.throws(() => settleTokens('p{margin:var(--nosuch)}'), /--nosuch/);
});
