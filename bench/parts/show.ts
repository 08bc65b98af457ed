/** `package_show` of a thousand different records, anonymous and with a token, beside a bare server sending the same bytes. */
import type { Bodies } from '../bare-server.ts';
import { madeDataset } from '../corpus.ts';
import { atMost, type Figure } from '../figure.ts';
import { type Answer, headersIn, load, type Request } from '../load.ts';
import { cpuPerRequest, type Measured, startBare, startCatalogue } from '../measured-process.ts';
import { prepared } from '../prepared.ts';
import { untilSearchable } from '../until-searchable.ts';

const DIFFERENT = 1_000;
const TOTAL = 10_000;
const CONNECTIONS = 16;
const TIMES = 5;

export async function show(): Promise<Figure[]> {
  const { folder, token } = await prepared(10_000);
  const catalogue = await startCatalogue(folder);
  // Until then it builds its index beside.
  await untilSearchable(catalogue.port);
  const paths = publicIds().map((id) => `/api/3/action/package_show?id=${id}`);
  const bare = await startBare(await answersOf(catalogue, paths));
  try {
    const [anonymous, withToken] = await measure({ bare, catalogue, paths, token });
    return [
      atMost('package_show, anonymous: CPU per request', anonymous, { unit: 'µs', target: 1.6 }),
      atMost('package_show, with a token: CPU per request', withToken, { unit: 'µs', target: 1.6 }),
    ];
  } finally {
    await Promise.all([catalogue.stop(), bare.stop()]);
  }
}

function publicIds(): string[] {
  const ids: string[] = [];
  for (let i = 0; ids.length < DIFFERENT; i++) {
    const dataset = madeDataset(i);
    if (dataset.private !== true) ids.push(dataset.id);
  }
  return ids;
}

async function answersOf({ port }: Measured, paths: readonly string[]): Promise<Bodies> {
  const byPath = new Map<string, Buffer>();
  let headers: string[] = [];
  const keep = ({ head, body }: Answer, index: number): void => {
    byPath.set(paths[index] ?? '', Buffer.from(body));
    headers = headersIn(head);
  };
  await load({ port, connections: 4, total: paths.length, requests: paths.map((path) => ({ path })), onAnswer: keep });
  return { headers, byPath };
}

type Pairs = { value: number; baseline: number }[];

async function measure({
  bare,
  catalogue,
  paths,
  token,
}: {
  bare: Measured;
  catalogue: Measured;
  paths: readonly string[];
  token: string;
}): Promise<[Pairs, Pairs]> {
  const plain: Request[] = paths.map((path) => ({ path }));
  const signed: Request[] = paths.map((path) => ({ path, token }));
  const run = (server: Measured, requests: readonly Request[]): Promise<number> =>
    cpuPerRequest(server, TOTAL, () => load({ port: server.port, connections: CONNECTIONS, total: TOTAL, requests }));
  // The first round is for warming up.
  for (const requests of [plain, signed]) for (const server of [bare, catalogue]) await run(server, requests);
  const pairs: [Pairs, Pairs] = [[], []];
  for (let time = 0; time < TIMES; time++) {
    pairs[0].push({ baseline: await run(bare, plain), value: await run(catalogue, plain) });
    pairs[1].push({ baseline: await run(bare, signed), value: await run(catalogue, signed) });
  }
  return pairs;
}
