// Talks to the server as its superuser: to ask whether it answers, and to make
// the role and the database that ordinary work uses. Nothing else in the
// product uses these rights.

import pg from 'pg';
import { codeOf } from './refusals.ts';
import { applicationRole, databaseName, port, superuserRole } from './settings.ts';

/** `busy` is a server that is starting or stopping; `down` is none at all. */
export type Health = 'up' | 'busy' | 'down';

const patienceMs = 10_000;
const silence = new Set(['ENOENT', 'ECONNREFUSED', 'ENOTDIR']);
// Not taking connections now, shut down by an administrator, crashed.
const transition = new Set(['57P03', '57P01', '57P02']);

/** Asks the server behind this socket how it is. */
export async function knock(socketDir: string): Promise<Health> {
  const client = clientFor(socketDir);
  try {
    await client.connect();
    return 'up';
  } catch (error) {
    return healthAfter(error);
  } finally {
    await client.end().catch(() => {});
  }
}

/** What a failed connection or query tells about the server. */
export function healthAfter(error: unknown): Health {
  const code = codeOf(error);
  if (code === 'EACCES') throw error;
  if (code !== undefined && silence.has(code)) return 'down';
  // Any other refusal in PostgreSQL's own words ("too many clients") is an
  // answer; a connection dropped without words is not.
  const isAnswer = code !== undefined && /^[0-9A-Z]{5}$/.test(code) && !code.startsWith('E');
  return isAnswer && !transition.has(code) ? 'up' : 'busy';
}

/** Makes the application's role and database unless they are there. */
export async function settleDatabase(socketDir: string): Promise<void> {
  const client = clientFor(socketDir);
  await client.connect();
  try {
    const found = await client.query<{ role: boolean; database: boolean }>(
      `SELECT EXISTS (SELECT FROM pg_roles WHERE rolname = $1) AS role,
              EXISTS (SELECT FROM pg_database WHERE datname = $2) AS database`,
      [applicationRole, databaseName],
    );
    const { role, database } = found.rows[0] ?? { role: false, database: false };
    if (!role) await client.query(`CREATE ROLE ${applicationRole} LOGIN`);
    if (!database) await client.query(`CREATE DATABASE ${databaseName} OWNER ${applicationRole}`);
  } finally {
    await client.end().catch(() => {});
  }
}

function clientFor(socketDir: string): pg.Client {
  const client = new pg.Client({
    host: socketDir,
    port,
    user: superuserRole,
    database: 'postgres',
    application_name: 'kokanee supervisor',
    connectionTimeoutMillis: patienceMs,
  });
  client.on('error', () => {}); // a server that dies meanwhile is found out by the next call
  return client;
}
