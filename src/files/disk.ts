/**
 * Files on a disk: random keys, fanned out in folders named by their first two letters.
 * A file is written aside, made durable and renamed into place, so a key names a whole file or none.
 */
import { createHash, randomUUID } from 'node:crypto';
import { constants, createReadStream } from 'node:fs';
import { type FileHandle, link, mkdir, mkdtemp, open, readdir, rename, rm, stat, unlink, utimes } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import type { Readable } from 'node:stream';
import { crashPoint } from '#domain/crash-point.ts';
import type { StoredFile } from '#domain/dataset.ts';
import {
  type ByteRange,
  type FileFacts,
  type FileStore,
  type HeldFiles,
  NoRoom,
  type PutOptions,
  START_BYTES,
  TooLarge,
} from './storage.ts';

const KEY = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const FULL: ReadonlySet<string> = new Set(['ENOSPC', 'EDQUOT']);
const FOLDER = /^[0-9a-f]{2}$/;
/** Where unfinished files lie; what a crash leaves there is nobody's. */
const ASIDE = 'unfinished';

/** A file store in `folder`, which is made when first needed. `onFull` is told when the disk is. */
export function diskStore(folder: string, onFull: (error: unknown) => void = () => {}): FileStore {
  const placeOf = (key: string): string | undefined => (KEY.test(key) ? join(folder, key.slice(0, 2), key) : undefined);
  return {
    put: async (source, options) => {
      try {
        return await put(folder, source, options);
      } catch (error) {
        if (!FULL.has((error as NodeJS.ErrnoException).code ?? '')) throw error;
        onFull(error);
        throw new NoRoom('there is no room for the file', { cause: error });
      }
    },
    open: async (key, range) => openFile(placeOf(key), range),
    stat: async (key) => factsOf(placeOf(key)),
    remove: async (key) => {
      const place = placeOf(key);
      crashPoint('before-removal');
      if (place !== undefined) await absentIsFine(unlink(place));
    },
    hold: () => hold(folder, placeOf),
    list: () => list(folder),
    removeUnfinished: (ageMs) => removeUnfinished(join(folder, ASIDE), ageMs),
    hash: async (key) => hashOf(placeOf(key)),
  };
}

async function put(
  folder: string,
  source: AsyncIterable<Uint8Array>,
  { maxBytes, key = randomUUID() }: PutOptions,
): Promise<{ file: StoredFile; start: Uint8Array }> {
  if (!KEY.test(key)) throw new Error(`"${key}" is no key of a file`);
  const home = join(folder, key.slice(0, 2));
  await makeAside(folder);
  const aside = join(folder, ASIDE, randomUUID());
  try {
    const written = await writeTo(aside, source, maxBytes);
    const freshHome = await mkdir(home, { recursive: true, mode: 0o700 });
    if (freshHome !== undefined) {
      await handOverFolder(home);
      await syncFolder(folder);
    }
    crashPoint('before-rename');
    await rename(aside, join(home, key));
    crashPoint('after-rename');
    await syncFolder(home);
    return { file: { key, sha256: written.sha256, size: written.size }, start: written.start };
  } catch (error) {
    await absentIsFine(unlink(aside));
    throw error;
  }
}

async function makeAside(folder: string): Promise<void> {
  const fresh = await mkdir(join(folder, ASIDE), { recursive: true, mode: 0o700 });
  if (fresh !== undefined) {
    // The folder itself may have been there, as a link to another disk.
    if (resolve(fresh) !== resolve(folder, ASIDE)) await handOverFolder(folder);
    await handOverFolder(join(folder, ASIDE));
    await syncFolder(dirname(folder));
  }
}

async function writeTo(
  place: string,
  source: AsyncIterable<Uint8Array>,
  maxBytes: number,
): Promise<{ sha256: string; size: number; start: Uint8Array }> {
  const handle = await open(place, 'wx', 0o600);
  try {
    await handOver(handle, place);
    const hash = createHash('sha256');
    const first: Uint8Array[] = [];
    const disk = writerTo(handle);
    let size = 0;
    for await (const chunk of source) {
      if (size < START_BYTES) first.push(Buffer.from(chunk.subarray(0, START_BYTES - size)));
      size += chunk.length;
      if (size > maxBytes) throw new TooLarge(maxBytes);
      await disk.begin(chunk);
      hash.update(chunk);
    }
    await disk.end();
    await handle.sync();
    return { sha256: hash.digest('hex'), size, start: Buffer.concat(first) };
  } finally {
    await handle.close();
  }
}

