/** One way to a PostgreSQL connection pool, embedded or outside, and how its types become ours. */
import pg from 'pg';
import { fromDatabase } from '#domain/clock.ts';

/** Where a PostgreSQL lives: an address, or the socket of the embedded one with the way to bring it back. */
export type DatabasePlace =
  | { readonly kind: 'url'; readonly url: string }
  | {
      readonly kind: 'socket';
      readonly host: string;
      readonly port: number;
      readonly user: string;
      readonly database: string;
      readonly ensureRunning?: () => Promise<void>;
    };

const TIMESTAMP = 1114;
const INT8 = 20;

const types: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: 'text' | 'binary') => {
    if (oid === TIMESTAMP) return fromDatabase;
    if (oid === INT8) return Number;
    return pg.types.getTypeParser(oid, format);
  }) as pg.CustomTypesConfig['getTypeParser'],
};

export function clientConfig(place: DatabasePlace): pg.ClientConfig {
  const common = { types, application_name: 'kokanee', connectionTimeoutMillis: 5_000 };
  if (place.kind === 'url') return { connectionString: place.url, ...common };
  const { host, port, user, database } = place;
  return { host, port, user, database, ...common };
}

/** A pool whose sessions cannot hold the change log's horizon back for long. */
export function openPool(place: DatabasePlace, size: number): pg.Pool {
  const pool = new pg.Pool({ ...clientConfig(place), max: size, idle_in_transaction_session_timeout: 10_000, statement_timeout: 60_000 });
  // An idle connection that breaks is replaced at its next use; without a listener it would end the process.
  pool.on('error', () => {});
  // So would one that breaks while it is lent out; who borrowed it hears of that from his query.
  pool.on('connect', (client) => client.on('error', () => {}));
  return pool;
}

const AWAY = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOENT',
  'EPIPE',
  'ETIMEDOUT',
  'ENOTFOUND',
  '57P01',
  '57P02',
  '57P03',
  '53300',
  '08006',
  '08001',
  '08003',
  '08000',
]);

/** True when the error means that PostgreSQL is not there, rather than that it said no. */
export function isAway(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = 'code' in error ? String(error.code) : '';
  return (
    AWAY.has(code) ||
    /Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error/.test(error.message)
  );
}
