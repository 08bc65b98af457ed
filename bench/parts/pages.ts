/** Pages that many people read: how many a core makes in a second, plain and as a browser takes them. */
import { madeDataset, organizations } from '../corpus.ts';
import { type Figure, reaching } from '../figure.ts';
import { load, type Request } from '../load.ts';
import { cpuPerRequest, type Measured, startCatalogue } from '../measured-process.ts';
import { prepared } from '../prepared.ts';
import { untilSearchable } from '../until-searchable.ts';

const DIFFERENT = 500;
const TOTAL = 1_000;
const TIMES = 3;
const CONNECTIONS = 8;

export async function pages(): Promise<Figure[]> {
  const { folder } = await prepared(10_000);
  const catalogue = await startCatalogue(folder);
  await untilSearchable(catalogue.port);
  try {
    const figures: Figure[] = [];
    for (const [what, paths, target] of [
      ['record page', recordPaths(), 1_000],
      ['search page, one of 500 searches with words and filters', searchPaths(), 500],
      ['search page of everything', ['/dataset'], 500],
    ] as const)
      for (const compressed of [false, true]) {
        const told = compressed ? `${what}, compressed` : what;
        figures.push(reaching(`${told}: in a second of one core`, await measure(catalogue, paths, compressed), { unit: '/s', target }));
      }
    return figures;
  } finally {
    await catalogue.stop();
  }
}

function recordPaths(): string[] {
  const paths: string[] = [];
  for (let i = 0; paths.length < DIFFERENT; i++) {
    const dataset = madeDataset(i);
    if (dataset.private !== true) paths.push(`/dataset/${dataset.name}`);
  }
  return paths;
}

/** Words from titles with none, one or two values of a facet, as people click them together. */
function searchPaths(): string[] {
  return Array.from({ length: DIFFERENT }, (_, i) => {
    const words = String(madeDataset(i * 7).title).split(' ');
    const word = words[i % words.length] ?? '';
    const [one, two] = [organizations[i % organizations.length]?.name, organizations[(i * 3) % organizations.length]?.name];
    const filters = ['', `&organization=${one}`, `&organization=${one}&organization=${two}&res_format=CSV`][i % 3] ?? '';
    return `/dataset?q=${encodeURIComponent(word)}${filters}`;
  });
}

async function measure(server: Measured, paths: readonly string[], compressed: boolean): Promise<number[]> {
  const requests: Request[] = paths.map((path) => ({ path, compressed }));
  const rate = async (): Promise<number> =>
    1e6 / (await cpuPerRequest(server, TOTAL, () => load({ port: server.port, connections: CONNECTIONS, total: TOTAL, requests })));
  // The first round is for warming up.
  await rate();
  const rates: number[] = [];
  for (let time = 0; time < TIMES; time++) rates.push(await rate());
  return rates;
}
