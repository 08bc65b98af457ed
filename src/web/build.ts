/** Compiles with esbuild: each TSX file for itself, the islands into one script, the styles into one sheet. */
import { createRequire } from 'node:module';
import { join, relative } from 'node:path';
import type * as Esbuild from 'esbuild';
import type { Built } from './build-cache.ts';
import { settleTokens } from './styles/settle-tokens.ts';
import type { Sources } from './sources.ts';

const require = createRequire(import.meta.url);

/** What old browsers of the public can read. */
const BROWSERS = ['chrome109', 'firefox115', 'safari15.6'];

export async function build(sources: Sources): Promise<Built> {
  // Loaded here and not above: a start that finds its cache has no use for it.
  const esbuild = require('esbuild') as typeof Esbuild;
  const [modules, script, style] = await Promise.all([
    compileModules(esbuild, sources),
    bundle(esbuild, sources, 'islands/site.ts'),
    bundle(esbuild, sources, 'styles/site.css'),
  ]);
  await esbuild.stop();
  return { modules, script, style: settleTokens(style) };
}

async function compileModules(esbuild: typeof Esbuild, { root, modules }: Sources): Promise<Record<string, string>> {
  const { outputFiles } = await esbuild.build({
    entryPoints: modules.map((path) => join(root, path)),
    outbase: root,
    outdir: root,
    bundle: false,
    write: false,
    format: 'esm',
    target: 'node24',
    logLevel: 'silent',
    jsx: 'automatic',
    jsxImportSource: 'preact',
    tsconfigRaw: { compilerOptions: { verbatimModuleSyntax: true } },
    outExtension: { '.js': '.tsx.js' },
  });
  return Object.fromEntries(outputFiles.map((file) => [relative(root, file.path).replaceAll('\\', '/').replace(/\.js$/, ''), file.text]));
}

async function bundle(esbuild: typeof Esbuild, { root }: Sources, entry: string): Promise<string> {
  const { outputFiles } = await esbuild.build({
    entryPoints: [join(root, 'src/web', entry)],
    bundle: true,
    minify: true,
    write: false,
    format: 'iife',
    target: BROWSERS,
    legalComments: 'none',
    logLevel: 'silent',
    external: ['*.woff2', '*.svg'],
    tsconfigRaw: {},
  });
  return outputFiles[0]?.text ?? '';
}
