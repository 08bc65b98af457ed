// Who shares the server of a place. Two lock files, both freed by the kernel
// when a process dies:
//
//   turn.lock      held alone while someone joins, leaves, starts or stops
//   members.lock   held shared by every process that uses the server; whoever
//                  can take it alone is the last one
//
// So a dead member can neither keep the server alive nor block another, and
// the server itself may crash without anybody's membership being lost.

import { closeSync, existsSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { FileLock, whileLocked } from './file-lock.ts';
import type { Place } from './place.ts';
import { own } from './place.ts';

export class Membership {
  readonly #turn: string;
  readonly #members: FileLock;
  #isMyTurn = false;

  constructor(place: Place) {
    this.#turn = lockFile(place, 'turn.lock');
    this.#members = new FileLock(lockFile(place, 'members.lock'));
  }

  /** Does the work while nobody else joins, leaves, starts or stops. */
  inTurn<T>(work: () => Promise<T>, onLongWait?: () => void): Promise<T> {
    return whileLocked(this.#turn, () => this.#myTurn(work), onLongWait);
  }

  /** Becomes a member; in turn. */
  join(): void {
    if (!this.#members.tryShared()) throw new Error(`${this.#turn} did not keep others out.`);
  }

  /** Stops being a member; says whether nobody is left. In turn. */
  leave(): boolean {
    const last = this.#members.tryExclusive();
    this.#members.free();
    return last;
  }

  /** True when others are members too, while this process is one. In turn. */
  hasCompany(): boolean {
    const alone = this.#members.tryExclusive();
    this.join();
    return !alone;
  }

  /** Leaves without waiting, as a process that is ending must; does nothing in another's turn. */
  leaveAtOnce(ifLast: () => void): void {
    const turn = new FileLock(this.#turn);
    if ((this.#isMyTurn || turn.tryExclusive()) && this.leave()) ifLast();
    turn.free();
  }

  async #myTurn<T>(work: () => Promise<T>): Promise<T> {
    this.#isMyTurn = true;
    try {
      return await work();
    } finally {
      this.#isMyTurn = false;
    }
  }
}

// Made here, because a file that root made in another user's folder must be his.
function lockFile(place: Place, name: string): string {
  const file = join(place.dir, name);
  if (existsSync(file)) return file;
  try {
    closeSync(openSync(file, 'wx', 0o600));
  } catch (error) {
    if (existsSync(file)) return file;
    throw error;
  }
  own(file, 0o600, place.keeper);
  return file;
}
