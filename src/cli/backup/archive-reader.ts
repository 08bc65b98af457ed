/** Reads a tar archive entry by entry. Whatever is not as it should be is a Broken, with what to say of it. */
import { type FileHandle, open } from 'node:fs/promises';
import { BLOCK, paddingOf, readTarHeader, type TarEntry } from './tar.ts';

export type ReadEntry = TarEntry & {
  /** The bytes; an entry may be passed over without asking for them. */
  readonly bytes: () => AsyncGenerator<Buffer>;
  /** The same at once, for what is small. */
  readonly whole: () => Promise<Buffer>;
};

export class Broken extends Error {}

const CHUNK = 256 * 1024;

export type ArchiveReader = {
  /** All entries from the first on, as often as asked. */
  readonly entries: () => AsyncGenerator<ReadEntry>;
  readonly close: () => Promise<void>;
};

export async function openArchive(path: string): Promise<ArchiveReader> {
  const handle = await open(path, 'r');
  return { entries: () => entries(handle), close: () => handle.close() };
}

async function* entries(handle: FileHandle): AsyncGenerator<ReadEntry> {
  for (let at = 0; ; ) {
    const header = await block(handle, at);
    const entry = readTarHeader(header);
    if (entry === 'end') return;
    if (entry === undefined)
      throw new Broken(at === 0 ? 'it is no backup of Kokanee' : header.length < BLOCK ? 'it ends too early' : 'it is damaged');
    const start = at + BLOCK;
    const bytes = (): AsyncGenerator<Buffer> => bytesOf(handle, start, entry.size);
    yield { ...entry, bytes, whole: async () => Buffer.concat(await Array.fromAsync(bytes())) };
    at = start + entry.size + paddingOf(entry.size);
  }
}

async function block(handle: FileHandle, at: number): Promise<Buffer> {
  const buffer = Buffer.alloc(BLOCK);
  const { bytesRead } = await handle.read(buffer, 0, BLOCK, at);
  return buffer.subarray(0, bytesRead);
}

async function* bytesOf(handle: FileHandle, start: number, size: number): AsyncGenerator<Buffer> {
  for (let done = 0; done < size; ) {
    const length = Math.min(CHUNK, size - done);
    const { bytesRead, buffer } = await handle.read(Buffer.allocUnsafe(length), 0, length, start + done);
    if (bytesRead === 0) throw new Broken('it ends too early');
    done += bytesRead;
    yield buffer.subarray(0, bytesRead);
  }
}
