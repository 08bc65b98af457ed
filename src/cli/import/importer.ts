/** What takes in the records of one kind. */
import type { JsonObject } from './kind.ts';

export type Incoming = {
  readonly line: number;
  readonly record: JsonObject;
  /** Length of its text, by which batches are bounded. */
  readonly size: number;
};

export type Importer = {
  /** Takes a record; it may be written later. */
  readonly add: (incoming: Incoming) => Promise<void>;
  /** Writes all that was taken so far. */
  readonly settle: () => Promise<void>;
  /** Settles, and does what had to wait for the last line. */
  readonly finish: () => Promise<void>;
};
