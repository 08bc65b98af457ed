/** A server with ten thousand records: how soon it shows one and how soon it searches, what memory it takes, and its record pages. */
import { setTimeout as pause } from 'node:timers/promises';
import { madeDataset } from '../corpus.ts';
import { type Figure, inShort, median, within } from '../figure.ts';
import { ask, load } from '../load.ts';
import { cpuPerRequest, type Measured, startCatalogue } from '../measured-process.ts';
import { prepared } from '../prepared.ts';
import { untilSearchable } from '../until-searchable.ts';

const RECORDS = 10_000;
const TIMES = 5;
const PAGES = 1_000;

export async function start(): Promise<Figure[]> {
  const { folder } = await prepared(RECORDS);
  const showing: number[] = [];
  const searching: number[] = [];
  for (let time = 1; ; time++) {
    const begun = performance.now();
    const server = await startCatalogue(folder);
    try {
      await ask(server.port, { path: `/api/3/action/package_show?id=${madeDataset(1).id}` });
      showing.push((performance.now() - begun) / 1_000);
      await untilSearchable(server.port);
      searching.push((performance.now() - begun) / 1_000);
      if (time < TIMES) continue;
      return [
        within('10,000 records: start to package_show', showing, { unit: 's', target: 3 }),
        within('10,000 records: start to search, no snapshot', searching, { unit: 's', target: 6 }),
        await memory(server),
        ...(await recordPages(server)),
      ];
    } finally {
      await server.stop();
    }
  }
}

/** After the last answer the collector has a second, as it has between visits. */
async function memory(server: Measured): Promise<Figure> {
  const requests = Array.from({ length: 1_000 }, (_, at) => ({ path: `/api/3/action/package_show?id=${madeDataset(at).id}` }));
  await load({ port: server.port, connections: 16, total: requests.length, requests });
  await pause(1_000);
  const { rssBytes } = await server.used();
  return within('10,000 records: memory of Node after 1,000 requests', [rssBytes / 1024 / 1024], { unit: 'MB', target: 400 });
}

async function recordPages(server: Measured): Promise<Figure[]> {
  const names = Array.from({ length: 500 }, (_, at) => madeDataset(at).name);
  const requests = names.map((name) => ({ path: `/dataset/${name}` }));
  const visit = (): Promise<number> => load({ port: server.port, connections: 8, total: PAGES, requests });
  await visit();
  const rates: number[] = [];
  for (let time = 0; time < TIMES; time++) rates.push(1_000_000 / (await cpuPerRequest(server, PAGES, visit)));
  const rate = median(rates);
  const script = await scriptBytes(server.port, `/dataset/${names[0]}`);
  return [
    { what: 'record page: pages in a second of one core', value: `${inShort(rate)} /s`, target: '>= 1,000 /s', ok: rate >= 1_000 },
    within('record page: script', [script / 1_024], { unit: 'KB', target: 30 }),
  ];
}

/** All that a browser would run: in the page and in the files it names, uncompressed. */
async function scriptBytes(port: number, path: string): Promise<number> {
  const { text } = await ask(port, { path });
  let bytes = 0;
  const seen = new Set<string>();
  for (const [, attributes = '', content = ''] of text.matchAll(/<script\b([^>]*)>([\s\S]*?)<\/script>/g)) {
    bytes += Buffer.byteLength(content);
    const source = /\bsrc="([^"]+)"/.exec(attributes)?.[1];
    if (source === undefined || seen.has(source)) continue;
    seen.add(source);
    bytes += Buffer.byteLength((await ask(port, { path: new URL(source, 'http://localhost').pathname })).text);
  }
  return bytes;
}
