/** A whole catalogue on a real PostgreSQL for one test file, with people to act. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after } from 'node:test';
import { type App, openApp } from '#app';
import { type Source, resolveSettings } from '#config';
import { type Actor, systemActor } from '#domain/actor.ts';
import { Spliced } from '#domain/spliced.ts';
import type { Extension } from '#extensions/extension.ts';
import { aDatabase } from './database.ts';

export type TestCatalogue = {
  readonly app: App;
  /** Runs an action by its wire name, as the system unless told, and gives plain values. */
  readonly run: <Result = Record<string, never>>(name: string, input?: Record<string, unknown>, actor?: Actor) => Promise<Result>;
  /** A new user as an actor, sysadmin where told. */
  readonly aUser: (name: string, options?: { sysadmin?: boolean }) => Promise<Actor & { kind: 'user' }>;
  /** The user as he is now, with the roles he has got since. */
  readonly again: (user: Actor & { kind: 'user' }) => Promise<Actor & { kind: 'user' }>;
  readonly close: () => Promise<void>;
};

export const system: Actor = systemActor('test');

type Options = {
  readonly settings?: Readonly<Record<string, string>>;
  readonly extensions?: readonly Extension[];
  readonly closes?: boolean;
};

export async function aCatalogue({ settings = {}, extensions = [], closes = true }: Options = {}): Promise<TestCatalogue> {
  const database = await aDatabase();
  const dataDir = await mkdtemp(join(tmpdir(), 'kokanee-files-'));
  const source: Source = {
    name: 'test',
    values: { SECRET_KEY: 'a secret for tests', 'ckan.site_url': 'http://kokanee.test', ...settings },
  };
  const declared = Object.assign({}, ...extensions.map((extension) => extension.settings ?? {}));
  const { site } = resolveSettings([source], declared);
  const app = await openApp({
    settings: site,
    place: database.place,
    dataDir,
    extensions,
    serving: true,
    log: (line) => console.error(JSON.stringify(line)),
  });
  await app.start();
  await app.indexReady;
  const close = async (): Promise<void> => {
    await app.stop();
    await database.drop();
    await rm(dataDir, { recursive: true, force: true });
  };
  if (closes) after(close);

  const run = async <Result>(name: string, input: Record<string, unknown> = {}, actor: Actor = system): Promise<Result> => {
    const action = app.site.actions.get(name);
    if (action === undefined) throw new Error(`no action ${name}`);
    const result = await app.execute(action, input, actor);
    return (result instanceof Spliced ? result.parse() : result) as Result;
  };
  const again = async (user: Actor & { kind: 'user' }): Promise<Actor & { kind: 'user' }> => {
    const fresh = await app.store.identity.byUser(user.id);
    if (fresh === undefined) throw new Error(`no user ${user.name}`);
    return fresh;
  };
  const aUser = async (name: string, { sysadmin = false } = {}): Promise<Actor & { kind: 'user' }> => {
    const { id } = await run<{ id: string }>('user_create', { name, email: `${name}@example.org`, password: 'correct-horse-9', sysadmin });
    return again({ kind: 'user', id, name, sysadmin, capacities: new Map() });
  };
  return { app, run, aUser, again, close };
}
