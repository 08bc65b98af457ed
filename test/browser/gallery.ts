/**
 * Takes a picture of every page in its states, on a wide and a narrow window, from the real
 * server with the sample, and puts them beside an index.html to be looked at.
 *
 *   npm run gallery FOLDER [WORD...]    only pages whose name contains one of the words
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Browser, type BrowserContext, chromium } from 'playwright-core';
import { keyOf, logInFirst } from './support/first-log-in.ts';
import { CHROMIUM_ARGS, chromiumPath } from './support/find-chromium.ts';
import { type Look, looks } from './support/gallery-looks.ts';
import { furnish } from './support/gallery-records.ts';
import { startWholeServer, type WholeServer } from './support/whole-server.ts';

const WIDTHS = [1280, 320] as const;
const HEIGHT = 860;

const [folder, ...words] = process.argv.slice(2);
if (folder === undefined) throw new Error('Name a folder for the pictures: npm run gallery FOLDER');
await mkdir(folder, { recursive: true });

const server = await startWholeServer();
const browser = await chromium.launch({ executablePath: chromiumPath, args: [...CHROMIUM_ARGS] });
try {
  const state = await entered(browser, server);
  const wanted = looks.filter(({ name }) => words.length === 0 || words.some((word) => name.includes(word)));
  const taken: string[] = [];
  for (const width of WIDTHS) {
    const visitors = {
      nobody: await browser.newContext({ viewport: { width, height: HEIGHT }, baseURL: server.url }),
      admin: await browser.newContext({ viewport: { width, height: HEIGHT }, baseURL: server.url, storageState: state }),
    };
    for (const look of wanted) taken.push(await picture(look.as === 'admin' ? visitors.admin : visitors.nobody, look, width));
  }
  await writeFile(join(folder, 'index.html'), contentsOf(taken));
  console.log(`${taken.length} pictures in ${folder}`);
} finally {
  await browser.close();
  await server.stop();
}

type State = Awaited<ReturnType<BrowserContext['storageState']>>;

/** The administrator's session, after his first day: his own password, and records in every state. */
async function entered(browser: Browser, server: WholeServer): Promise<State> {
  const context = await browser.newContext({ baseURL: server.url });
  const page = await context.newPage();
  await logInFirst(page, server);
  await furnish(server.url, await keyOf(page));
  const state = await context.storageState();
  await context.close();
  return state;
}

async function picture(context: BrowserContext, { name, path, act, media = {} }: Look, width: number): Promise<string> {
  const page = await context.newPage();
  const file = `${name}-${width}.png`;
  try {
    await page.emulateMedia(media);
    await page.goto(path);
    await act?.(page);
    await page.screenshot({ path: join(folder ?? '.', file), fullPage: true });
  } catch (error) {
    console.error(`${name} at ${width}: ${error instanceof Error ? error.message : String(error)}`);
  }
  await page.close();
  return file;
}

function contentsOf(files: readonly string[]): string {
  return `<!DOCTYPE html><html lang="en"><meta charset="utf-8"><title>Gallery</title>
<style>body{font:16px sans-serif;margin:2rem}figure{display:inline-block;vertical-align:top;margin:0 1.5rem 2rem 0}img{max-width:640px;border:1px solid #999}</style>
<h1>Pages in their states</h1>
${files.map((file) => `<figure><figcaption>${file}</figcaption><a href="${file}"><img src="${file}" alt="${file}" loading="lazy"></a></figure>`).join('\n')}
</html>`;
}
