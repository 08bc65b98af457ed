/**
 * How often somebody may guess a password: so many tries at once, then one after each pause, for
 * one account from one network, for one network, and for one account. A name that belongs to
 * nobody is counted as any other, so a refusal tells nothing. Why so: docs/decisions/0007-log-in-throttle.md.
 */
import { createHash } from 'node:crypto';
import { TooManyTries } from '#domain/errors.ts';

const WINDOW_MS = 15 * 60_000;
const TRIES = { accountFromNetwork: 10, network: 100, account: 100 } as const;
const MOST_KEPT = 20_000;

export type Try = {
  /** The password was right. */
  readonly succeeded: () => void;
  /** Nobody could tell whether it was right. */
  readonly withdrawn: () => void;
};

export type Throttle = {
  /** Counts a try before it is made, so that many at once are counted too; throws TooManyTries. */
  readonly begin: (account: string, address: string) => Try;
};

export function logInThrottle(now: () => number = Date.now): Throttle {
  const pairs = meter(TRIES.accountFromNetwork);
  const networks = meter(TRIES.network);
  const accounts = meter(TRIES.account);
  // Where the owner of an account is known to be, strangers elsewhere cannot shut him out.
  const known = new Set<string>();
  return {
    begin: (name, address) => {
      const account = keyOf(name);
      const network = networkOf(address);
      const pair = `${account} ${network}`;
      const counted: readonly (readonly [Meter, string])[] = [
        [pairs, pair],
        [networks, network],
        ...(known.has(pair) ? [] : [[accounts, account] as const]),
      ];
      const time = now();
      const wait = Math.max(...counted.map(([one, key]) => one.wait(key, time)));
      if (wait > 0) throw new TooManyTries(Math.ceil(wait / 1000));
      for (const [one, key] of counted) one.count(key, time);
      const withdrawn = (): void => {
        for (const [one, key] of counted) one.takeBack(key);
      };
      return {
        withdrawn,
        succeeded: () => {
          withdrawn();
          pairs.forget(pair);
          known.delete(pair);
          known.add(pair);
          dropOldest(known);
        },
      };
    },
  };
}

type Meter = {
  /** Milliseconds until the next try; 0 for now. */
  readonly wait: (key: string, now: number) => number;
  readonly count: (key: string, now: number) => void;
  readonly takeBack: (key: string) => void;
  readonly forget: (key: string) => void;
};

/** One number for each key: the time at which everything counted so far is worn off. */
function meter(tries: number): Meter {
  const pause = WINDOW_MS / tries;
  const wornOff = new Map<string, number>();
  const after = (key: string, now: number): number => Math.max(wornOff.get(key) ?? 0, now) + pause;
  return {
    wait: (key, now) => Math.max(0, after(key, now) - WINDOW_MS - now),
    count: (key, now) => {
      const until = after(key, now);
      wornOff.delete(key);
      wornOff.set(key, until);
      dropOldest(wornOff);
    },
    takeBack: (key) => {
      const until = wornOff.get(key);
      if (until !== undefined) wornOff.set(key, until - pause);
    },
    forget: (key) => wornOff.delete(key),
  };
}

function dropOldest(kept: Pick<Set<string>, 'size' | 'keys' | 'delete'>): void {
  if (kept.size <= MOST_KEPT) return;
  const { value } = kept.keys().next();
  if (value !== undefined) kept.delete(value);
}

/** Short, whatever was typed. Spellings by which the same account may be found count as one. */
const keyOf = (name: string): string => createHash('sha256').update(name.normalize('NFKC').trim().toLowerCase()).digest('base64url');

/** An IPv4 address, or the 64 bits of an IPv6 address that one customer is given. */
export function networkOf(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (mapped !== undefined || !address.includes(':')) return mapped ?? address;
  const [head = '', tail = ''] = (address.split('%')[0] ?? '').split('::');
  const [left, right] = [groupsOf(head), groupsOf(tail)];
  const zeros = Array.from({ length: Math.max(0, 8 - left.length - right.length) }, () => '0');
  return `${[...left, ...zeros, ...right].slice(0, 4).join(':')}::/64`;
}

const groupsOf = (text: string): string[] => (text === '' ? [] : text.split(':').map((group) => Number.parseInt(group, 16).toString(16)));
