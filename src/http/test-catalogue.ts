/** A catalogue without a database, for trying the door: a few actions in memory, two people, one session. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type AnyAction, defineRead, defineWrite, type Input, type ReadAction, type SiteFacts, type WriteAction } from '#actions/action.ts';
import type { Catalogue } from '#actions/catalogue.ts';
import { type Actor, nameOf, type UserActor } from '#domain/actor.ts';
import type { StoredFile } from '#domain/dataset.ts';
import { IntegrityError, NotAuthorized, NotFound, Unavailable, ValidationError } from '#domain/errors.ts';
import { Spliced } from '#domain/spliced.ts';
import { Upload } from '#domain/upload.ts';
import { diskStore } from '#files/disk.ts';
import type { FileStore } from '#files/storage.ts';
import { resolveSettings, type Site } from '../config.ts';
import { type HttpExtras, type HttpServer, makeServer } from './server.ts';

export const ann: UserActor = { kind: 'user', id: 'a1', name: 'ann', sysadmin: false, capacities: new Map() };
export const ANNS_TOKEN = 'anns-token';
export const ANNS_SESSION = 'anns-session';
export const ANNS_CSRF = 'anns-csrf';
export const SITE = 'http://data.example.org';

const allowed = (): { allowed: true } => ({ allowed: true });
const read = (name: string, run: (input: Input, actor: Actor) => unknown): AnyAction =>
  defineRead({ name, about: '', input: {}, may: allowed, run: (call, input) => run(input, call.actor) }) as unknown as AnyAction;
const write = (name: string, run: (input: Input, actor: Actor) => unknown, input: AnyAction['input'] = {}): AnyAction =>
  defineWrite({
    name,
    about: '',
    input,
    may: allowed,
    run: (call, given) => ({ writes: [], events: [], result: () => run(given, call.actor) }),
  }) as unknown as AnyAction;

/** What the caller sent, and who he was taken for. */
const echo = (input: Input, actor: Actor): unknown => ({
  input: Object.fromEntries(
    Object.entries(input).map(([key, value]) => [
      key,
      value instanceof Upload ? { fileName: value.fileName, type: value.contentType, size: value.file.size } : value,
    ]),
  ),
  who: actor.kind === 'anonymous' ? (actor.because ?? '') : nameOf(actor),
});

const refusals: Readonly<Record<string, () => unknown>> = {
  missing: () => new NotFound(),
  forbidden: () => new NotAuthorized('User  not authorized to read package 1'),
  invalid: () => new ValidationError({ name: ['Missing value'] }),
  structure: () => new IntegrityError('Only lists', { tags: 'x' }),
  away: () => new Unavailable('The database is away', 7),
  fault: () => new Error('select * from secret'),
};

export const ACTIONS: readonly AnyAction[] = [
  read('echo', echo),
  read('spliced', () => new Spliced([Buffer.from('{"a":'), Buffer.from('"é"'), Buffer.from('}')])),
  read('refuse', ({ kind }) => {
    throw refusals[String(kind)]?.();
  }),
  write('change', echo, { upload: { kind: 'file', about: '' }, image_upload: { kind: 'file', about: '' } }),
  write('plain_change', echo),
];

export type House = {
  readonly server: HttpServer;
  readonly catalogue: Catalogue;
  readonly files: FileStore;
  readonly faults: unknown[];
  readonly stored: () => Promise<string[]>;
  readonly remove: () => Promise<void>;
};

export type HouseParts = {
  readonly settings?: Readonly<Record<string, string>>;
  readonly actions?: readonly AnyAction[];
  readonly catalogue?: Partial<Catalogue>;
  readonly extras?: HttpExtras;
  readonly url?: string;
};

export async function aHouse({
  settings = {},
  actions = [],
  catalogue: other = {},
  extras = {},
  url = SITE,
}: HouseParts = {}): Promise<House> {
  const folder = await mkdtemp(join(tmpdir(), 'kokanee-door-'));
  const files = diskStore(folder);
  const faults: unknown[] = [];
  const catalogue: Catalogue = { ...fakeCatalogue(siteWith(settings, [...ACTIONS, ...actions], url), files), ...other };
  const server = makeServer(catalogue, { log: { fault: ({ error }) => faults.push(error) }, version: '1.2.3', ...extras });
  const stored = async (): Promise<string[]> => {
    const keys: string[] = [];
    for await (const key of files.list()) keys.push(key);
    return keys;
  };
  const remove = async (): Promise<void> => {
    await server.close();
    await rm(folder, { recursive: true, force: true });
  };
  return { server, catalogue, files, faults, stored, remove };
}

function siteWith(settings: Readonly<Record<string, string>>, actions: readonly AnyAction[], url: string): SiteFacts {
  const site: Site = resolveSettings([{ name: 'test', values: settings }]).site;
  const facts: Partial<SiteFacts> = {
    settings: site,
    url,
    actions: new Map(actions.map((action) => [action.name, action])),
    types: new Map(),
    extensions: [],
  };
  return facts as SiteFacts;
}

function fakeCatalogue(site: SiteFacts, files: FileStore): Catalogue {
  return {
    site,
    files,
    execute: async (action, input, actor) => {
      const call = { actor } as never;
      if (action.effect === 'read') return (action as unknown as ReadAction<undefined, Input, unknown>).run(call, input, undefined);
      const outcome = await (action as unknown as WriteAction<undefined, Input, unknown>).run(call, input, undefined);
      return outcome.result([]);
    },
    mayRun: async () => true,
    actorOf: async (credential) => (credential === ANNS_TOKEN ? ann : undefined),
    sessionOf: async (session) => (session === ANNS_SESSION ? { actor: ann, csrf: ANNS_CSRF, mustChangePassword: false } : undefined),
    logIn: async () => undefined,
    logOut: async () => undefined,
    accountKey: async () => '',
    fileOf: async () => undefined,
    pictureOf: async () => undefined,
    holdUpload: async (upload) => upload,
    heldUpload: async () => undefined,
    ready: async () => true,
  };
}

/** An action that shows things kept in memory, refusing what is not there. */
export const showing = (name: string, things: Readonly<Record<string, unknown>>): AnyAction =>
  read(name, ({ id }) => {
    if (typeof id === 'string' && Object.hasOwn(things, id)) return things[id];
    throw new NotFound();
  });

export const answering = (name: string, run: (input: Input, actor: Actor) => unknown): AnyAction => read(name, run);

/** Stores a text as a file. */
export async function aFile(files: FileStore, text: string): Promise<StoredFile> {
  const { file } = await files.put(
    (async function* () {
      yield Buffer.from(text);
    })(),
    { maxBytes: 1e9 },
  );
  return file;
}
