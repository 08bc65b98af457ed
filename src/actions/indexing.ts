/**
 * Feeds the index: builds it when the process starts, and takes in what changed since. Changes
 * are only marked at first; the next search, or a short timer, indexes all marked datasets at
 * once, so a run of writes to one dataset costs one indexing and a search always sees them.
 */
import type { Visibility } from '#access/labels.ts';
import { crashPoint } from '#domain/crash-point.ts';
import { Unavailable } from '#domain/errors.ts';
import { type DatasetDict, indexDocument } from '#search/document.ts';
import type { IndexChange, SearchAnswer, SearchIndex } from '#search/index-port.ts';
import type { SearchRequest } from '#search/request.ts';
import { pageOfDatasets } from '#store/dataset.ts';
import type { Document } from '#store/document-cache.ts';
import type { DatasetChange, Store } from '#store/store.ts';

export type Indexing = {
  readonly find: (request: SearchRequest) => Promise<SearchAnswer>;
  /** Builds the whole index; searches are refused with Retry-After until it is there. */
  readonly build: () => Promise<void>;
  readonly ready: () => boolean;
  readonly stop: () => void;
};

export type IndexingParts = {
  readonly store: Store;
  readonly index: SearchIndex;
  readonly visibility: Visibility;
  readonly siteId: string;
  readonly siteUrl: string;
  readonly extraResourceFields: readonly string[];
  /** Loads what is to be indexed, past the cache of ready answers. */
  readonly load: (ids: readonly string[]) => Promise<readonly Document[]>;
  readonly keepsDeleted: boolean;
  /** A process that serves nobody builds no index until something searches. */
  readonly buildsWhenAsked: boolean;
};

const BATCH = 200;
const PAUSE_MS = 150;

export function startIndexing(parts: IndexingParts): Indexing {
  const { store, index } = parts;
  const marked = new Set<string>();
  let state: 'empty' | 'building' | 'ready' = 'empty';
  let building: Promise<void> | undefined;
  let flushing: Promise<void> | undefined;
  let stopped = false;

  const changeOf = (document: Document): IndexChange => {
    const { head, labels, bytes } = document;
    if (head.state === 'deleted' && !parts.keepsDeleted) return { kind: 'remove', id: head.id };
    const dict = JSON.parse(bytes.toString('utf8')) as DatasetDict;
    const { siteId, siteUrl, extraResourceFields } = parts;
    const vocabularies = store.vocabularies.names();
    return { kind: 'put', document: indexDocument(dict, { rev: head.rev, labels, siteId, siteUrl, extraResourceFields, vocabularies }) };
  };
  const indexThese = async (ids: readonly string[]): Promise<void> => {
    const documents = await parts.load(ids);
    const found = new Set(documents.map((document) => document.head.id));
    const gone = ids.filter((id) => !found.has(id)).map((id): IndexChange => ({ kind: 'remove', id }));
    crashPoint('before-indexing');
    await index.apply([...documents.map(changeOf), ...gone]);
  };
  const flushAll = async (): Promise<void> => {
    while (marked.size > 0 && !stopped) {
      const ids = [...marked].slice(0, BATCH);
      for (const id of ids) marked.delete(id);
      try {
        await indexThese(ids);
      } catch (error) {
        for (const id of ids) marked.add(id);
        throw error;
      }
    }
  };
  const flush = async (): Promise<void> => {
    // What was marked while an earlier round ran needs a round of its own.
    if (flushing !== undefined) await flushing.catch(() => {});
    if (flushing === undefined && marked.size > 0) {
      flushing = flushAll().finally(() => {
        flushing = undefined;
      });
    }
    await flushing;
  };
  const build = async (): Promise<void> => {
    state = 'building';
    index.clear();
    for (let after = ''; !stopped; ) {
      const page = await pageOfDatasets(store.pool, after, BATCH);
      const last = page.at(-1);
      if (last === undefined) break;
      await indexThese(page.map((row) => row.id));
      after = last.id;
      await new Promise((done) => setImmediate(done));
    }
    await flushAll();
    state = 'ready';
  };
  // A process hears of its own writes a second time, from the log; what it has indexed since needs nothing.
  const mark = (changes: readonly DatasetChange[]): void => {
    for (const { id, rev } of changes) if (rev === undefined || (index.revisionOf(id) ?? -1) < rev) marked.add(id);
  };
  store.onDatasets(mark);
  store.onReset((kind) => {
    if (kind === 'reset') {
      marked.clear();
      index.clear();
    } else build().catch(() => {});
  });
  const timer = setInterval(() => {
    if (state === 'ready' && marked.size > 0) flush().catch(() => {});
  }, PAUSE_MS);
  timer.unref();
  return {
    find: async (request) => {
      // Two questions at once wait for the same building.
      if (state !== 'ready' && parts.buildsWhenAsked) {
        building ??= build();
        await building;
      }
      if (state !== 'ready') throw new Unavailable('The search index is being built');
      if (marked.size > 0 || flushing !== undefined) await flush();
      return index.search(request);
    },
    build,
    ready: () => state === 'ready',
    stop: () => {
      stopped = true;
      clearInterval(timer);
    },
  };
}
