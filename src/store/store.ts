/**
 * What PostgreSQL remembers, opened: the pool, the directory of groups, ready answers, people,
 * and the one way to write. A write's own process hears of it before the caller gets his answer.
 */
import type pg from 'pg';
import { crashPoint } from '#domain/crash-point.ts';
import { type Change, announcer, currentCursor } from './changes.ts';
import { type Touch, type Write, commitWrites } from './commit.ts';
import { type DatabasePlace, isAway, openPool } from './connection.ts';
import { findDatasetId } from './dataset.ts';
import { type Directory, openDirectory } from './directory.ts';
import { type Document, type DocumentCache, documentCache } from './document-cache.ts';
import { type Follower, follow } from './follower.ts';
import { datasetsOfGroup } from './group.ts';
import { type Identity, identities } from './identity.ts';
import { aQueue } from './in-turn.ts';
import { type Migration, migrate } from './migration.ts';
import { type FoundResources, type ResourceQuery, resourceSearch } from './resource-search.ts';
import type { Secrets } from './secrets.ts';
import { openSiteOptions, type SiteOptions } from './site-options.ts';
import { datasetsOfVocabularies, openVocabularies, type Vocabularies } from './vocabulary.ts';

/** A dataset that changed; `rev` where the change log told it. */
export type DatasetChange = { readonly id: string; readonly rev?: number };

export type Store = {
  readonly pool: pg.Pool;
  readonly directory: Directory;
  readonly documents: DocumentCache;
  readonly identity: Identity;
  readonly secrets: Secrets;
  readonly options: SiteOptions;
  readonly vocabularies: Vocabularies;
  readonly searchResources: (query: ResourceQuery) => Promise<FoundResources>;
  /** Writes all pieces as one durable statement; throws Stale or Taken. */
  readonly commit: (writes: readonly Write[]) => Promise<readonly (Readonly<Record<string, unknown>> | undefined)[]>;
  /** Hears of every dataset whose searchable form may have changed, in whatever process. */
  readonly onDatasets: (listener: (changes: readonly DatasetChange[]) => void) => void;
  /** Hears that everything was emptied, or that the index is to be built anew. */
  readonly onReset: (listener: (kind: 'reset' | 'reindex') => void) => void;
  readonly follower: Follower;
  readonly close: () => Promise<void>;
};

export type StoreOptions = {
  readonly place: DatabasePlace;
  readonly poolSize: number;
  readonly migrations: readonly Migration[];
  readonly secrets: Secrets;
  readonly cascading: readonly string[];
  readonly cacheBytes: number;
  /** Makes the ready answers of datasets. */
  readonly present: (pool: pg.Pool, directory: Directory, ids: readonly string[]) => Promise<readonly Document[]>;
};

export async function openStore(options: StoreOptions): Promise<Store> {
  const pool = openPool(options.place, options.poolSize);
  await migrate(pool, options.migrations);
  const cursor = await currentCursor(pool);
  const [directory, siteOptions, vocabularies] = await Promise.all([openDirectory(pool), openSiteOptions(pool), openVocabularies(pool)]);
  const documents = documentCache(
    { load: (ids) => options.present(pool, directory, ids), idOf: (ref) => findDatasetId(pool, ref), version: directory.version },
    options.cacheBytes,
  );
  const identity = identities(pool, options.secrets, directory, options.cascading);
  const announce = announcer(pool);
  const datasetListeners: ((changes: readonly DatasetChange[]) => void)[] = [];
  const resetListeners: ((kind: 'reset' | 'reindex') => void)[] = [];

  const datasetsChanged = (changes: readonly DatasetChange[]): void => {
    if (changes.length === 0) return;
    documents.forget(changes);
    for (const listener of datasetListeners) listener(changes);
  };
  // A write and the change log tell of the same change: who comes second finds nothing new, and must
  // not go on before the first has drawn its consequences.
  const [groupsInTurn, vocabulariesInTurn] = [aQueue(), aQueue()];
  const groupsChanged = async (ids: readonly string[]): Promise<void> => {
    const renamed = await directory.refresh(ids);
    for (const id of renamed) datasetsChanged((await datasetsOfGroup(pool, id)).map((dataset) => ({ id: dataset })));
  };
  // Datasets are found by the name of the vocabulary, so another name makes another index of them.
  const renamedVocabularies = new Set<string>();
  const vocabulariesChanged = async (): Promise<void> => {
    for (const id of await vocabularies.reload()) renamedVocabularies.add(id);
    if (renamedVocabularies.size === 0) return;
    datasetsChanged((await datasetsOfVocabularies(pool, [...renamedVocabularies])).map((id) => ({ id })));
    renamedVocabularies.clear();
  };
  const heard = async (touches: readonly (Touch | Change)[]): Promise<void> => {
    const of = (kind: string): string[] => [...new Set(touches.filter((touch) => touch.kind === kind).map((touch) => touch.id))];
    // First, so that what was made after a reset is not thrown away with what was there before.
    for (const kind of ['reset', 'reindex'] as const) {
      if (!touches.some((touch) => touch.kind === kind)) continue;
      documents.clear();
      identity.forget();
      await Promise.all([directory.reload(), siteOptions.reload(), vocabularies.reload()]);
      for (const listener of resetListeners) listener(kind);
    }
    if (touches.some((touch) => touch.kind === 'user' || touch.kind === 'token')) identity.forget();
    if (touches.some((touch) => touch.kind === 'option')) await siteOptions.reload();
    if (touches.some((touch) => touch.kind === 'vocabulary')) await vocabulariesInTurn(vocabulariesChanged);
    const groups = of('group');
    if (groups.length > 0) await groupsInTurn(() => groupsChanged(groups));
    datasetsChanged(touches.filter((touch) => touch.kind === 'dataset'));
  };
  // The embedded server is brought back by whoever misses it first; the follower asks four times a second.
  const revive = async (error: unknown): Promise<void> => {
    if (options.place.kind === 'socket' && isAway(error)) await options.place.ensureRunning?.();
  };
  const follower = follow(pool, options.place, cursor, heard, revive);
  const flushing = setInterval(
    () =>
      identity
        .flush()
        .catch(revive)
        .catch(() => {}),
    1_000,
  );
  flushing.unref();

  return {
    pool,
    directory,
    documents,
    identity,
    secrets: options.secrets,
    options: siteOptions,
    vocabularies,
    searchResources: resourceSearch(pool),
    commit: async (writes) => {
      const { rows, touches } = await commitWrites(pool, writes);
      crashPoint('after-commit');
      await heard(touches);
      announce();
      return rows;
    },
    onDatasets: (listener) => datasetListeners.push(listener),
    onReset: (listener) => resetListeners.push(listener),
    follower,
    close: async () => {
      clearInterval(flushing);
      await follower.stop();
      await identity.flush().catch(() => {});
      await pool.end();
    },
  };
}
