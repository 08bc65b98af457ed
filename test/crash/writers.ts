/** Writers at work: each does one thing after another, all of them at the same time. */
import { setTimeout as pause } from 'node:timers/promises';
import type { Api, Reply } from './api.ts';
import type { Board } from './board.ts';
import type { Ledger } from './ledger.ts';
import { DEEDS, type Deed } from './deeds.ts';
import { type Random, randomOf } from './random.ts';

export type Writing = {
  readonly stop: () => Promise<void>;
  /** Answers that nothing excuses. */
  readonly faults: readonly string[];
  readonly unknown: () => number;
};

/** What a writer has to hand for one deed. */
export type Writer = {
  readonly number: number;
  readonly random: Random;
  readonly board: Board;
  /** A word for something new, the same never twice. */
  readonly fresh: () => string;
  /** Sends a write that makes each of these things have that value. */
  readonly write: (action: string, input: Parameters<Api['call']>[1], values: Readonly<Record<string, string>>) => Promise<Reply>;
  readonly read: Api['call'];
  readonly fault: (what: string) => void;
};

const WRITERS = 6;
/** How long a writer waits before it tries a database that is away again. */
const AWAY_PAUSE_MS = 15;

export function startWriting(api: Api, ledger: Ledger, board: Board, round: string): Writing {
  const faults: string[] = [];
  let unknown = 0;
  let stopped = false;
  const work = async (number: number): Promise<void> => {
    const random = randomOf(`${round}/${number}`);
    let made = 0;
    const call: Api['call'] = async (action, input) => {
      const reply = await api.call(action, input);
      if (reply.kind === 'fault') faults.push(reply.why);
      if (reply.kind === 'unknown') {
        unknown++;
        await pause(AWAY_PAUSE_MS);
      }
      return reply;
    };
    const write: Writer['write'] = async (action, input, values) => {
      for (const [key, value] of Object.entries(values)) ledger.sending(key, value);
      const reply = await call(action, input);
      if (reply.kind === 'done') await Promise.all(Object.entries(values).map(([key, value]) => ledger.acknowledged(key, value)));
      return reply;
    };
    const writer: Writer = {
      number,
      random,
      board,
      write,
      read: call,
      fault: (what) => faults.push(what),
      fresh: () => `${round}-${++made}`,
    };
    while (!stopped) await drawn(random)(writer);
  };
  const works = Array.from({ length: WRITERS }, (_, number) => work(number));
  return {
    faults,
    unknown: () => unknown,
    stop: async () => {
      stopped = true;
      await Promise.all(works);
    },
  };
}

const tickets: readonly Deed[] = DEEDS.flatMap(({ deed, share }) => Array.from({ length: share }, () => deed));

function drawn(random: Random): Deed {
  const deed = random.pick(tickets);
  if (deed === undefined) throw new Error('there is nothing to do');
  return deed;
}
