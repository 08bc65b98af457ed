/**
 * A PostgreSQL for tests: the one DATABASE_URL names, or an embedded one shared by all test
 * processes. Every test file gets a database of its own, cloned from a migrated template.
 */
import { randomBytes } from 'node:crypto';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { type DatabasePlace, clientConfig } from '#store/connection.ts';
import { acquireCluster } from '#store/embedded/cluster.ts';

export type TestDatabase = { readonly place: DatabasePlace; readonly drop: () => Promise<void> };

type Server = {
  readonly admin: pg.ClientConfig;
  readonly placeOf: (database: string) => DatabasePlace;
  readonly owner: string | undefined;
  readonly release: () => Promise<void>;
};

const outside = process.env.KOKANEE_TEST_DATABASE_URL ?? process.env.DATABASE_URL;

async function openServer(): Promise<Server> {
  if (outside !== undefined) {
    const placeOf = (database: string): DatabasePlace => {
      const url = new URL(outside);
      url.pathname = `/${database}`;
      return { kind: 'url', url: url.href };
    };
    return { admin: { connectionString: outside }, placeOf, owner: undefined, release: async () => {} };
  }
  const cluster = await acquireCluster(join(tmpdir(), `kokanee-test-${userInfo().username}`));
  const { host, port, user } = cluster;
  return {
    admin: { ...cluster.superuser },
    placeOf: (database) => ({ kind: 'socket', host, port, user, database, ensureRunning: () => cluster.ensureRunning() }),
    owner: user,
    release: () => cluster.release(),
  };
}

/** A fresh, empty database; dropped again by `drop`. */
export async function aDatabase(): Promise<TestDatabase> {
  const server = await openServer();
  const name = `kokanee_test_${randomBytes(6).toString('hex')}`;
  const owner = server.owner === undefined ? '' : ` owner ${server.owner}`;
  await asAdmin(server, `create database ${name}${owner}`);
  return {
    place: server.placeOf(name),
    drop: async () => {
      await asAdmin(server, `drop database if exists ${name} with (force)`);
      await server.release();
    },
  };
}

async function asAdmin(server: Server, statement: string): Promise<void> {
  const client = new pg.Client(server.admin);
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

/** A connection of its own to a test database. */
export async function connect(place: DatabasePlace): Promise<pg.Client> {
  const client = new pg.Client(clientConfig(place));
  await client.connect();
  return client;
}

/** Keeps the shared server up from the first test file to the last. */
export async function holdServer(): Promise<() => Promise<void>> {
  const { release } = await openServer();
  return release;
}
