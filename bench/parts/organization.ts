/** `package_search` of an organization with a thousand records, all of them in the answer, beside a bare server sending the same bytes. */
import { IN_FIRST_ORGANIZATION, organizations } from '../corpus.ts';
import { atMost, type Figure } from '../figure.ts';
import { ask, headersIn, load } from '../load.ts';
import { cpuPerRequest, type Measured, startBare, startCatalogue } from '../measured-process.ts';
import { prepared } from '../prepared.ts';
import { untilSearchable } from '../until-searchable.ts';

const TOTAL = 100;
const TIMES = 5;

export async function organization(): Promise<Figure[]> {
  const { folder, token } = await prepared(10_000);
  const catalogue = await startCatalogue(folder);
  await untilSearchable(catalogue.port);
  const path = `/api/3/action/package_search?fq=owner_org:${organizations[0]?.id}&rows=1000`;
  const { head, text } = await ask(catalogue.port, { path, token });
  const found = (JSON.parse(text) as { result: { results: unknown[] } }).result.results.length;
  if (found !== IN_FIRST_ORGANIZATION) throw new Error(`${found} records in the answer`);
  const bare = await startBare({ headers: headersIn(head), byPath: new Map([[path, Buffer.from(text)]]) });
  try {
    const pairs = await measure(bare, catalogue, path, token);
    return [
      atMost(`an organization's 1,000 records (${(text.length / 1e6).toFixed(1)} MB): CPU per request`, pairs, { unit: 'ms', target: 2 }),
    ];
  } finally {
    await Promise.all([catalogue.stop(), bare.stop()]);
  }
}

async function measure(bare: Measured, catalogue: Measured, path: string, token: string): Promise<{ value: number; baseline: number }[]> {
  const run = async (server: Measured): Promise<number> =>
    (await cpuPerRequest(server, TOTAL, () => load({ port: server.port, connections: 4, total: TOTAL, requests: [{ path, token }] }))) /
    1_000;
  for (const server of [bare, catalogue]) await run(server);
  const pairs: { value: number; baseline: number }[] = [];
  for (let time = 0; time < TIMES; time++) pairs.push({ baseline: await run(bare), value: await run(catalogue) });
  return pairs;
}
