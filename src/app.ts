/**
 * The assembly: settings, extensions and a database become one catalogue. Nothing imports this
 * file but the operators' door and tests.
 */
import { join } from 'node:path';
import type { Actor } from '#domain/actor.ts';
import { now } from '#domain/clock.ts';
import type { Event } from '#domain/events.ts';
import { accounts } from '#actions/accounts.ts';
import type { Call, Run, SiteFacts } from '#actions/action.ts';
import type { Catalogue } from '#actions/catalogue.ts';
import { coreActions } from '#actions/index.ts';
import { END_HELD_UPLOADS, endHeldUploads, heldUploads } from '#actions/held-uploads.ts';
import { type Indexing, type IndexingParts, startIndexing } from '#actions/indexing.ts';
import { presentDatasets } from '#actions/package/present.ts';
import { type Around, makeRunner, type Reactions } from '#actions/runner.ts';
import { siteFacts } from '#actions/site-facts.ts';
import { storedFiles } from '#actions/stored-files.ts';
import type { Extension } from '#extensions/extension.ts';
import { diskStore } from '#files/disk.ts';
import type { HttpServer } from '#http/server.ts';
import { coreJobs } from '#jobs/index.ts';
import { type Worker, startWorker } from '#jobs/worker.ts';
import { Engine } from '#search/engine/engine.ts';
import type { IndexedRevision } from '#search/index-port.ts';
import type { DatabasePlace } from '#store/connection.ts';
import { coreMigrations } from '#store/migrations/index.ts';
import { secretsOf, secretText } from '#store/secrets.ts';
import { openStore, type Store, type StoreOptions } from '#store/store.ts';
import { type Site, settings as declaredSettings } from './config.ts';
import manifest from '../package.json' with { type: 'json' };

const VERSION: string = manifest.version;

export type AppOptions = {
  readonly settings: Site;
  readonly place: DatabasePlace;
  readonly dataDir: string;
  readonly extensions: readonly Extension[];
  /** A process that serves builds the index at its start and runs jobs; others build it when something searches. */
  readonly serving: boolean;
  readonly log: (line: Record<string, unknown>) => void;
};

export type App = Catalogue & {
  readonly store: Store;
  readonly extensions: readonly Extension[];
  /** Begins to build the index; reads by id are answered meanwhile. */
  readonly start: () => Promise<void>;
  /** Settles when the index can be searched. */
  readonly indexReady: Promise<void>;
  /** Opens the doors for machines and people. */
  readonly listen: (at: {
    readonly host: string;
    readonly port: number;
  }) => Promise<{ readonly url: string; readonly close: HttpServer['close'] }>;
  /** The doors without a socket. */
  readonly door: () => Promise<HttpServer>;
  readonly indexRevisions: () => Iterable<IndexedRevision>;
  readonly stop: () => Promise<void>;
};

export async function openApp(options: AppOptions): Promise<App> {
  const { settings, extensions } = options;
  assertFit(extensions);
  const actions = [...coreActions, ...extensions.flatMap((extension) => extension.actions ?? [])];
  const store: Store = await openStore({
    ...storeOptions(options),
    present: (pool, directory, ids) => presentDatasets(pool, directory, site, ids),
  });
  const site = siteFacts({
    settings,
    types: extensions.flatMap((e) => e.datasetTypes ?? []),
    actions,
    extensions: extensions.map((e) => e.name),
    options: store.options,
  });
  const fault = (what: string, error: unknown): void => options.log({ level: 'error', msg: what, error: textOfFault(error) });
  const files = diskStore(join(options.dataDir, 'files'), (error) => fault('files', error));
  const index = new Engine();
  const indexing: Indexing = startIndexing({ store, index, ...indexingOptions(store, site), buildsWhenAsked: !options.serving });
  const jobs: Worker = startWorker(
    options.serving ? [...coreJobs, endHeldUploads(files), ...extensions.flatMap((e) => e.jobs ?? [])] : [],
    store,
    (job, error) => fault(`job ${job}`, error),
  );
  const runner = makeRunner({
    callFor: (actor: Actor, run: Run): Call => Object.freeze({ actor, db: store, search: indexing, files, jobs, site, now: now(), run }),
    around: aroundsOf(extensions),
    reactions: reactionsOf(extensions),
    onFault: (error, action) => fault(`after ${action}`, error),
  });
  const built = Promise.withResolvers<void>();
  built.promise.catch((error: unknown) => fault('index', error));
  const catalogue: Catalogue = {
    site,
    files,
    ...accounts(store),
    ...storedFiles(store, runner),
    ...heldUploads(store, files),
    execute: runner.execute,
    mayRun: runner.mayRun,
    ready: async () => indexing.ready() && (await answers(store)),
  };
  const door = once(() => openDoor(catalogue, options));
  return {
    ...catalogue,
    store,
    extensions,
    start: async () => {
      indexing.build().then(built.resolve, built.reject);
    },
    indexReady: built.promise,
    indexRevisions: () => index.revisions(),
    door,
    listen: async ({ host, port }) => {
      const server = await door();
      return { url: await server.listen(host, port), close: server.close };
    },
    stop: async () => {
      indexing.stop();
      await jobs.stop();
      await store.close();
      await index.close();
    },
  };
}

const storeOptions = ({ place, settings, extensions }: AppOptions): Omit<StoreOptions, 'present'> => ({
  place,
  poolSize: settings['kokanee.pool_size'],
  migrations: [...coreMigrations, ...extensions.flatMap((e) => e.migrations ?? [])],
  secrets: secretsOf(settings.SECRET_KEY, {
    encode: secretText(settings['api_token.jwt.encode.secret']),
    decode: secretText(settings['api_token.jwt.decode.secret']),
  }),
  cascading: settings['ckan.auth.roles_that_cascade_to_sub_groups'],
  cacheBytes: settings['kokanee.document_cache_mb'] * 1024 * 1024,
});

