/**
 * The search engine alone: what a document costs to index, how much memory it takes and
 * how long questions take. Feed it datasets as `package_show` gives them, one a line:
 *
 *   node bench/search-engine.ts datasets.ndjson [count]
 */
import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { indexDocument } from '../src/search/document.ts';
import { Engine } from '../src/search/engine/engine.ts';
import { type Audience, type SearchSettings, searchRequest } from '../src/search/request.ts';

const [file = '', limit = 'Infinity'] = process.argv.slice(2);
const PUBLIC: Audience = { kind: 'labels', labels: ['public'] };
const FACETS = ['organization', 'groups', 'tags', 'res_format', 'license_id'];
const settings = (): SearchSettings => ({
  facetLimit: 50,
  rowsMax: 1000,
  defaultSort: 'score desc, metadata_modified desc',
  defaultParser: 'dismax',
  siteId: 'default',
  allowedQueryParsers: [],
  now: new Date(),
});

type Dict = { id: string; owner_org?: string; notes?: string; private?: boolean };
const engine = new Engine();
const owners = new Map<string, number>();
const words: string[][] = [];
const updates: Dict[] = [];
const cost = { parse: 0, document: 0, index: 0 };

function put(dict: Dict, rev: number): void {
  const before = process.cpuUsage();
  const document = indexDocument(dict, {
    rev,
    labels: [dict.private ? `member-${dict.owner_org}` : 'public'],
    siteId: 'default',
    extraResourceFields: [],
  });
  const between = process.cpuUsage(before).user;
  engine.apply([{ kind: 'put', document }]);
  cost.document += between;
  cost.index += process.cpuUsage(before).user - between;
}

for await (const line of createInterface(createReadStream(file))) {
  if (engine.count() >= Number(limit)) break;
  const before = process.cpuUsage();
  const dict = JSON.parse(line) as Dict;
  cost.parse += process.cpuUsage(before).user;
  put(dict, 1);
  owners.set(dict.owner_org ?? '', (owners.get(dict.owner_org ?? '') ?? 0) + 1);
  const list = dict.notes?.toLowerCase().match(/[a-z]{3,}/g) ?? [];
  if (words.length < 300 && list.length > 10) words.push(list);
  if (updates.length < 2000) updates.push(dict);
}

const count = engine.count();
const memory = process.memoryUsage();
const each = (total: number): string => (total / count).toFixed(0);
console.log(
  `${count} documents; CPU a document in µs: parse ${each(cost.parse)}, derive ${each(cost.document)}, index ${each(cost.index)}`,
);
console.log(
  `memory in MB: rss ${(memory.rss / 1e6).toFixed(0)}, heap ${(memory.heapUsed / 1e6).toFixed(0)}, arrays ${(memory.arrayBuffers / 1e6).toFixed(0)}`,
);

function report(name: string, times: number[], note = ''): void {
  times.sort((a, b) => a - b);
  const at = (share: number): string => (times[Math.floor(times.length * share)] ?? 0).toFixed(3);
  console.log(`${name.padEnd(36)} p50 ${at(0.5)}  p99 ${at(0.99)} ms ${note}`);
}

/** Every question differs by its start, so that no answer is remembered; filters are, as they would be. */
async function measure(name: string, times: number, question: (i: number) => Record<string, unknown>, remembered = false): Promise<void> {
  const taken: number[] = [];
  let hits = 0;
  for (let i = -10; i < times; i++) {
    const params = { rows: 20, ...question(i + 10), ...(remembered ? {} : { start: i + 11 }) };
    const started = performance.now();
    const answer = await engine.search(searchRequest(params, PUBLIC, settings()));
    if (i >= 0) taken.push(performance.now() - started);
    hits += answer.total / (times + 10);
  }
  report(name, taken, `${hits.toFixed(0)} hits`);
}

const word = (i: number, k: number): string => words[i % words.length]?.[(i * 7 + k * 13) % (words[i % words.length]?.length ?? 1)] ?? '';
const pair = (i: number): string => {
  const list = words[i % words.length] ?? [];
  const at = (i * 5) % (list.length - 1);
  return `"${list[at]} ${list[at + 1]}"`;
};
const [largest = ['', 0]] = [...owners].sort((a, b) => Math.abs(a[1] - 1000) - Math.abs(b[1] - 1000));

await measure('everything with 5 facets', 100, () => ({ 'facet.field': FACETS }));
await measure('the same, remembered', 100, () => ({ 'facet.field': FACETS }), true);
await measure('one word', 300, (i) => ({ q: word(i, 0) }));
await measure('two words with 5 facets', 300, (i) => ({ q: `${word(i, 0)} ${word(i, 1)}`, 'facet.field': FACETS }));
await measure('a phrase', 300, (i) => ({ q: pair(i) }));
await measure('three letters and a star, 5 facets', 100, (i) => ({ q: `text:${word(i, 0).slice(0, 3)}*`, 'facet.field': FACETS }));
await measure('a star and four letters', 50, (i) => ({ q: `text:*${word(i, 0).slice(-4)}` }));
await measure('one letter wrong', 50, (i) => ({ q: `text:${word(i, 0)}x~1` }));
await measure('one year by date with 5 facets', 50, () => ({
  fq: 'metadata_modified:[2020-01-01T00:00:00Z TO 2021-01-01T00:00:00Z]',
  sort: 'metadata_modified desc',
  'facet.field': FACETS,
}));
await measure(`${largest[1]} ids of an organization by date`, 100, () => ({
  fq: `owner_org:${largest[0]}`,
  sort: 'metadata_modified desc',
  fl: 'id',
  rows: 1000,
}));
await measure('everything by title', 20, () => ({ sort: 'title_string asc' }));

const taken: number[] = [];
for (const dict of updates) {
  const started = performance.now();
  put(dict, 2);
  taken.push(performance.now() - started);
}
report('update of one document', taken);
