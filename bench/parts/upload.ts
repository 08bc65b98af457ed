/** An upload of a gigabyte by `resource_create`, durable, beside `cp` of the same file onto the same disk; and what memory the server takes for it. */
import { execFile } from 'node:child_process';
import { createReadStream, existsSync } from 'node:fs';
import { open, rm, stat, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';
import { organizations } from '../corpus.ts';
import { atLeast, type Figure, within } from '../figure.ts';
import { type Measured, startCatalogue } from '../measured-process.ts';
import { emptyFolder, kokanee, workFolder } from '../prepared.ts';

const MEGABYTE = 1024 * 1024;
const SIZE = 1024 * MEGABYTE;
const TIMES = 5;
/** A second upload of the same size may not take more memory than this beyond what the first small one took. */
const MOST_GROWTH_MB = 128;
const GLANCE_MS = 50;

export async function upload(): Promise<Figure[]> {
  const folder = await emptyFolder('upload');
  const token = await kokanee(folder, 'token', 'add', 'editor');
  await kokanee(folder, 'action', 'package_create', JSON.stringify({ name: 'uploads', owner_org: organizations[0]?.id }));
  await writeFile(join(folder, 'kokanee.ini'), 'ckan.max_resource_size = 1100\n');
  const large = await fileOf('gigabyte.csv', SIZE);
  const small = await fileOf('megabyte.csv', MEGABYTE);
  const server = await startCatalogue(folder);
  try {
    const send = (file: string): Promise<number> => uploaded(server, token, file);
    await send(small);
    const before = (await server.used()).rssBytes;
    const growth: number[] = [];
    const pairs: { value: number; baseline: number }[] = [];
    for (let time = 0; time < TIMES; time++) {
      const baseline = SIZE / MEGABYTE / (await copied(large, join(folder, 'copy')));
      const peak = peakOf(server);
      const value = SIZE / MEGABYTE / (await send(large));
      growth.push(((await peak.stop()) - before) / MEGABYTE);
      pairs.push({ value, baseline });
    }
    return [
      atLeast('upload of 1 GB, durable, beside cp and sync', pairs, { unit: 'MB/s', target: 0.5 }),
      within('upload of 1 GB: memory of Node beyond that for 1 MB', growth, { unit: 'MB', target: MOST_GROWTH_MB }),
    ];
  } finally {
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

/** Lines as a table of numbers has them; made once. */
async function fileOf(name: string, size: number): Promise<string> {
  const file = join(workFolder, name);
  if (existsSync(file) && (await stat(file)).size === size) return file;
  const block = Buffer.from(
    Array.from({ length: MEGABYTE / 16 }, (_, at) => `${String(at % 1e6).padStart(7, '0')},${String(at % 977).padStart(7, '0')}\n`).join(
      '',
    ),
  );
  const handle = await open(file, 'w');
  for (let written = 0; written < size; written += block.length) await handle.write(block);
  await handle.close();
  return file;
}

/** Seconds of `cp`, and of bringing the copy onto the disk, as the catalogue does before it answers. */
async function copied(from: string, to: string): Promise<number> {
  const run = promisify(execFile);
  const begun = performance.now();
  await run('cp', [from, to]);
  await run('sync', [to]);
  const seconds = (performance.now() - begun) / 1_000;
  await rm(to);
  return seconds;
}

/** As long as curl and browsers make them. */
const BOUNDARY = '------------------------d74496d66958873e';

/** Seconds from the first byte sent to the answer. */
async function uploaded({ port }: Measured, token: string, file: string): Promise<number> {
  const { size } = await stat(file);
  const head = Buffer.from(
    `--${BOUNDARY}\r\nContent-Disposition: form-data; name="package_id"\r\n\r\nuploads\r\n` +
      `--${BOUNDARY}\r\nContent-Disposition: form-data; name="upload"; filename="data.csv"\r\nContent-Type: text/csv\r\n\r\n`,
  );
  const tail = Buffer.from(`\r\n--${BOUNDARY}--\r\n`);
  const begun = performance.now();
  const outgoing = request({
    port,
    method: 'POST',
    path: '/api/3/action/resource_create',
    headers: {
      Authorization: token,
      'Content-Type': `multipart/form-data; boundary=${BOUNDARY}`,
      'Content-Length': head.length + size + tail.length,
    },
  });
  const answered = new Promise<void>((resolve, reject) => {
    outgoing.once('error', reject);
    outgoing.once('response', (answer) => {
      answer.resume().once('end', resolve);
      if (answer.statusCode !== 200) reject(new Error(`the upload was answered ${answer.statusCode}`));
    });
  });
  outgoing.write(head);
  await pipeline(createReadStream(file, { highWaterMark: MEGABYTE }), outgoing, { end: false });
  outgoing.end(tail);
  await answered;
  return (performance.now() - begun) / 1_000;
}

/** Looks at the server's memory until it is told to stop. */
function peakOf(server: Measured): { readonly stop: () => Promise<number> } {
  let peak = 0;
  let going = true;
  const looking = (async () => {
    while (going) {
      peak = Math.max(peak, (await server.used()).rssBytes);
      await new Promise((resolve) => setTimeout(resolve, GLANCE_MS));
    }
  })();
  return {
    stop: async () => {
      going = false;
      await looking;
      return peak;
    },
  };
}