const indexingOptions = (store: Store, site: SiteFacts): Omit<IndexingParts, 'store' | 'index' | 'buildsWhenAsked'> => ({
  visibility: site.visibility,
  siteId: site.settings['ckan.site_id'],
  siteUrl: site.url,
  extraResourceFields: site.settings['ckan.extra_resource_fields'],
  load: (ids) => presentDatasets(store.pool, store.directory, site, ids),
  keepsDeleted: !site.settings['ckan.search.remove_deleted_packages'],
});

const answers = ({ pool }: Store): Promise<boolean> =>
  pool.query('select 1').then(
    () => true,
    () => false,
  );

const once = <Value>(make: () => Promise<Value>): (() => Promise<Value>) => {
  let made: Promise<Value> | undefined;
  return () => {
    made ??= make();
    return made;
  };
};

/** Pages are compiled when a door is first opened, so commands that serve nobody do not wait for them. */
async function openDoor(catalogue: Catalogue, { dataDir, extensions, settings, log }: AppOptions): Promise<HttpServer> {
  const [{ makeServer }, { prepareWeb }] = await Promise.all([import('#http/server.ts'), import('#web/compile.ts')]);
  await prepareWeb(join(dataDir, 'cache'));
  const [{ makePages, makeErrorPage, makeTakesForm, makeUnprovenForm }, ...loaded] = await Promise.all([
    import('#web/handler.tsx'),
    ...extensions.map((extension) => extension.web?.()),
  ]);
  const webs = loaded.filter((web) => web !== undefined);
  return makeServer(catalogue, {
    pages: makePages(catalogue, webs),
    takesForm: makeTakesForm(webs),
    unprovenForm: makeUnprovenForm(catalogue, webs),
    errorPage: makeErrorPage(catalogue),
    version: VERSION,
    log: {
      fault: ({ error, ...fault }) => log({ level: 'error', msg: 'fault', ...fault, error: textOfFault(error) }),
      ...(logsRequests(settings) && {
        request: (line) => log({ level: settings['kokanee.access_log'] ? 'info' : 'debug', msg: 'request', ...line }),
      }),
    },
  });
}

const textOfFault = (error: unknown): string => (error instanceof Error ? (error.stack ?? error.message) : String(error));

const logsRequests = (settings: Site): boolean => settings['kokanee.access_log'] || settings['kokanee.log_level'] === 'debug';

/** What extensions add to writes, each asked only about the events it names. */
function reactionsOf(extensions: readonly Extension[]): Reactions {
  const inside: Reactions['inside'][number][] = [];
  const together: Reactions['together'][number][] = [];
  const after: Reactions['after'][number][] = [];
  for (const reaction of extensions.flatMap((extension) => extension.reactions ?? [])) {
    const hears = ({ kind }: Event): boolean => reaction.to.includes(kind);
    if (reaction.inside !== undefined) inside.push((event, call) => (hears(event) ? (reaction.inside?.(event, call) ?? []) : []));
    if (reaction.together !== undefined) together.push((events, call) => reaction.together?.(events.filter(hears), call) ?? []);
    if (reaction.after !== undefined) after.push((event, call) => (hears(event) ? reaction.after?.(event, call) : undefined));
  }
  return { inside, together, after };
}

function aroundsOf(extensions: readonly Extension[]): ReadonlyMap<string, readonly Around[]> {
  const all = extensions.flatMap((extension) => Object.entries(extension.around ?? {}));
  return new Map([...Map.groupBy(all, ([name]) => name)].map(([name, entries]) => [name, entries.map(([, around]) => around)]));
}

/** Mistakes in the list of extensions stop the start with a sentence that names the extension. */
function assertFit(extensions: readonly Extension[]): void {
  const owners = new Map<string, string>(coreActions.map((action) => [`action ${action.name}`, 'the core']));
  for (const name of [...coreJobs.map((job) => job.name), END_HELD_UPLOADS]) owners.set(`job ${name}`, 'the core');
  for (const migration of coreMigrations) owners.set(`migration ${migration.name}`, 'the core');
  for (const name of Object.keys(declaredSettings)) owners.set(`setting ${name}`, 'the core');
  for (const extension of extensions) {
    if (owners.has(`extension ${extension.name}`))
      throw new Error(`The extension "${extension.name}" is listed twice in kokanee.config.ts.`);
    for (const thing of thingsOf(extension)) {
      const owner = owners.get(thing);
      if (owner !== undefined) throw new Error(`The extension "${extension.name}" brings the ${thing}, which ${owner} has already.`);
      owners.set(thing, `the extension "${extension.name}"`);
    }
  }
  for (const extension of extensions)
    for (const name of Object.keys(extension.around ?? {}))
      if (!owners.has(`action ${name}`))
        throw new Error(`The extension "${extension.name}" wraps the action ${name}, which does not exist.`);
}

/** What must not be brought twice. The core's dataset type may be replaced, another extension's may not. */
const thingsOf = (extension: Extension): readonly string[] => [
  `extension ${extension.name}`,
  ...(extension.actions ?? []).map(({ name }) => `action ${name}`),
  ...(extension.datasetTypes ?? []).map(({ name }) => `dataset type ${name}`),
  ...(extension.jobs ?? []).map(({ name }) => `job ${name}`),
  ...(extension.migrations ?? []).map(({ name }) => `migration ${name}`),
  ...Object.keys(extension.settings ?? {}).map((name) => `setting ${name}`),
];
