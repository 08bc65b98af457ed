/**
 * Where bytes lie: what a file store can do, whatever it is made of. A file is put once
 * under a random key and never changed; who uses it, and under what name, is known elsewhere.
 */
import type { Readable } from 'node:stream';
import type { StoredFile } from '#domain/dataset.ts';

export type FileStore = {
  /**
   * Stores a stream in constant memory and answers once it is durable; `start` is its first bytes.
   * Throws TooLarge, leaving nothing behind, as soon as more than `maxBytes` have come.
   */
  readonly put: (source: AsyncIterable<Uint8Array>, options: PutOptions) => Promise<{ file: StoredFile; start: Uint8Array }>;
  /** The bytes, or those from `start` to `end`, both included; undefined where there is no such file. */
  readonly open: (key: string, range?: ByteRange) => Promise<Readable | undefined>;
  readonly stat: (key: string) => Promise<FileFacts | undefined>;
  /** Does nothing where there is no such file. */
  readonly remove: (key: string) => Promise<void>;
  /** Keeps files from vanishing while they are read, whoever removes them meanwhile. */
  readonly hold: () => Promise<HeldFiles>;
  /** All keys, in no promised order. */
  readonly list: () => AsyncIterable<string>;
  /** Removes what was begun and not finished and has not grown for so long, as a crash leaves it; gives how many. */
  readonly removeUnfinished: (ageMs: number) => Promise<number>;
  /** SHA-256 of the bytes as they lie there now, in hexadecimal. */
  readonly hash: (key: string) => Promise<string | undefined>;
};

/** `key` is given to a file that had one elsewhere; what lies under it is replaced at once or not at all. */
export type PutOptions = { readonly maxBytes: number; readonly key?: string };

export type HeldFiles = {
  /** False where there is no such file. */
  readonly add: (key: string) => Promise<boolean>;
  readonly open: (key: string) => Promise<Readable | undefined>;
  readonly stat: (key: string) => Promise<FileFacts | undefined>;
  readonly release: () => Promise<void>;
};

export type ByteRange = { readonly start: number; readonly end: number };

export type FileFacts = { readonly size: number; readonly modified: Date };

/** How many bytes `put` hands back from the start: enough to tell what kind of file it is. */
export const START_BYTES = 4096;

/** The place is full: nothing of the file was kept. */
export class NoRoom extends Error {}

/** More bytes came than the place takes. */
export class TooLarge extends Error {
  readonly maxBytes: number;
  constructor(maxBytes: number) {
    super(`the file is larger than ${maxBytes} bytes`);
    this.name = 'TooLarge';
    this.maxBytes = maxBytes;
  }
}
