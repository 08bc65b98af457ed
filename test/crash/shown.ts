/** What the server shows after a crash: datasets with their resources in order, files, searches. */
import { setTimeout as pause } from 'node:timers/promises';
import { type Api, mustCall } from './api.ts';
import { writerOf } from './board.ts';
import { datasetVersion, type Doc, type ResourceRow, sha256 } from './content.ts';
import type { Random } from './random.ts';
import type { Stored } from './stored.ts';

const MOST_SHOWN = 40;
const AT_ONCE = 8;
/** What another process changed is shown within a second. */
const HEARSAY_MS = 1_000;

/** Sentences about what is shown otherwise than it is stored; looks at some of it, the newest first. */
export async function shownFaults(api: Api, stored: Stored, touched: (dataset: string) => boolean, random: Random): Promise<string[]> {
  const first = await faultsNow(api, stored, touched, random);
  if (first.length === 0) return [];
  await pause(HEARSAY_MS);
  return faultsNow(api, stored, touched, random);
}

async function faultsNow(api: Api, stored: Stored, touched: (dataset: string) => boolean, random: Random): Promise<string[]> {
  const faults: string[] = [];
  const active = stored.datasets.filter(({ state }) => state === 'active');
  const { count } = await mustCall(api, 'package_search', { rows: 0 });
  if (count !== active.length) faults.push(`a search counts ${count} datasets, ${active.length} are stored`);
  const chosen = [...random.shuffled(active.filter(({ name }) => touched(name))), ...random.shuffled(active)].slice(0, MOST_SHOWN);
  const byDataset = Map.groupBy(stored.resources, ({ dataset }) => dataset);
  await inTurns(chosen, async ({ name }) => {
    const rows = byDataset.get(name) ?? [];
    const shown = await mustCall(api, 'package_show', { id: name });
    faults.push(...datasetFaults(name, shown, stored, rows), ...orderFaults(name, rows));
    for (const row of rows.slice(-2)) faults.push(...(await fileFaults(api, row)));
  });
  return faults;
}

function datasetFaults(name: string, shown: Doc, stored: Stored, rows: readonly ResourceRow[]): string[] {
  const faults: string[] = [];
  const held = stored.datasets.find((dataset) => dataset.name === name);
  const version = datasetVersion(name, shown);
  if (held === undefined || version !== datasetVersion(name, held.doc))
    faults.push(`${name} is shown as ${version}, which is not what is stored`);
  const resources = shown.resources as readonly Doc[];
  const order = resources.map(({ position, id }) => `${String(position)} ${String(id)}`);
  const wanted = rows.map(({ id }, position) => `${position} ${id}`);
  if (order.join() !== wanted.join() || shown.num_resources !== rows.length)
    faults.push(`${name} shows the resources ${order.join(', ')} and holds ${wanted.join(', ')}`);
  return faults;
}

/** What one writer adds in one round comes in the order he added it. */
function orderFaults(name: string, rows: readonly ResourceRow[]): string[] {
  const last = new Map<string, number>();
  return rows.flatMap(({ doc }) => {
    const [, place = '', digits = '0'] = /^(.*)-(\d+)$/.exec(String(doc.name)) ?? [];
    const number = Number(digits);
    const before = last.get(place) ?? 0;
    last.set(place, number);
    return writerOf(String(doc.name)) !== undefined && number < before
      ? [`${name} has resource ${String(doc.name)} after number ${before}`]
      : [];
  });
}

async function fileFaults(api: Api, { dataset, id, uploadName, hash }: ResourceRow): Promise<string[]> {
  if (uploadName === null) return [];
  const path = `/dataset/${dataset}/resource/${id}/download/${uploadName}`;
  try {
    const bytes = await api.bytesOf(path);
    return sha256(bytes) === hash ? [] : [`${path} gives ${bytes.length} bytes with hash ${sha256(bytes)} instead of ${hash}`];
  } catch (error) {
    return [`${path} cannot be fetched: ${String(error)}`];
  }
}

async function inTurns<Item>(items: readonly Item[], work: (item: Item) => Promise<void>): Promise<void> {
  const left = [...items];
  const worker = async (): Promise<void> => {
    for (let item = left.shift(); item !== undefined; item = left.shift()) await work(item);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
}
