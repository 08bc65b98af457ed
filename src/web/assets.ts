/** The files that pages refer to: style sheet, script, fonts, pictures. Served from memory, read when first asked for. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Built } from './build-cache.ts';
import type { Asset } from './prepared.ts';

const require = createRequire(import.meta.url);
const STYLES = ['Regular', 'Bold', 'Italic', 'BoldItalic'];
/** Cut from the font's package by `fonts/make.sh`: what nearly every page is content with. */
const PIECES = ['Latin', 'Nations'];
const PICTURES = ['mark.svg', 'ridges.svg'];

export function assetsOf(built: Built): ReadonlyMap<string, Asset> {
  const whole = join(dirname(require.resolve('@bcgov/bc-sans/package.json')), 'fonts');
  const pieces = fileURLToPath(new URL('./fonts', import.meta.url));
  const pictures = fileURLToPath(new URL('./pictures', import.meta.url));
  return new Map<string, Asset>([
    ['site.css', text('text/css; charset=utf-8', built.style)],
    ['site.js', text('text/javascript; charset=utf-8', built.script)],
    ...STYLES.map((style) => font(whole, `BCSans-${style}.woff2`)),
    ...STYLES.flatMap((style) => PIECES.map((piece) => font(pieces, `BCSans-${style}-${piece}.woff2`))),
    ...PICTURES.map((name): [string, Asset] => [name, file('image/svg+xml', join(pictures, name))]),
  ]);
}

const font = (folder: string, name: string): [string, Asset] => [name, file('font/woff2', join(folder, name))];

function text(contentType: string, content: string): Asset {
  const bytes = Buffer.from(content);
  return { contentType, bytes: () => bytes };
}

function file(contentType: string, path: string): Asset {
  let bytes: Uint8Array | undefined;
  return { contentType, bytes: () => (bytes ??= readFileSync(path)) };
}
