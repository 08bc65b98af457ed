/** An open catalogue on a database of its own, and a folder for the files of one test file. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after } from 'node:test';
import { openApp } from '#app';
import { resolveSettings } from '#config';
import { aDatabase } from '#support/database.ts';
import { runAction } from './as-system.ts';
import { importFile, type ImportOptions } from './import/import-file.ts';
import type { Tally } from './import/tally.ts';
import type { Opened } from './open-catalogue.ts';

export type TestOpened = Opened & {
  readonly folder: string;
  /** Writes a file below the folder and gives its path; objects become JSON lines. */
  readonly aFile: (name: string, content: string | readonly unknown[]) => string;
  readonly run: (action: string, input?: Readonly<Record<string, unknown>>) => Promise<Record<string, unknown>>;
  /** Imports lines; what was said is handed back with the tally. */
  readonly imports: (
    lines: string | readonly unknown[],
    options?: Partial<ImportOptions>,
  ) => Promise<{ readonly tally: Tally; readonly said: string[] }>;
};

export async function anOpenedCatalogue(): Promise<TestOpened> {
  const database = await aDatabase();
  const folder = mkdtempSync(join(tmpdir(), 'kokanee-cli-'));
  const { site } = resolveSettings([
    { name: 'test', values: { SECRET_KEY: 'a secret for tests', 'ckan.site_url': 'http://kokanee.test' } },
  ]);
  const app = await openApp({
    settings: site,
    place: database.place,
    dataDir: join(folder, 'data'),
    extensions: [],
    serving: true,
    log: (line) => console.error(JSON.stringify(line)),
  });
  await app.start();
  await app.indexReady;
  const opened: Opened = { app, place: database.place, close: () => app.stop() };
  after(async () => {
    await opened.close();
    await database.drop();
    rmSync(folder, { recursive: true, force: true });
  });
  const aFile = (name: string, content: string | readonly unknown[]): string => {
    const path = join(folder, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, typeof content === 'string' ? content : content.map((line) => `${JSON.stringify(line)}\n`).join(''));
    return path;
  };
  return {
    ...opened,
    folder,
    aFile,
    run: async (action, input = {}) => plain(await runAction(app, action, input)),
    imports: async (lines, options = {}) => {
      const said: string[] = [];
      const file = aFile('import.jsonl', lines);
      return { tally: await importFile(opened, { file, onMessage: (message) => said.push(message), ...options }), said };
    },
  };
}

const plain = (result: unknown): Record<string, unknown> =>
  (typeof result === 'object' && result !== null && 'parse' in result && typeof result.parse === 'function'
    ? result.parse()
    : result) as Record<string, unknown>;
