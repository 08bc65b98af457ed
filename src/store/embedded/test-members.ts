// Test support: members in processes of their own, and data folders that are
// removed, server and all, when the test is over.

import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, chownSync, existsSync, mkdtempSync, readFileSync, rmdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Interface } from 'node:readline';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { stopPostmaster } from './postmaster.ts';
import type { User } from './user.ts';
import { canReach } from './user.ts';

export type Answer = Readonly<Record<string, unknown>>;

export type Member = {
  readonly process: ChildProcess;
  /** Its next line. */
  hear(): Promise<Answer>;
  /** Says a word and hears the answer. */
  ask(word: string): Promise<Answer>;
  /** Ends it, and waits for its end. */
  end(signal: NodeJS.Signals): Promise<void>;
};

export type MemberOptions = { readonly as?: User; readonly nativeDir?: string; readonly detached?: boolean };

const isRootHere = process.getuid?.() === 0;
export const needsRoot = isRootHere ? false : 'only root can do this';
export const nobody: User = { uid: 65534, gid: 65534 };
export const needsNobody = needsRoot || (canReach(nobody, import.meta.dirname) ? false : 'an ordinary user cannot read this repository');

/** A process that joins the data folder; its first line tells how that went. */
export function startMember(dataDir: string, options: MemberOptions = {}): Member {
  const script = join(import.meta.dirname, 'test-member.ts');
  const args = [script, dataDir, ...(options.nativeDir === undefined ? [] : [options.nativeDir])];
  const child = spawn(process.execPath, args, {
    ...options.as,
    detached: options.detached ?? false,
    cwd: '/',
    env: { PATH: process.env.PATH, HOME: options.as === undefined ? process.env.HOME : dataDir },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const lines = linesOf(createInterface({ input: child.stdout }));
  return {
    process: child,
    hear: lines,
    ask: (word) => {
      child.stdin.write(`${word}\n`);
      return lines();
    },
    end: async (signal) => {
      const over = once(child, 'exit');
      child.kill(signal);
      await over;
    },
  };
}

/** A member that has joined. */
export async function aMember(dataDir: string, options: MemberOptions = {}): Promise<Member & { readonly joined: Answer }> {
  const member = startMember(dataDir, options);
  return { ...member, joined: await member.hear() };
}

/** Makes a data folder, and gives it back with how to remove it and its server. */
export function aDataFolder(mode = 0o755, owner?: User, parent = tmpdir()): { dir: string; remove: () => Promise<void> } {
  const dir = mkdtempSync(join(parent, 'kokanee-test-'));
  chmodSync(dir, mode);
  if (owner !== undefined) chownSync(dir, owner.uid, owner.gid);
  return { dir, remove: () => removeFolder(dir) };
}

/** Waits until something holds, for ten seconds at most. */
export async function eventually(holds: () => boolean): Promise<void> {
  const deadline = Date.now() + 10_000;
  while (!holds()) {
    if (Date.now() > deadline) throw new Error('it did not come to hold');
    await sleep(10);
  }
}

export function isAlive(pid: unknown): boolean {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.startsWith('Z') === false;
  } catch {
    return false;
  }
}

async function removeFolder(dir: string): Promise<void> {
  const location = join(dir, 'cluster-location');
  const place = existsSync(location) ? readFileSync(location, 'utf8').trim() : join(dir, 'database');
  await stopPostmaster(join(place, 'cluster'));
  for (const folder of [place, dir]) rmSync(folder, { recursive: true, force: true });
  if (!place.startsWith(dir)) removeIfEmpty(dirname(place));
}

function removeIfEmpty(dir: string): void {
  try {
    rmdirSync(dir);
  } catch {
    // Somebody else's clusters lie there.
  }
}

function linesOf(lines: Interface): () => Promise<Answer> {
  const iterator = lines[Symbol.asyncIterator]();
  return async () => {
    const { value, done } = await iterator.next();
    if (done) throw new Error('the member ended without a word');
    return JSON.parse(value);
  };
}
