/** The files that pages refer to: style sheet, script, fonts, pictures. Served from memory, read when first asked for. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Built } from './build-cache.ts';
import type { Asset } from './prepared.ts';

const require = createRequire(import.meta.url);
const FONTS = ['BCSans-Regular.woff2', 'BCSans-Bold.woff2', 'BCSans-Italic.woff2', 'BCSans-BoldItalic.woff2'];
const PICTURES = ['mark.svg', 'ridges.svg'];

export function assetsOf(built: Built): ReadonlyMap<string, Asset> {
  const fonts = join(dirname(require.resolve('@bcgov/bc-sans/package.json')), 'fonts');
  const pictures = fileURLToPath(new URL('./pictures', import.meta.url));
  return new Map<string, Asset>([
    ['site.css', text('text/css; charset=utf-8', built.style)],
    ['site.js', text('text/javascript; charset=utf-8', built.script)],
    ...FONTS.map((name): [string, Asset] => [name, file('font/woff2', join(fonts, name))]),
    ...PICTURES.map((name): [string, Asset] => [name, file('image/svg+xml', join(pictures, name))]),
  ]);
}

function text(contentType: string, content: string): Asset {
  const bytes = Buffer.from(content);
  return { contentType, bytes: () => bytes };
}

function file(contentType: string, path: string): Asset {
  let bytes: Uint8Array | undefined;
  return { contentType, bytes: () => (bytes ??= readFileSync(path)) };
}
