/** Adding and changing resources must cost the same in a dataset of ten and of a thousand; and a thousand at once must all get in. */
import { isDeepStrictEqual } from 'node:util';
import { organizations } from '../corpus.ts';
import { atMost, type Figure, inShort } from '../figure.ts';
import { ask, load, type Request } from '../load.ts';
import { type Measured, startCatalogue } from '../measured-process.ts';
import { emptyFolder, kokanee } from '../prepared.ts';

const CALLS = 100;
const TIMES = 5;
const AT_ONCE = 1_000;

type Dataset = { readonly id: string; readonly resources: { readonly id: string; readonly position: number; readonly name: string }[] };
type Desk = { readonly server: Measured; readonly token: string };

export async function resources(): Promise<Figure[]> {
  const folder = await emptyFolder('resources');
  const token = await kokanee(folder, 'token', 'add', 'editor');
  const server = await startCatalogue(folder);
  const desk = { server, token };
  try {
    await meanCall(desk, 'resource_create', await made(desk, 'warm', 10));
    const creating: { value: number; baseline: number }[] = [];
    const patching: { value: number; baseline: number }[] = [];
    for (let time = 0; time < TIMES; time++) {
      const [small, large] = [await made(desk, `small-${time}`, 10), await made(desk, `large-${time}`, 1_000)];
      patching.push({ baseline: await meanCall(desk, 'resource_patch', small), value: await meanCall(desk, 'resource_patch', large) });
      creating.push({ baseline: await meanCall(desk, 'resource_create', small), value: await meanCall(desk, 'resource_create', large) });
    }
    return [
      atMost('resource_create, 1,000 resources against 10: a call', creating, { unit: 'ms', target: 3 }),
      atMost('resource_patch, 1,000 resources against 10: a call', patching, { unit: 'ms', target: 3 }),
      await manyAtOnce(desk),
    ];
  } finally {
    await server.stop();
  }
}

const link = (name: string): Record<string, unknown> => ({
  name,
  url: `https://data.example.org/${name}.csv`,
  format: 'CSV',
  description: 'One of many',
});

async function call<Result>({ server, token }: Desk, action: string, body: unknown): Promise<Result> {
  const { status, text } = await ask(server.port, { path: `/api/3/action/${action}`, token, body });
  if (status !== 200) throw new Error(`${action}: ${status} ${text}`);
  return (JSON.parse(text) as { result: Result }).result;
}

const made = (desk: Desk, name: string, count: number): Promise<Dataset> =>
  call(desk, 'package_create', {
    name,
    owner_org: organizations[0]?.id,
    resources: Array.from({ length: count }, (_, at) => link(`${name}-${at}`)),
  });

/** Milliseconds of a call, one after the other, spread over the dataset's resources; what is indexed meanwhile counts. */
async function meanCall({ server, token }: Desk, action: 'resource_create' | 'resource_patch', dataset: Dataset): Promise<number> {
  const bodies = Array.from({ length: CALLS }, (_, at) =>
    action === 'resource_create'
      ? { package_id: dataset.id, ...link(`new-${at}`) }
      : { id: dataset.resources[Math.floor((at * dataset.resources.length) / CALLS)]?.id, description: `Changed ${at}` },
  );
  const requests: Request[] = bodies.map((body) => ({ path: `/api/3/action/${action}`, token, body }));
  return ((await load({ port: server.port, connections: 1, total: CALLS, requests })) * 1_000) / CALLS;
}

async function manyAtOnce(desk: Desk): Promise<Figure> {
  const dataset = await made(desk, 'crowded', 0);
  const names = Array.from({ length: AT_ONCE }, (_, at) => `crowd-${at}`);
  const requests: Request[] = names.map((name) => ({
    path: '/api/3/action/resource_create',
    token: desk.token,
    body: { package_id: dataset.id, ...link(name) },
  }));
  const seconds = await load({ port: desk.server.port, connections: AT_ONCE, total: AT_ONCE, requests });
  const held = (await call<Dataset>(desk, 'package_show', { id: dataset.id })).resources;
  const all = isDeepStrictEqual(held.map(({ name }) => name).sort(), [...names].sort());
  const gapless = held.every(({ position }, at) => position === at);
  return {
    what: '1,000 resource_create at once: all there, places without a gap',
    value: `${inShort(seconds)} s`,
    target: 'all, no gap',
    ok: all && gapless,
  };
}
