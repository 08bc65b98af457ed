/** A file that came with a request, already stored under `file.key`; it stays only if the action keeps it. */
import type { StoredFile } from './dataset.ts';

export class Upload {
  readonly fileName: string;
  /** What the sender called it. */
  readonly contentType: string;
  readonly file: StoredFile;
  /** The first bytes, enough to tell what kind of file it is. */
  readonly start: Uint8Array;
  /** Set while it is held for its sender: then it outlives an action that refuses it. */
  readonly held: string | undefined;
  constructor(fileName: string, contentType: string, file: StoredFile, start: Uint8Array, held?: string) {
    this.fileName = fileName;
    this.contentType = contentType;
    this.file = file;
    this.start = start;
    this.held = held;
  }
}
