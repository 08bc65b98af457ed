/** Asks all running servers whether their index and the store agree. */
import { randomBytes } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { clientConfig, type DatabasePlace } from '#store/connection.ts';
import { type CheckAnswer, QUESTION } from './answer-checks.ts';

/** Servers say at once that they heard; comparing takes longer. */
const HEARING_MS = 1_500;
const PATIENCE_MS = 120_000;
const TICK_MS = 50;

export type ServerAnswers = { readonly servers: readonly string[]; readonly faults: readonly string[] };

/** `onlyWho`: does not wait for what they find. */
export async function askServers(place: DatabasePlace, { onlyWho = false } = {}): Promise<ServerAnswers> {
  const client = new pg.Client(clientConfig(place));
  client.on('error', () => {}); // a query tells of a lost connection too
  const channel = `kokanee_answer_${randomBytes(6).toString('hex')}`;
  const heard = new Map<string, CheckAnswer>();
  client.on('notification', ({ payload = '' }) => {
    const answer = JSON.parse(payload) as CheckAnswer;
    heard.set(answer.process, answer);
  });
  await client.connect();
  try {
    await client.query(`listen ${channel}`);
    await client.query('select pg_notify($1, $2)', [QUESTION, channel]);
    await pause(HEARING_MS);
    if (onlyWho) return { servers: [...heard.keys()], faults: [] };
    const start = performance.now();
    const isDone = (): boolean => [...heard.values()].every(({ faults }) => faults !== undefined);
    while (!isDone() && performance.now() - start < PATIENCE_MS) await pause(TICK_MS);
    return { servers: [...heard.keys()], faults: [...heard.values()].flatMap(sentencesOf) };
  } finally {
    await client.end();
  }
}

function sentencesOf({ process, faults, more = 0 }: CheckAnswer): string[] {
  if (faults === undefined) return [`process ${process} did not answer in time`];
  return [...faults.map((fault) => `process ${process}: ${fault}`), ...(more > 0 ? [`process ${process}: and ${more} more`] : [])];
}
