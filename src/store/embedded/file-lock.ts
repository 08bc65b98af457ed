// Locks between processes that the kernel frees when their holder dies, however
// it dies. Node has no call for them, SQLite does: a transaction on an empty
// database file is a lock on that file, shared or exclusive, and writes nothing.
// POSIX frees such a lock when the process closes any descriptor of the file,
// so lock files must never be opened by other means in a process that holds one.

import { DatabaseSync } from 'node:sqlite';
import { setTimeout as sleep } from 'node:timers/promises';
import { ClusterRefused } from './refusals.ts';

const SQLITE_BUSY = 5;
const sayAfterMs = 2_000;
const giveUpAfterMs = 15 * 60_000;

/** One holder's grip on a lock file; free it to let others in. */
export class FileLock {
  readonly #file: string;
  #held: DatabaseSync | undefined;

  constructor(file: string) {
    this.#file = file;
  }

  /** Takes the lock alone; false when anybody else holds it in any way. */
  tryExclusive(): boolean {
    return this.#begin((database) => database.exec('BEGIN EXCLUSIVE'));
  }

  /** Takes the lock beside other sharers; false when somebody holds it alone. */
  tryShared(): boolean {
    return this.#begin((database) => {
      database.exec('BEGIN');
      database.prepare('SELECT count(*) FROM sqlite_schema').get();
    });
  }

  free(): void {
    this.#held?.close();
    this.#held = undefined;
  }

  #begin(take: (database: DatabaseSync) => void): boolean {
    this.free();
    const database = new DatabaseSync(this.#file, { timeout: 0 });
    try {
      take(database);
    } catch (error) {
      database.close();
      if (isBusy(error)) return false;
      throw new ClusterRefused(`${this.#file} cannot be locked (${String(error)}): put the data folder on a local disk.`);
    }
    this.#held = database;
    return true;
  }
}

/** Does the work while holding the lock alone, waiting for it as long as its holder lives. */
export async function whileLocked<T>(file: string, work: () => Promise<T>, onLongWait: () => void = () => {}): Promise<T> {
  const lock = new FileLock(file);
  const begun = Date.now();
  let said = false;
  while (!lock.tryExclusive()) {
    const waited = Date.now() - begun;
    if (waited > giveUpAfterMs) throw new Error(`${file} has been locked for ${waited / 60_000} minutes.`);
    if (!said && waited > sayAfterMs) {
      said = true;
      onLongWait();
    }
    await sleep(5 + Math.random() * 15);
  }
  try {
    return await work();
  } finally {
    lock.free();
  }
}

function isBusy(error: unknown): boolean {
  return error instanceof Error && 'errcode' in error && Number(error.errcode) % 256 === SQLITE_BUSY;
}
