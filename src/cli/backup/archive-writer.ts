/** Writes a tar archive piece by piece, with the SHA-256 of each piece; it has its name only once it is whole and on the disk. */
import { createHash, hash } from 'node:crypto';
import { constants, existsSync } from 'node:fs';
import { type FileHandle, open, rename, unlink } from 'node:fs/promises';
import { dirname } from 'node:path';
import { Refusal } from '../refusal.ts';
import { BLOCK, paddingOf, tarHeader } from './tar.ts';

export type Part = { readonly name: string; readonly bytes: number; readonly sha256: string };

export type ArchiveWriter = {
  readonly add: (name: string, content: Buffer) => Promise<Part>;
  /** A file whose size is known before its bytes. */
  readonly stream: (name: string, size: number, source: AsyncIterable<Uint8Array>) => Promise<Part>;
  /** Gives the archive its name; hands back its size. */
  readonly finish: () => Promise<number>;
  /** Removes what was written so far. */
  readonly abandon: () => Promise<void>;
};

export async function createArchive(path: string): Promise<ArchiveWriter> {
  if (existsSync(path)) throw new Refusal(`There is a file ${path} already: a backup replaces nothing.`);
  const aside = `${path}.unfinished-${process.pid}`;
  const handle = await open(aside, 'wx', 0o600);
  const now = new Date();
  let size = 0;
  const write = async (bytes: Uint8Array): Promise<void> => {
    for (let done = 0; done < bytes.length; ) done += (await handle.write(bytes, done)).bytesWritten;
    size += bytes.length;
  };
  const pad = (bytes: number): Promise<void> => write(Buffer.alloc(paddingOf(bytes)));
  return {
    add: async (name, content) => {
      await write(tarHeader({ name, size: content.length }, now));
      await write(content);
      await pad(content.length);
      return { name, bytes: content.length, sha256: hash('sha256', content) };
    },
    stream: async (name, bytes, source) => {
      await write(tarHeader({ name, size: bytes }, now));
      const digest = createHash('sha256');
      let seen = 0;
      for await (const chunk of source) {
        seen += chunk.length;
        if (seen > bytes) break;
        digest.update(chunk);
        await write(chunk);
      }
      if (seen !== bytes) throw new Error(`${name} has not the ${bytes} bytes that it had a moment ago`);
      await pad(bytes);
      return { name, bytes, sha256: digest.digest('hex') };
    },
    finish: async () => {
      await write(Buffer.alloc(2 * BLOCK));
      await handle.sync();
      await handle.close();
      await rename(aside, path);
      await syncFolder(dirname(path));
      return size;
    },
    abandon: async () => {
      await closed(handle);
      await unlink(aside).catch(() => {});
    },
  };
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, constants.O_RDONLY);
  await handle.sync().finally(() => handle.close());
}

const closed = (handle: FileHandle): Promise<void> => handle.close().catch(() => {});
