/**
 * What must be found after a crash. Each thing has one writer at a time, so what may be found is
 * what was acknowledged last or what was sent since. Acknowledged writes are kept on disk as well,
 * each line durable before the writer goes on.
 */
import { type FileHandle, open } from 'node:fs/promises';

export const ABSENT = 'absent';
export const DELETED = 'deleted';

type Entry = { acknowledged: string; readonly sent: Set<string> };

export class Ledger {
  readonly #entries = new Map<string, Entry>();
  readonly #file: FileHandle;
  #lines: string[] = [];
  #writing: Promise<void> | undefined;
  acknowledgedCount = 0;
  sentCount = 0;

  constructor(file: FileHandle) {
    this.#file = file;
  }

  static async open(path: string): Promise<Ledger> {
    return new Ledger(await open(path, 'a'));
  }

  /** A write is on its way: from now on its value may be found. */
  sending(key: string, value: string): void {
    this.#entryOf(key).sent.add(value);
    this.sentCount++;
  }

  /** The catalogue said that it has it: from now on nothing older may be found. */
  async acknowledged(key: string, value: string): Promise<void> {
    const entry = this.#entryOf(key);
    entry.acknowledged = value;
    entry.sent.clear();
    this.acknowledgedCount++;
    this.#lines.push(`${JSON.stringify({ at: new Date().toISOString(), key, value })}\n`);
    this.#writing ??= this.#write();
    await this.#writing;
  }

  /** Compares with what was found, and takes that as what must be there from now on. */
  faultsOf(found: ReadonlyMap<string, string>): string[] {
    const faults: string[] = [];
    for (const [key, value] of found) if (!this.#entries.has(key)) faults.push(`${key} is ${value} and nobody wrote it`);
    for (const [key, entry] of this.#entries) {
      const value = found.get(key) ?? ABSENT;
      if (value !== entry.acknowledged && !entry.sent.has(value))
        faults.push(`${key} is ${value}; acknowledged was ${entry.acknowledged}, sent since: ${[...entry.sent].join(', ') || 'nothing'}`);
      if (value === ABSENT) this.#entries.delete(key);
      else this.#entries.set(key, { acknowledged: value, sent: new Set() });
    }
    return faults;
  }

  async close(): Promise<void> {
    await this.#writing;
    await this.#file.close();
  }

  #entryOf(key: string): Entry {
    const entry = this.#entries.get(key) ?? { acknowledged: ABSENT, sent: new Set() };
    this.#entries.set(key, entry);
    return entry;
  }

  /** What gathers while one write runs is written together. */
  async #write(): Promise<void> {
    while (this.#lines.length > 0) {
      const lines = this.#lines.splice(0);
      await this.#file.appendFile(lines.join(''));
      await this.#file.datasync();
    }
    this.#writing = undefined;
  }
}
