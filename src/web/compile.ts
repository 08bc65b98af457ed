/**
 * Makes the TSX of this room (and of extensions) loadable: Node runs `.ts` as it is, but no
 * `.tsx`. Everything is compiled at once into a folder named by its content; a load hook then
 * answers for those files, so their own addresses and imports stay what they are.
 */
import { registerHooks } from 'node:module';
import { pathToFileURL } from 'node:url';
import { assetsOf } from './assets.ts';
import { build } from './build.ts';
import { keep, recall } from './build-cache.ts';
import { present } from './prepared.ts';
import { findSources } from './sources.ts';

let done: Promise<void> | undefined;

/** Once per process; afterwards `#web/handler.tsx` can be imported. `cacheDir` need not exist, nor be writable. */
export function prepareWeb(cacheDir: string): Promise<void> {
  done ??= prepare(cacheDir);
  return done;
}

async function prepare(cacheDir: string): Promise<void> {
  const sources = findSources();
  const built = recall(cacheDir, sources.hash) ?? keep(cacheDir, sources.hash, await build(sources));
  const modules = new Map(Object.entries(built.modules).map(([path, code]) => [pathToFileURL(`${sources.root}/${path}`).href, code]));
  registerHooks({
    load(url, context, nextLoad) {
      const source = modules.get(url);
      return source === undefined ? nextLoad(url, context) : { format: 'module', source, shortCircuit: true };
    },
  });
  present({ hash: sources.hash, assets: assetsOf(built) });
}
