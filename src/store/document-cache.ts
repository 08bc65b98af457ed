/**
 * Ready answers of datasets: the bytes a reader gets, bounded by size, least recently used first
 * out. A cache only: whatever it loses is made again from PostgreSQL.
 */
import type { DatasetHead } from '#domain/dataset.ts';
import { isUuid } from '#domain/ids.ts';

/** A dataset's wire bytes with what the rules ask of it. */
export type Document = {
  readonly head: DatasetHead;
  readonly groups: readonly string[];
  readonly labels: readonly string[];
  readonly bytes: Buffer;
};

export type DocumentCache = {
  /** By id, name or former name, from memory or the store; undefined where there is none. */
  readonly find: (idOrName: string) => Promise<Document | undefined>;
  /** The same without waiting, where it is in memory. */
  readonly peek: (idOrName: string) => Document | undefined;
  /** Those that exist, in the order asked for. */
  readonly getMany: (ids: readonly string[]) => Promise<readonly Document[]>;
  /** Drops what changed; an entry of at least the revision told is kept. */
  readonly forget: (changes: Iterable<{ readonly id: string; readonly rev?: number }>) => void;
  readonly clear: () => void;
};

export type DocumentSource = {
  readonly load: (ids: readonly string[]) => Promise<readonly Document[]>;
  readonly idOf: (idOrName: string) => Promise<string | undefined>;
  /** What the bytes depend on beside the dataset itself; entries of another version are made again. */
  readonly version: () => number;
};

export function documentCache(source: DocumentSource, maxBytes: number): DocumentCache {
  // In the order they are given up in; one that was read since gets a second turn.
  const entries = new Map<string, { document: Document; version: number; read: boolean }>();
  const names = new Map<string, string>();
  // Loads that were under way while an id was forgotten must not be kept.
  const forgotten = new Map<string, number>();
  let forgets = 0;
  let cleared = 0;
  let bytes = 0;

  const drop = (id: string): void => {
    const entry = entries.get(id);
    if (entry === undefined) return;
    entries.delete(id);
    bytes -= entry.document.bytes.length;
    if (names.get(entry.document.head.name) === id) names.delete(entry.document.head.name);
  };
  const keep = (document: Document, version: number): void => {
    drop(document.head.id);
    entries.set(document.head.id, { document, version, read: false });
    // A name may be spelled like the id of another dataset, and an id comes before a name: only the store can tell.
    if (!isUuid(document.head.name)) names.set(document.head.name, document.head.id);
    bytes += document.bytes.length;
    if (bytes > maxBytes) makeRoom();
  };
  const makeRoom = (): void => {
    for (const [id, entry] of entries) {
      if (bytes <= maxBytes) return;
      if (!entry.read) drop(id);
      else {
        entry.read = false;
        entries.delete(id);
        entries.set(id, entry);
      }
    }
  };
  const peekId = (id: string): Document | undefined => {
    const entry = entries.get(id);
    if (entry === undefined || entry.version !== source.version()) return undefined;
    entry.read = true;
    return entry.document;
  };
  const load = async (ids: readonly string[]): Promise<readonly Document[]> => {
    const [started, version] = [forgets, source.version()];
    const documents = await source.load(ids);
    for (const document of documents) if (cleared <= started && (forgotten.get(document.head.id) ?? 0) <= started) keep(document, version);
    return documents;
  };
  return {
    peek: (idOrName) => peekId(idOrName) ?? peekId(names.get(idOrName) ?? ''),
    find: async (idOrName) => {
      const held = peekId(idOrName) ?? peekId(names.get(idOrName) ?? '');
      if (held !== undefined) return held;
      const id = await source.idOf(idOrName);
      if (id === undefined) return undefined;
      // By a former name it may be in memory all the same.
      return peekId(id) ?? (await load([id]))[0];
    },
    getMany: async (ids) => {
      const found = ids.map(peekId);
      const missing = ids.filter((_, index) => found[index] === undefined);
      if (missing.length === 0) return found.filter((document) => document !== undefined);
      const loaded = new Map<string, Document>();
      for (let i = 0; i < missing.length; i += 500)
        for (const document of await load(missing.slice(i, i + 500))) loaded.set(document.head.id, document);
      return ids.flatMap((id, index) => found[index] ?? loaded.get(id) ?? []);
    },
    forget: (changes) => {
      forgets++;
      for (const { id, rev } of changes) {
        forgotten.set(id, forgets);
        const held = entries.get(id);
        if (rev !== undefined && held !== undefined && held.document.head.rev >= rev) continue;
        drop(id);
      }
      if (forgotten.size > 10_000) {
        cleared = forgets;
        forgotten.clear();
      }
    },
    clear: () => {
      forgets++;
      cleared = forgets;
      entries.clear();
      names.clear();
      forgotten.clear();
      bytes = 0;
    },
  };
}
