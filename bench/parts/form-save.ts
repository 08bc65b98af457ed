/** Saving by the forms of the pages, one save after the other in a catalogue of 10,000 records. */
import { Agent, type IncomingMessage, request } from 'node:http';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { madeDataset, organizations } from '../corpus.ts';
import { type Figure, within } from '../figure.ts';
import { cpuPerRequest, type Measured, startCatalogue } from '../measured-process.ts';
import { prepared } from '../prepared.ts';
import { untilSearchable } from '../until-searchable.ts';

const SAVES = 50;
const TIMES = 5;
const LIMIT_MS = 15;

type Desk = { readonly server: Measured; readonly token: string; readonly agent: Agent };
type Fields = Readonly<Record<string, string>>;
type Save = { readonly path: string; readonly fields: Fields; readonly status: number };

export async function formSave(): Promise<Figure[]> {
  const { folder, token } = await prepared(10_000);
  const server = await startCatalogue(folder);
  const desk: Desk = { server, token, agent: new Agent({ keepAlive: true }) };
  try {
    await untilSearchable(server.port);
    const run = Date.now().toString(36);
    return [
      ...(await measured(desk, 'a description saved by its form', (at) => editOf(desk, at, run))),
      ...(await measured(desk, 'a new dataset made by its form', (at, time) => creating(`Made by a form ${run} ${time} ${at}`))),
      ...(await measured(desk, 'a form with a mistake, shown again', (at) => refused(`Never made ${at}`))),
    ];
  } finally {
    desk.agent.destroy();
    await server.stop();
  }
}

/** The first round is for warming up; what a save needs beforehand is no part of it. */
async function measured(desk: Desk, what: string, saveFor: (at: number, time: number) => Promise<Save> | Save): Promise<Figure[]> {
  const times: number[] = [];
  const cpu: number[] = [];
  for (let time = 0; time <= TIMES; time++) {
    const saves: Save[] = [];
    for (let at = 0; at < SAVES; at++) saves.push(await saveFor(at, time));
    const own: number[] = [];
    const used = await cpuPerRequest(desk.server, SAVES, async () => {
      for (const save of saves) own.push(await send(desk, save));
    });
    if (time === 0) continue;
    times.push(...own);
    cpu.push(used / 1_000);
  }
  return [
    within(`${what}: time until the answer`, times, { unit: 'ms', target: LIMIT_MS }),
    within(`${what}: CPU of the server`, cpu, { unit: 'ms', target: LIMIT_MS }),
  ];
}

/** A form as a browser got it, with the version it was made from, and its title changed. */
async function editOf(desk: Desk, at: number, run: string): Promise<Save> {
  const own = ownDatasets[at % ownDatasets.length];
  const path = `/dataset/edit/${own?.name}`;
  const page = await text(await ask(desk, 'GET', path));
  const base = /name="_base" value="([^"]*)"/.exec(page)?.[1] ?? '';
  const texts = JSON.parse(base.replaceAll('&quot;', '"').replaceAll('&lt;', '<').replaceAll('&amp;', '&')) as Record<string, string>;
  const { extras: _rows, ...sent } = texts;
  return { path, fields: { ...sent, title: `${own?.title} ${run} ${Math.random()}`, _base: JSON.stringify(texts) }, status: 303 };
}

const creating = (title: string): Save => ({ path: '/dataset/new', fields: described(title), status: 303 });
const refused = (title: string): Save => ({ path: '/dataset/new', fields: { ...described(title), author_email: 'none' }, status: 200 });

/** The editor's, of those that the corpus has. */
const ownDatasets = Array.from({ length: 10_000 }, (_, at) => madeDataset(at))
  .filter((dataset) => dataset.owner_org === organizations[0]?.id && dataset.private !== true)
  .slice(0, 50);

const described = (title: string): Fields => ({
  title,
  notes: 'What the data says, how it was gathered, and what one should know before using it.\n'.repeat(10),
  tag_string: 'snow, water, lakes',
  owner_org: String(organizations[0]?.id),
  private: 'False',
  license_id: 'cc-by',
  author: 'Somebody',
  extras__0__key: 'frequency',
  extras__0__value: 'yearly',
});

async function send(desk: Desk, { path, fields, status }: Save): Promise<number> {
  const start = performance.now();
  const answer = await ask(desk, 'POST', path, new URLSearchParams(fields).toString());
  const said = await text(answer);
  const time = performance.now() - start;
  if (answer.statusCode !== status) throw new Error(`${path}: ${answer.statusCode} ${said.slice(0, 500)}`);
  return time;
}

async function ask({ server: { port }, token, agent }: Desk, method: string, path: string, body = ''): Promise<IncomingMessage> {
  const headers = { Authorization: token, 'Content-Type': 'application/x-www-form-urlencoded', 'Content-Length': Buffer.byteLength(body) };
  const asked = request({ host: '127.0.0.1', port, method, path, agent, headers });
  asked.end(body);
  const [answer] = (await once(asked, 'response')) as [IncomingMessage];
  return answer;
}