/** Bytes on their way to the disk while the next ones are received and hashed. */
type DiskWriter = {
  /** Resolves when the chunk before this one is written. */
  readonly begin: (chunk: Uint8Array) => Promise<void>;
  readonly end: () => Promise<void>;
};

/** So much is written before the disk is asked to make it durable, lest all of that be left to the end. */
const FLUSHED = 32 * 1024 * 1024;

function writerTo(handle: FileHandle): DiskWriter {
  let writing = Promise.resolve();
  let flushing = Promise.resolve();
  let isFlushing = false;
  let unflushed = 0;
  const flush = async (): Promise<void> => {
    isFlushing = true;
    await handle.datasync();
    isFlushing = false;
  };
  return {
    begin: async (chunk) => {
      await writing;
      writing = writeWhole(handle, chunk);
      // It is waited for before the next chunk; nobody else looks at it.
      writing.catch(() => {});
      unflushed += chunk.length;
      if (unflushed < FLUSHED || isFlushing) return;
      unflushed = 0;
      flushing = flush();
      flushing.catch(() => {});
    },
    end: async () => {
      await writing;
      // The system tells of a failure once only, so the sync that follows may know nothing of this one.
      await flushing;
    },
  };
}

async function writeWhole(handle: FileHandle, chunk: Uint8Array): Promise<void> {
  for (let done = 0; done < chunk.length; ) done += (await handle.write(chunk, done)).bytesWritten;
}

/** What root makes belongs to the owner of the folder around it, who serves it when root does not. */
async function handOver(handle: FileHandle, place: string): Promise<void> {
  if (process.getuid?.() !== 0) return;
  const { uid, gid } = await stat(dirname(place));
  if (uid !== 0) await handle.chown(uid, gid);
}

async function handOverFolder(folder: string): Promise<void> {
  const handle = await open(folder, constants.O_RDONLY | constants.O_DIRECTORY | constants.O_NOFOLLOW);
  try {
    await handOver(handle, folder);
  } finally {
    await handle.close();
  }
}

/** A renamed file is durable only once its folder is. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function openFile(place: string | undefined, range: ByteRange | undefined): Promise<Readable | undefined> {
  const handle = place === undefined ? undefined : await absentIsFine(open(place, 'r'));
  if (handle === undefined) return undefined;
  return handle.createReadStream({
    start: range?.start ?? 0,
    ...(range === undefined ? {} : { end: range.end }),
    highWaterMark: 128 * 1024,
  });
}

/** By a second name in a folder of its own; its time tells that somebody still reads there. */
async function hold(folder: string, placeOf: (key: string) => string | undefined): Promise<HeldFiles> {
  await makeAside(folder);
  const held = await mkdtemp(join(folder, ASIDE, 'held-'));
  const heldPlace = (key: string): string | undefined => (KEY.test(key) ? join(held, key) : undefined);
  return {
    add: async (key) => {
      const [place, second] = [placeOf(key), heldPlace(key)];
      if (place === undefined || second === undefined) return false;
      return (await absentIsFine(link(place, second).then(() => true))) === true;
    },
    open: async (key) => {
      await utimes(held, new Date(), new Date());
      return openFile(heldPlace(key), undefined);
    },
    stat: async (key) => factsOf(heldPlace(key)),
    release: () => rm(held, { recursive: true, force: true }),
  };
}

async function factsOf(place: string | undefined): Promise<FileFacts | undefined> {
  const found = place === undefined ? undefined : await absentIsFine(stat(place));
  return found?.isFile() ? { size: found.size, modified: found.mtime } : undefined;
}

async function hashOf(place: string | undefined): Promise<string | undefined> {
  if (place === undefined) return undefined;
  const hash = createHash('sha256');
  const read = async (): Promise<string> => {
    for await (const chunk of createReadStream(place)) hash.update(chunk as Buffer);
    return hash.digest('hex');
  };
  return absentIsFine(read());
}

async function* list(folder: string): AsyncIterable<string> {
  for (const name of (await absentIsFine(readdir(folder))) ?? []) {
    if (!FOLDER.test(name)) continue;
    for (const key of (await absentIsFine(readdir(join(folder, name)))) ?? []) if (KEY.test(key)) yield key;
  }
}

async function removeUnfinished(aside: string, ageMs: number): Promise<number> {
  let count = 0;
  for (const name of (await absentIsFine(readdir(aside))) ?? []) {
    const place = join(aside, name);
    const found = await absentIsFine(stat(place));
    if (found === undefined || Date.now() - found.mtimeMs <= ageMs) continue;
    await rm(place, { recursive: true, force: true });
    count++;
  }
  return count;
}

async function absentIsFine<Value>(work: Promise<Value>): Promise<Value | undefined> {
  try {
    return await work;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
